import { read, type SignIn } from '../../scripts/demo/door.js';
import { mainJob } from '../../scripts/demo/main-job.js';

const NODES = 'edges { node { id } } pageInfo { endCursor }';

/** The lists that desks look at all day: [account, purpose, document with a page]. */
const LISTS: readonly (readonly [string, string, string])[] = [
  [
    'officer-bostandyk',
    'POLICE_RESPONSE',
    `query ($after: String) { referralOutbox(first: 20, after: $after) { ${NODES} } }`,
  ],
  [
    'officer-bostandyk',
    'POLICE_RESPONSE',
    `query ($after: String) { incidents(first: 20, after: $after) { ${NODES} } }`,
  ],
  [
    'officer-bostandyk',
    'POLICE_RESPONSE',
    `query ($after: String) { bedHolds(first: 20, after: $after) { ${NODES} } }`,
  ],
  ['intake-almaty', 'SHELTER', `query ($after: String) { referralInbox(first: 20, after: $after) { ${NODES} } }`],
  [
    'intake-almaty',
    'SHELTER',
    `query ($after: String) { responseBoard(first: 20, after: $after) { edges { node { referral { id } timer { state } } } pageInfo { endCursor } } }`,
  ],
  ['intake-almaty', 'SHELTER', `query ($after: String) { dutyNotices(first: 20, after: $after) { ${NODES} } }`],
  ['intake-almaty', 'SHELTER', `query ($after: String) { bedRequests(first: 20, after: $after) { ${NODES} } }`],
  [
    'scheduler-almaty',
    'FORENSIC_EXAM',
    `query ($after: String) { appointments(first: 20, after: $after) { ${NODES} } }`,
  ],
  [
    'steward',
    'STEWARDSHIP',
    'query ($after: String) { throttledStaff(first: 20, after: $after) { edges { node { staff } } pageInfo { endCursor } } }',
  ],
];

/** What the hub does all day: the lists of desks with years behind them, with their second page, single objects of them, and the main job. */
export async function workload(signIn: SignIn): Promise<void> {
  for (const [account, purpose, document] of LISTS) {
    const door = signIn(account, purpose);
    const list = Object.values(await read(door, document))[0] as { pageInfo: { endCursor: string } };
    await read(door, document, { after: list.pageInfo.endCursor });
  }
  const officer = signIn('officer-bostandyk', 'POLICE_RESPONSE');
  const { referralOutbox } = await read(officer, '{ referralOutbox(first: 1) { edges { node { id code } } } }');
  const { id, code } = referralOutbox.edges[0].node;
  await read(officer, 'query ($id: ID!) { referral(id: $id) { state } }', { id });
  await read(officer, 'query ($code: String!) { referralByCode(code: $code) { state } }', { code });
  await read(officer, '{ referralCounters { inboxNeedsAction outboxOpen } }');
  const intake = signIn('intake-almaty', 'SHELTER');
  await read(intake, '{ responseLate { step late } responseTimes(input: { months: 3 }) { month p90Minutes } }');
  await mainJob(signIn, () => {});
}
