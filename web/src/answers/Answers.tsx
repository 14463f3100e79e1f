import { useState } from 'preact/hooks';
import { AgenciesDocument, ReferralOutboxWorkDocument } from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { useLive } from '../hub/live';
import { useOnce } from '../hub/once';
import { useDoing } from '../hub/step';
import { number } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { OneOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { Received } from '../received/Received';
import { Referral } from './Referral';
import { TITLE } from './title';
import { ANSWERS } from './words';

const WHICH = {
  yours: { filter: { needsAction: true }, words: ANSWERS.yours, none: ANSWERS.noneYours },
  open: { filter: { open: true, needsAction: false }, words: ANSWERS.open, none: ANSWERS.noneOpen },
  over: { filter: { open: false, needsAction: false }, words: ANSWERS.over, none: ANSWERS.noneOver },
} as const;

/** What became of what was sent, and what to do next; what waits for the officer comes first. */
export function Answers({ zone, staff }: ScreenProps) {
  const say = useSay();
  const spoken = useLanguage();
  const [shown, show] = useState<keyof typeof WHICH | 'received'>('yours');
  const which = shown === 'received' ? 'yours' : shown;
  const { data, fault, reload } = useLive(ReferralOutboxWorkDocument, {
    first: 50,
    filter: WHICH[which].filter,
  });
  const agencies = useOnce(AgenciesDocument, { first: 100 });
  const doing = useDoing();
  const referrals = data?.referralOutbox.edges.map(({ node }) => node);
  const counts = data?.referralCounters;
  const nameOf = (id: string) => agencies.data?.agencies.edges.find(({ node }) => node.id === id)?.node.name;
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
        <Received zone={zone} staff={staff} nameOf={nameOf} doing={doing} />
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
        </>
      )}
    </>
  );
}
