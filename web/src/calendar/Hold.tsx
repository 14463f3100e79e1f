import { useState } from 'preact/hooks';
import { ExamHoldDocument, type ExamPriority } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Doing, type Problem, stepAnswered } from '../hub/step';
import { span } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Radios } from '../parts/Fields';
import { StepForm } from '../parts/StepForm';
import { type Slot, stands } from './board';
import { inWords, useKnownBy } from './KnownBy';
import { PRIORITIES, VISIT } from './visit-words';
import { CALENDAR } from './words';

export interface SlotProps {
  readonly slot: Slot;
  readonly zone: string;
  readonly doing: Doing;
  readonly numberOf: (examiner: string | null | undefined) => number | null;
  readonly reload: () => Promise<void>;
  readonly onClose: () => void;
}

/** Under the key of a hold that has run out the hub says what became of it, and holds nothing: to hold again is another intention. */
export function ranOut(doing: Doing, intention: string): Problem[] {
  doing.forget(intention);
  return [{ text: VISIT.ranOut }];
}

/** Keeps a free time. */
export function Hold({
  slot,
  zone,
  doing,
  numberOf,
  reload,
  onClose,
  onHeld,
}: SlotProps & { readonly onHeld: (id: string) => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const known = useKnownBy(doing);
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
          const input = { slotId: slot.id, priority, ...known.asInput };
          const intention = JSON.stringify(input);
          const idempotencyKey = doing.keyFor(intention);
          let held: string | undefined;
          const work = async () => {
            const { problems, data } = await stepAnswered(ExamHoldDocument, { input: { ...input, idempotencyKey } });
            const appointment = data?.examHold.appointment;
            if (appointment && !stands(appointment, hubNow())) return ranOut(doing, intention);
            held = appointment?.id;
            return inWords(problems);
          };
          if ((await doing.run(work, VISIT.held, reload)) && held) onHeld(held);
        }}
      >
        {known.fields()}
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
