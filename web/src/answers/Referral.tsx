import { useState } from 'preact/hooks';
import {
  ReferralAnswerDocument,
  type ReferralAnswerKind,
  ReferralNoteDocument,
  ReferralNotWantedDocument,
  type ReferralOutboxWorkQuery,
} from '../../generated/graphql';
import { SERVICES, URGENCY } from '../case/after-report-words';
import { isBegun, referElsewhere } from '../case/draft';
import type { NodeOf } from '../hub/live';
import { type Doing, step } from '../hub/step';
import { useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { Countdown, Withheld } from '../parts/Status';
import { Sure } from '../parts/StepForm';
import { awaited } from '../received/due';
import type { NameOf } from './name-of';
import { ANSWERS, OUTCOMES, PARTS, QUESTIONS, REASONS, REPLIES, REPLIES_TO, STATES, TO_DO } from './words';

type Sent = NodeOf<ReferralOutboxWorkQuery['referralOutbox']>;

interface Props {
  readonly referral: Sent;
  readonly recipient: ReturnType<NameOf>;
  readonly doing: Doing;
  readonly reload: () => Promise<unknown>;
}

const ENDED: readonly Sent['state'][] = ['COMPLETED', 'NOT_WANTED_BY_HER', 'CANCELLED'];
const NOT_TAKEN: readonly Sent['state'][] = ['DECLINED_BY_SERVICE', 'EXPIRED'];

/** One referral: how far it has come, and what to do next. */
export function Referral({ referral, recipient, doing, reload }: Props) {
  const say = useSay();
  const [sure, ask] = useState(false);
  const { id, code, state, version, needsAction, victim } = referral;
  const name = `sent-${id}`;
  const question = referral.questions.find(({ answer }) => !answer);
  const due = awaited(referral.response);
  const own = { referralId: id, expectedVersion: version };
  const notTaken = NOT_TAKEN.includes(state);
  const words = [SERVICES[referral.service]?.words, URGENCY[referral.urgency]].flatMap((each) =>
    each ? say(each) : [],
  );
  return (
    <li class="desk-card">
      <h2 class="govuk-heading-s" id={name} tabIndex={-1}>
        {code}
      </h2>
      <p class="govuk-body">
        <strong class={`govuk-tag${notTaken ? ' govuk-tag--red' : ''}`}>{say(STATES[state])}</strong>
        <br />
        {recipient === null ? <Withheld why={ANSWERS.notListed} /> : recipient}
        <br />
        {words.join(' · ')}
      </p>
      {due && <Countdown until={due.dueAt} label={ANSWERS.due} over={ANSWERS.dueOver} />}
      {referral.declineReason && <p class="govuk-body">{say(REASONS[referral.declineReason])}</p>}
      {referral.outcome && <p class="govuk-body">{say(OUTCOMES[referral.outcome])}</p>}
      {!question && <p class="govuk-body">{say(TO_DO[state])}</p>}
      {question && <Answer referral={referral} question={question} doing={doing} reload={reload} />}
      {notTaken && (
        <>
          {!victim && <Withheld why={ANSWERS.notOpen} />}
          <div class="desk-buttons">
            {victim && (
              <button
                type="button"
                class="govuk-button"
                aria-describedby={name}
                onClick={() => {
                  if (isBegun()) return doing.refuse([{ text: ANSWERS.unfinished }]);
                  referElsewhere(victim.id, referral.service, { referralId: id, version });
                  location.hash = 'new';
                }}
              >
                {say(ANSWERS.elsewhere)}
              </button>
            )}
            {needsAction && (
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-describedby={name}
                aria-disabled={doing.busy}
                onClick={async () => {
                  await doing.run(() => step(ReferralNoteDocument, { input: own }), ANSWERS.noted, reload);
                }}
              >
                {say(ANSWERS.note)}
              </button>
            )}
          </div>
        </>
      )}
      {!notTaken && !ENDED.includes(state) && !sure && (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-describedby={name}
            onClick={() => {
              doing.clear();
              ask(true);
            }}
          >
            {say(ANSWERS.notWanted)}
          </button>
        </div>
      )}
      {sure && (
        <Sure
          words={ANSWERS.notWantedSure}
          doing={doing}
          submit={ANSWERS.yes}
          onBack={() => ask(false)}
          onSubmit={async () => {
            await doing.run(() => step(ReferralNotWantedDocument, { input: own }), ANSWERS.ended, reload);
          }}
        />
      )}
    </li>
  );
}

function Answer({
  referral: { id, version, victim },
  question,
  doing,
  reload,
}: Omit<Props, 'recipient'> & { readonly question: Sent['questions'][number] }) {
  const say = useSay();
  const [reply, choose] = useState<ReferralAnswerKind | null>(null);
  const field = `answer-${id}`;
  // what goes along belongs to her record: it goes only when that is open
  const replies = REPLIES_TO[question.question].filter((each) => each !== 'SENT_ALONG' || victim);
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!reply) return doing.refuse([{ text: ANSWERS.answerMissing, field }]);
        const along = reply === 'SENT_ALONG' && victim ? { victimId: victim.id, categories: question.categories } : {};
        const input = { referralId: id, expectedVersion: version, answer: reply, ...along };
        await doing.run(() => step(ReferralAnswerDocument, { input }), ANSWERS.answered, reload);
      }}
    >
      <p class="desk-warning">
        {say(ANSWERS.asks)}: <strong>{say(QUESTIONS[question.question])}</strong>{' '}
        {question.categories.map((category) => say(PARTS[category])).join(', ')}
      </p>
      <OneOf
        field={field}
        legend={say(ANSWERS.yourAnswer)}
        choices={replies.map((value) => ({ value, label: say(REPLIES[value]) }))}
        value={reply}
        onChange={(value) => choose(value as ReferralAnswerKind)}
        problems={doing.problems}
      />
      {!victim && question.question === 'MORE_OF_HER_RECORD' && <Withheld why={ANSWERS.notOpen} />}
      <div class="desk-buttons">
        <button type="submit" class="govuk-button" aria-disabled={doing.busy}>
          {say(ANSWERS.answer)}
        </button>
      </div>
    </form>
  );
}
