import { useState } from 'preact/hooks';
import {
  ExamConfirmDocument,
  ExamHoldDocument,
  type ExamPriority,
  ExamRescheduleDocument,
  type ExamRescheduleMutation,
} from '../../generated/graphql';
import { type Doing, type Problem, step, stepAnswered } from '../hub/step';
import { dateIn, time, weekday } from '../language/format';
import { type Language, useLanguage, useSay } from '../language/language';
import { Input, Radios } from '../parts/Fields';
import { inForm, StepForm } from '../parts/StepForm';
import type { Slot, Visit } from './board';
import { PRIORITIES, VISIT } from './visit-words';
import { CALENDAR, KINDS } from './words';

interface Props {
  readonly slot: Slot;
  readonly zone: string;
  readonly doing: Doing;
  readonly numberOf: (examiner: string | null | undefined) => number | null;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

export const span = (
  { startsAt, endsAt }: Pick<Visit, 'startsAt' | 'endsAt'>,
  spoken: Language,
  zone: string,
): string =>
  `${weekday(dateIn(Date.parse(startsAt), zone), spoken)}, ${time(startsAt, spoken, zone)}–${time(endsAt, spoken, zone)}`;

/** A reference as the hub takes it; null for none. */
export const referenceOf = (text: string): string | null => text.trim().toUpperCase() || null;

/** What the hub says of a reference is for programs. */
export const inWords = (problems: readonly Problem[]): Problem[] =>
  problems.map((problem) =>
    problem.field === 'localReference' ? { ...problem, text: VISIT.referenceWrong } : problem,
  );

/** Keeps a free time. */
export function Hold({
  slot,
  zone,
  doing,
  numberOf,
  reload,
  onClose,
  onHeld,
}: Props & { readonly onHeld: (id: string) => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const [reference, setReference] = useState('');
  const [priority, setPriority] = useState<ExamPriority>('ROUTINE');
  return (
    <section class="desk-card desk-panel">
      <h2 class="govuk-heading-s">
        {span(slot, spoken, zone)} · {say(CALENDAR.doctor)} {numberOf(slot.examiner)}
      </h2>
      <StepForm
        doing={doing}
        submit={VISIT.hold}
        onBack={onClose}
        onSubmit={async () => {
          const input = { slotId: slot.id, priority, localReference: referenceOf(reference) };
          const idempotencyKey = doing.keyFor(JSON.stringify(input));
          let held: string | undefined;
          const work = async () => {
            const { problems, data } = await stepAnswered(ExamHoldDocument, { input: { ...input, idempotencyKey } });
            held = data?.examHold.appointment?.id;
            return inWords(inForm(problems, 'localReference', 'priority'));
          };
          const done = await doing.run(work, VISIT.held);
          await reload();
          if (done && held) onHeld(held);
        }}
      >
        <Input
          field="localReference"
          label={say(CALENDAR.reference)}
          hint={say(VISIT.referenceHint)}
          value={reference}
          onInput={setReference}
          wide
          problems={doing.problems}
        />
        <Radios
          field="priority"
          legend={say(VISIT.howSoon)}
          choices={Object.entries(PRIORITIES).map(([value, text]) => ({ value, label: say(text) }))}
          value={priority}
          onChange={(value) => setPriority(value as ExamPriority)}
          problems={doing.problems}
        />
      </StepForm>
    </section>
  );
}

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
}: Props & { readonly visit: Visit; readonly onTaken: (id: string) => void }) {
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
          const idempotencyKey = doing.keyFor(JSON.stringify(input));
          let held: ExamRescheduleMutation['examReschedule']['appointment'];
          const work = async () => {
            const { problems, data } = await stepAnswered(ExamRescheduleDocument, {
              input: { ...input, idempotencyKey },
            });
            held = data?.examReschedule.appointment;
            // sent again after an answer was lost, it may have been confirmed already
            if (problems.length > 0 || held?.state !== 'HELD') return inForm(problems);
            return inForm(await step(ExamConfirmDocument, { input: { appointmentId: held.id } }));
          };
          const done = await doing.run(work, VISIT.moved);
          await reload();
          if (done && held) onTaken(held.id);
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
