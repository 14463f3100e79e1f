import { useState } from 'preact/hooks';
import {
  ExamConfirmDocument,
  ExamHoldDocument,
  type ExamPriority,
  ExamRescheduleDocument,
  type ExamRescheduleMutation,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Doing, type Problem, step, stepAnswered } from '../hub/step';
import { dateIn, time, weekday } from '../language/format';
import { type Language, type Text, useLanguage, useSay } from '../language/language';
import { Input, Radios } from '../parts/Fields';
import { inForm, StepForm } from '../parts/StepForm';
import { type Slot, stands, type Visit } from './board';
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

const IN_WORDS: Readonly<Record<string, Text>> = {
  localReference: VISIT.referenceWrong,
  referralCode: VISIT.codeWrong,
};

/** What the hub says of a reference or a code is for programs. */
export const inWords = (problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, text: IN_WORDS[problem.field ?? ''] ?? problem.text }));

interface KnownBy {
  readonly reference: string;
  readonly code: string;
}

/** By what an appointment is known at the clinic, and to who sent somebody. */
export function useKnownBy(doing: Doing) {
  const say = useSay();
  const [known, setKnown] = useState<KnownBy>({ reference: '', code: '' });
  const asInput = {
    localReference: known.reference.trim().toUpperCase() || null,
    referralCode: known.code.trim() || null,
  };
  const fields = (label: Text = CALENDAR.reference) => (
    <>
      <Input
        field="localReference"
        label={say(label)}
        hint={say(VISIT.referenceHint)}
        value={known.reference}
        onInput={(reference) => setKnown({ ...known, reference })}
        wide
        problems={doing.problems}
      />
      <Input
        field="referralCode"
        label={say(VISIT.code)}
        hint={say(VISIT.codeHint)}
        value={known.code}
        onInput={(code) => setKnown({ ...known, code })}
        numeric
        wide
        problems={doing.problems}
      />
    </>
  );
  return { asInput, fields };
}

/**
 * The key of an intention, until what was done under it has run out: under the same key the hub says what became of that hold, and holds nothing.
 */
function useKeyOfHold(doing: Doing) {
  const [round, again] = useState(0);
  return {
    keyFor: (input: object) => doing.keyFor(JSON.stringify([input, round])),
    ranOut(): Problem[] {
      again(round + 1);
      return [{ text: VISIT.ranOut }];
    },
  };
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
}: Props & { readonly onHeld: (id: string) => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const known = useKnownBy(doing);
  const [priority, setPriority] = useState<ExamPriority>('ROUTINE');
  const keys = useKeyOfHold(doing);
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
          const idempotencyKey = keys.keyFor(input);
          let held: string | undefined;
          const work = async () => {
            const { problems, data } = await stepAnswered(ExamHoldDocument, { input: { ...input, idempotencyKey } });
            const appointment = data?.examHold.appointment;
            if (appointment && !stands(appointment, hubNow())) return keys.ranOut();
            held = appointment?.id;
            return inWords(inForm(problems, 'localReference', 'referralCode', 'priority'));
          };
          const done = await doing.run(work, VISIT.held);
          await reload();
          if (done && held) onHeld(held);
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
  const keys = useKeyOfHold(doing);
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
          const idempotencyKey = keys.keyFor(input);
          let held: ExamRescheduleMutation['examReschedule']['appointment'];
          const work = async () => {
            const { problems, data } = await stepAnswered(ExamRescheduleDocument, {
              input: { ...input, idempotencyKey },
            });
            held = data?.examReschedule.appointment;
            // sent again after an answer was lost, it may have been confirmed already, or have run out
            if (problems.length > 0 || !held || held.state === 'CONFIRMED') return inForm(problems);
            if (!stands(held, hubNow())) return keys.ranOut();
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
