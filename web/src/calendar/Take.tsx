import { ExamConfirmDocument, ExamRescheduleDocument, type ExamRescheduleMutation } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { step, stepAnswered } from '../hub/step';
import { span } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { StepForm } from '../parts/StepForm';
import { type Slot, stands, type Visit } from './board';
import { ranOut, type SlotProps } from './Hold';
import { VISIT } from './visit-words';
import { CALENDAR, KINDS } from './words';

/** Moves an appointment to a free time: held first, then confirmed, which gives the old time back. */
export function Take({
  slot,
  visit,
  zone,
  doing,
  numberOf,
  reload,
  onClose,
  onTaken,
}: SlotProps & { readonly visit: Visit; readonly onTaken: (id: string) => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const line = (of: Slot | Visit) =>
    `${span(of, spoken, zone)}, ${say(CALENDAR.doctor)} ${numberOf(of.examiner) ?? ''}`;
  return (
    <section class="desk-card desk-panel">
      <h2 class="govuk-heading-s">
        {say(VISIT.move)}: {visit.localReference ?? say(KINDS[visit.kind])}
      </h2>
      <StepForm
        doing={doing}
        submit={VISIT.move}
        onBack={onClose}
        onSubmit={async () => {
          const input = { appointmentId: visit.id, slotId: slot.id, expectedVersion: visit.version };
          const intention = JSON.stringify(input);
          const idempotencyKey = doing.keyFor(intention);
          let held: ExamRescheduleMutation['examReschedule']['appointment'];
          const work = async () => {
            const { problems, data } = await stepAnswered(ExamRescheduleDocument, {
              input: { ...input, idempotencyKey },
            });
            held = data?.examReschedule.appointment;
            // sent again after an answer was lost, it may have been confirmed already, or have run out
            if (problems.length > 0 || !held || held.state === 'CONFIRMED') return problems;
            if (!stands(held, hubNow())) return ranOut(doing, intention);
            return step(ExamConfirmDocument, { input: { appointmentId: held.id } });
          };
          if ((await doing.run(work, VISIT.moved, reload)) && held) onTaken(held.id);
        }}
      >
        <dl class="desk-terms">
          <dt>{say(VISIT.from)}</dt>
          <dd>{line(visit)}</dd>
          <dt>{say(VISIT.to)}</dt>
          <dd>{line(slot)}</dd>
        </dl>
      </StepForm>
    </section>
  );
}
