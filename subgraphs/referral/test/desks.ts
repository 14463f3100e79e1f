import type { TestHub } from '../../../test/hub.js';
import { CRISIS_CENTRE, done, key, SEND } from './scene.js';

export const ENVELOPE = `id code state service urgency fromAgency fromUnit recipient recipientUnit categories declineReason outcome version
  expiredAt lapsesAt overdue needsAction holder basedOn replaces questions { id question categories askedAt answer answeredAt }
  response { step dueAt state endedAt }
  sentAt receivedAt acceptedAt startedAt completedAt declinedAt notWantedAt cancelledAt`;
export const ONE = `query ($id: ID!) { referral(id: $id) { ${ENVELOPE} } }`;
export const INBOX = `query ($first: Int!, $after: String, $filter: ReferralInboxFilter) { referralInbox(first: $first, after: $after, filter: $filter) {
  edges { node { id state } } pageInfo { hasNextPage endCursor } } }`;
export const OUTBOX = `query ($first: Int!, $filter: ReferralOutboxFilter) { referralOutbox(first: $first, filter: $filter) { edges { node { id } } } }`;
const COUNTS = 'inboxNeedsAction inboxOverdue inboxMine outboxOpen outboxNeedsAction outboxOverdue';
export const COUNTERS = `{ referralCounters { ${COUNTS} } }`;

export type Operation =
  | 'referralAcknowledge'
  | 'referralAccept'
  | 'referralDecline'
  | 'referralNotWanted'
  | 'referralStart'
  | 'referralComplete'
  | 'referralCancel'
  | 'referralNote'
  | 'referralTake'
  | 'referralRelease'
  | 'referralAsk'
  | 'referralAnswer'
  | 'referralForward';

/** What tests of referrals do at the public door, as one would at the desks of a police unit and a crisis centre. */
export function desks(hub: TestHub) {
  const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
  const intake = () => hub.as('intake-almaty', 'SHELTER');
  const byName = {
    officer,
    intake,
    colleague: () => hub.as('duty-officer-almaty', 'POLICE_RESPONSE'),
    otherUnit: () => hub.as('officer-almaty-2', 'POLICE_RESPONSE'),
    otherAgency: () => hub.as('scheduler-almaty', 'FORENSIC_EXAM'),
  };

  /** A referral to the crisis centre that names nobody. */
  async function bedWanted(fields: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
    const answer = await officer().query(SEND, {
      input: {
        idempotencyKey: key(),
        recipient: CRISIS_CENTRE,
        service: 'SHELTER',
        urgency: 'ASAP',
        categories: [],
        ...fields,
      },
    });
    return done<{ referral: { id: string; code: string } }>(answer, 'referralSend').referral;
  }

  async function act(
    who: keyof typeof byName,
    operation: Operation,
    referralId: string,
    fields: Record<string, unknown> = {},
  ) {
    const own = ['Decline', 'Complete', 'Take', 'Ask', 'Answer', 'Forward'].find((name) => operation.endsWith(name));
    const type = `Referral${own ?? 'Act'}Input`;
    const keyed = ['referralAsk', 'referralForward'].includes(operation) ? { idempotencyKey: key() } : {};
    const answer = await byName[who]().query(
      `mutation ($input: ${type}!) { ${operation}(input: $input) {
         referral { ${ENVELOPE} } possibleDuplicate { referralId } counters { ${COUNTS} } userErrors { code message field } } }`,
      { input: { ...keyed, referralId, ...fields } },
    );
    return answer.data[operation];
  }

  const inbox = async (account: string, purpose: string, variables: Record<string, unknown> = {}): Promise<string[]> =>
    (await hub.as(account, purpose).query(INBOX, { first: 100, ...variables })).data.referralInbox.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );

  return { officer, intake, byName, bedWanted, act, inbox };
}
