import { useState } from 'preact/hooks';
import { ReferralCountersDocument, ReferralOutboxWorkDocument } from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { EACH_MINUTE_MS, useLive, useLiveList } from '../hub/live';
import { useDoing } from '../hub/step';
import { number } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { OneOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { Received } from '../received/Received';
import { useNameOf } from './name-of';
import { Referral } from './Referral';
import { TITLE } from './title';
import { ANSWERS } from './words';

const WHICH = {
  yours: { filter: { needsAction: true }, words: ANSWERS.yours, none: ANSWERS.noneYours },
  open: { filter: { open: true, needsAction: false }, words: ANSWERS.open, none: ANSWERS.noneOpen },
  over: { filter: { open: false, needsAction: false }, words: ANSWERS.over, none: ANSWERS.noneOver },
} as const;

const NOTHING = {};
const PAGE = 50;

/** What became of what was sent, and what to do next; what waits for the officer comes first. */
export function Answers({ zone, agency, staff }: ScreenProps) {
  const say = useSay();
  const spoken = useLanguage();
  const [shown, show] = useState<keyof typeof WHICH | 'received'>('yours');
  const which = shown === 'received' ? 'yours' : shown;
  const {
    data: referrals,
    fault,
    ...list
  } = useLiveList(
    ReferralOutboxWorkDocument,
    // what is not shown is not looked at
    shown === 'received' ? null : { first: PAGE, filter: WHICH[which].filter },
    undefined,
    which === 'over' ? 'first' : 'all',
  );
  const counters = useLive(ReferralCountersDocument, NOTHING, EACH_MINUTE_MS);
  const reload = () => Promise.all([list.reload(), counters.reload()]);
  const nameOf = useNameOf();
  const doing = useDoing();
  const counts = counters.data?.referralCounters;
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      {counts && (
        <ul class="desk-facts">
          <li>
            {say(ANSWERS.yours)}: <strong>{number(counts.outboxNeedsAction, spoken)}</strong>
          </li>
          <li>
            {say(ANSWERS.received)}: <strong>{number(counts.inboxNeedsAction, spoken)}</strong>
          </li>
          <li>
            {say(ANSWERS.late)}: <strong>{number(counts.outboxOverdue, spoken)}</strong>
          </li>
          <li>
            {say(ANSWERS.open)}: <strong>{number(counts.outboxOpen, spoken)}</strong>
          </li>
        </ul>
      )}
      <OneOf
        field="which"
        legend={say(ANSWERS.which)}
        choices={[
          ...Object.entries(WHICH).map(([value, { words }]) => ({ value, label: say(words) })),
          { value: 'received', label: say(ANSWERS.received) },
        ]}
        value={shown}
        onChange={(value) => {
          doing.clear();
          show(value as typeof shown);
        }}
        problems={[]}
      />
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      {shown === 'received' ? (
        <Received zone={zone} agency={agency} staff={staff} nameOf={nameOf} doing={doing} />
      ) : (
        <>
          {!referrals && <Waiting fault={fault} />}
          {referrals?.length === 0 && <Empty>{say(WHICH[which].none)}</Empty>}
          <ul class="desk-cards">
            {referrals?.map((referral) => (
              <Referral
                key={referral.id}
                referral={referral}
                recipient={nameOf(referral.recipient)}
                doing={doing}
                reload={reload}
              />
            ))}
          </ul>
          {which === 'over' && referrals?.length === PAGE && <p class="govuk-hint">{say(ANSWERS.latest)}</p>}
        </>
      )}
    </>
  );
}
