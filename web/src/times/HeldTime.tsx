import { useState } from 'preact/hooks';
import {
  ExamCancelDocument,
  type ExamCancelReason,
  ExamConfirmDocument,
  type ExamsHeldQuery,
} from '../../generated/graphql';
import { CANCEL_REASONS, KINDS, STATES } from '../calendar/exam-words';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { useFocusKept } from '../parts/focus';
import { Countdown } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { TIMES } from './words';

interface Props {
  readonly held: NodeOf<ExamsHeldQuery['appointments']>;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** Why somebody who took the time gives it back; the others are the clinic's. */
const REASONS = ['SHE_ASKED', 'EMERGENCY_CARE', 'MOVED_TO_ANOTHER_TIME', 'BOOKED_IN_ERROR'] as const;

/** A time that is held until she agrees, or confirmed. */
export function HeldTime({ held, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const { id, state, version, startsAt, heldUntil, clinic, kind } = held;
  const name = `time-${id}`;
  const own = { appointmentId: id, expectedVersion: version };
  const [leaving, leave] = useState(false);
  useFocusKept(leaving, leaving ? '' : name);
  const pick = (next: boolean) => {
    doing.clear();
    leave(next);
  };
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done, reload)) leave(false);
  };
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {moment(startsAt, hubNow(), spoken, clinic.zone)}
      </h3>
      <p class="govuk-body">
        <strong class="govuk-tag">{say(STATES[state])}</strong>
        <br />
        {clinic.name} · {say(KINDS[kind])}
      </p>
      {state === 'HELD' && heldUntil && <Countdown until={heldUntil} label={TIMES.heldFor} over={TIMES.over} />}
      {leaving ? (
        <GiveBack
          id={id}
          doing={doing}
          onBack={() => pick(false)}
          onGiveBack={(reason) =>
            void send(() => step(ExamCancelDocument, { input: { ...own, reason } }), TIMES.givenBack)
          }
        />
      ) : (
        <div class="desk-buttons">
          {state === 'HELD' && (
            <button
              type="button"
              class="govuk-button"
              aria-describedby={name}
              aria-disabled={doing.busy}
              onClick={() => void send(() => step(ExamConfirmDocument, { input: own }), TIMES.confirmed)}
            >
              {say(TIMES.confirm)}
            </button>
          )}
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => pick(true)}
          >
            {say(TIMES.giveBack)}
          </button>
        </div>
      )}
    </li>
  );
}

interface GiveBackProps {
  readonly id: string;
  readonly doing: Doing;
  readonly onBack: () => void;
  readonly onGiveBack: (reason: ExamCancelReason) => void;
}

/** The reason stays in the record of the examination: nobody gives it for her. */
function GiveBack({ id, doing, onBack, onGiveBack }: GiveBackProps) {
  const say = useSay();
  const [reason, choose] = useState<ExamCancelReason | null>(null);
  const field = `reason-${id}`;
  return (
    <StepForm
      doing={doing}
      submit={TIMES.giveBack}
      warning
      onBack={onBack}
      onSubmit={() => (reason ? onGiveBack(reason) : doing.refuse([{ text: TIMES.whyMissing, field }]))}
    >
      <OneOf
        field={field}
        legend={say(TIMES.why)}
        choices={REASONS.map((value) => ({ value, label: say(CANCEL_REASONS[value]) }))}
        value={reason}
        onChange={(value) => choose(value as ExamCancelReason)}
        problems={doing.problems}
      />
    </StepForm>
  );
}
