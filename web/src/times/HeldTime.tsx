import { useState } from 'preact/hooks';
import {
  ExamCancelDocument,
  ExamConfirmDocument,
  ExamReferralLinkDocument,
  type ExamsHeldQuery,
} from '../../generated/graphql';
import { Cancel } from '../calendar/Cancel';
import { KINDS, STATES } from '../calendar/exam-words';
import { draft } from '../case/draft';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { digitsOf, inWordsOf } from '../parts/ByCode';
import { useFocusKept } from '../parts/focus';
import { Spoken } from '../parts/Spoken';
import { Countdown } from '../parts/Status';
import { useStore } from '../store';
import { TIMES } from './words';

interface Props {
  readonly held: NodeOf<ExamsHeldQuery['appointments']>;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** Why somebody who took the time gives it back; the others are the clinic's. */
export const REASONS = ['SHE_ASKED', 'EMERGENCY_CARE', 'MOVED_TO_ANOTHER_TIME', 'BOOKED_IN_ERROR'] as const;

/** A time that is held until she agrees, or confirmed. */
export function HeldTime({ held, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const { id, state, version, startsAt, heldUntil, clinic, kind, referralCode } = held;
  const name = `time-${id}`;
  const own = { appointmentId: id, expectedVersion: version };
  const [leaving, leave] = useState(false);
  const { codes, times } = useStore(draft);
  const ofCase = times.includes(id) ? codes[clinic.agency] : undefined;
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
      {referralCode && (
        <>
          <p class="govuk-body" id={`reads-${id}`}>
            {say(TIMES.reads)}:
          </p>
          <Spoken code={inWordsOf(referralCode)} words={`reads-${id}`} />
        </>
      )}
      {state === 'HELD' && heldUntil && <Countdown until={heldUntil} label={TIMES.heldFor} over={TIMES.over} />}
      {leaving ? (
        <Cancel
          doing={doing}
          submit={TIMES.giveBack}
          reasons={REASONS}
          field={`reason-${id}`}
          onBack={() => pick(false)}
          onCancel={(reason) =>
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
          {ofCase && digitsOf(ofCase) !== referralCode && (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              aria-describedby={name}
              aria-disabled={doing.busy}
              onClick={() =>
                void send(
                  () => step(ExamReferralLinkDocument, { input: { ...own, referralCode: ofCase } }),
                  TIMES.linked,
                )
              }
            >
              {say(TIMES.link)} {ofCase}
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
