import { useState } from 'preact/hooks';
import { ReferralByCodeDocument, ReferralInboxWorkDocument, type ReferralState } from '../../generated/graphql';
import type { NameOf } from '../answers/name-of';
import { useLive, useLiveList } from '../hub/live';
import type { Doing } from '../hub/step';
import { useSay } from '../language/language';
import { ByCode, digitsOf } from '../parts/ByCode';
import { useFocusKept } from '../parts/focus';
import { Empty, Waiting } from '../parts/Status';
import { Card, type Referral } from './Card';
import { awaited } from './due';
import { RECEIVED } from './words';

/** Those of which something may still come. */
const OPEN = {
  first: 50,
  filter: { states: ['SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS'] as ReferralState[] },
};

interface Props {
  readonly zone: string;
  readonly agency: string;
  readonly staff: string;
  readonly nameOf: NameOf;
  readonly doing: Doing;
}

/** What others have sent to this unit: what waits for an answer first, and of that what is due first. Or the one of which somebody says the code. */
export function Received({ zone, agency, staff, nameOf, doing }: Props) {
  const say = useSay();
  const all = useLiveList(ReferralInboxWorkDocument, OPEN);
  const [code, seek] = useState<string | null>(null);
  const open = all.data && [...all.data].sort((a, b) => dueAt(a).localeCompare(dueAt(b)));
  const ofList = code !== null && open?.filter((each) => digitsOf(each.code) === code);
  // the look at one that the list has is in the log already
  const sought = useLive(ReferralByCodeDocument, ofList && ofList.length === 0 ? { code: code! } : null);
  // its sender finds it by its code too, and has another list for it
  const sent = sought.data?.referralByCode;
  const found = sought.data && (sent?.recipient === agency ? [sent] : []);
  const shown = code === null ? open : ofList && ofList.length > 0 ? ofList : found;
  useFocusKept(code, code === null ? 'find' : '');
  const reload = async () => void (await Promise.all([all.reload(), sought.reload()]));
  return (
    <>
      <ByCode label={RECEIVED.code} doing={doing} seek={seek} />
      <div role="status">
        {code !== null && shown && <p>{say(shown.length > 0 ? RECEIVED.found : RECEIVED.notFound)}</p>}
      </div>
      {code !== null && (
        <button type="button" class="desk-link" onClick={() => seek(null)}>
          {say(RECEIVED.all)}
        </button>
      )}
      {!shown && <Waiting fault={code === null || !open ? all.fault : sought.fault} />}
      {code === null && shown?.length === 0 && <Empty>{say(RECEIVED.none)}</Empty>}
      <ul class="desk-cards">
        {shown?.map((each) => (
          <Card
            key={each.id}
            referral={each}
            from={nameOf(each.fromAgency)}
            zone={zone}
            staff={staff}
            doing={doing}
            reload={reload}
          />
        ))}
      </ul>
    </>
  );
}

const dueAt = ({ needsAction, response, sentAt }: Referral): string =>
  `${needsAction ? 0 : 1}${awaited(response)?.dueAt ?? sentAt}`;
