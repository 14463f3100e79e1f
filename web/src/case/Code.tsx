import { ReferralFollowedDocument } from '../../generated/graphql';
import { STATES } from '../answers/words';
import { useLive } from '../hub/live';
import { useSay } from '../language/language';
import { CallInstead } from '../parts/CallLine';
import { Spoken } from '../parts/Spoken';
import { Countdown } from '../parts/Status';
import { awaited } from '../received/due';
import { useStore } from '../store';
import { NEXT } from './after-report-words';
import { draft, referAgain, startAnew } from './draft';
import type { StepProps } from './step-props';

/** It is sent: the code to say on the telephone, and by when somebody answers. */
export function Code({ heading }: StepProps) {
  const say = useSay();
  const { sent } = useStore(draft);
  const { data } = useLive(ReferralFollowedDocument, sent ? { id: sent.id } : null);
  if (!sent) return null;
  const referral = data?.referral;
  const due = referral && awaited(referral.response);
  return (
    <>
      <CallInstead />
      {heading}
      <p class="desk-done" role="status">
        {say(NEXT.sent)}
      </p>
      <p class="govuk-body" id="code-words">
        {say(NEXT.sayCode)}:
      </p>
      <Spoken code={sent.code} words="code-words" />
      <p class="govuk-body">
        {say(NEXT.sentTo)}: <strong>{sent.recipientName}</strong>
      </p>
      {sent.sentBefore && <p class="desk-warning">{say(NEXT.sentBefore)}</p>}
      {referral && (
        <p class="govuk-body" role="status">
          <strong class="govuk-tag">{say(STATES[referral.state])}</strong>
        </p>
      )}
      {due && <Countdown until={due.dueAt} label={NEXT.answerDue} over={NEXT.answerLate} />}
      <h2 class="govuk-heading-m">{say(NEXT.next)}</h2>
      <button type="button" class="govuk-button desk-wide" onClick={referAgain}>
        {say(NEXT.another)}
      </button>
      <ul class="govuk-list desk-ways">
        <li>
          <a class="desk-way" href="#places">
            {say(NEXT.toPlaces)}
          </a>
        </li>
        <li>
          <a class="desk-way" href="#times">
            {say(NEXT.toTimes)}
          </a>
        </li>
        <li>
          <a class="desk-way" href="#answers">
            {say(NEXT.toAnswers)}
          </a>
        </li>
      </ul>
      <button type="button" class="govuk-button govuk-button--secondary desk-wide" onClick={startAnew}>
        {say(NEXT.finish)}
      </button>
    </>
  );
}
