/**
 * Promise: inbox, outbox and counters read by index what they show, however long the history. The plan is that of the server over a million referrals
 * of forty agencies; `npm run bench -- plans` looks at every statement of a day's work.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { dropIndexes } from '../bench/plans/load.js';
import { seedId } from '../standalone/seed/ids.js';
import {
  COUNTERS,
  INBOX,
  INBOX_MINE,
  OUTBOX,
  OUTBOX_MINE,
  OUTBOX_TO_ACT_ON,
} from '../subgraphs/referral/referral/sql.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

const ROWS = 1_000_000;
const AGENCIES = 40;
/** Every so many referrals one has no answer, and one of them has lapsed and is not written down yet. */
const UNANSWERED = 1_000;
const AGENCY = seedId('agency of the plan');
const STAFF = seedId('staff of the plan');
/** What a desk has open, twice over: whatever more is read is history */
const OPEN_OF_A_DESK = (ROWS / AGENCIES / UNANSWERED) * 2;

let databases: TestDatabases;
let client: pg.Client;
beforeAll(async () => {
  databases = await cloneDatabases(['referral']);
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls.referral!).pathname;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('SET synchronous_commit = off');
  // no event for each of them: the lists read none
  await client.query('SET session_replication_role = replica');
  const indexes = await dropIndexes(client);
  const agency = (n: string) =>
    `CASE WHEN ${n} % ${AGENCIES} = 0 THEN '${AGENCY}'::uuid ELSE md5('agency ' || ${n} % ${AGENCIES})::uuid END`;
  const holder = (agency: string) =>
    `CASE WHEN ${agency} = '${AGENCY}' AND n / ${AGENCIES} % 50 = 0 THEN '${STAFF}'::uuid ELSE md5('staff ' || ${agency} || n % 100)::uuid END`;
  await client.query(
    `INSERT INTO referral (code, victim_key, from_agency, from_staff, from_holder, recipient, recipient_holder, service, urgency, categories, state, outcome,
       sent_at, received_at, accepted_at, started_at, completed_at, lapses_at, sender_acts)
     SELECT lpad(n::text, 10, '0'), md5('victim ' || n / 5)::uuid, sender, ${holder('sender')}, ${holder('sender')}, recipient, ${holder('recipient')},
       'SUPPORT', 'ROUTINE', '{}', CASE WHEN open THEN 'SENT' ELSE 'COMPLETED' END, CASE WHEN NOT open THEN 'SERVICE_GIVEN' END, sent,
       CASE WHEN NOT open THEN sent END, CASE WHEN NOT open THEN sent END, CASE WHEN NOT open THEN sent END, CASE WHEN NOT open THEN sent END,
       CASE WHEN n % 7000 = 0 THEN sent + interval '2 days' ELSE clock_timestamp() + interval '9 days' END, open AND n % 3 = 0
     FROM generate_series(1, ${ROWS}) AS n,
       LATERAL (SELECT n / ${AGENCIES} % ${UNANSWERED} = 0 AS open, clock_timestamp() - interval '3 years' * (1 - n::float8 / ${ROWS + 1}) AS sent,
         ${agency('n')} AS sender, ${agency('(n + 1 + n / 40 % 39)')} AS recipient) s`,
  );
  for (const definition of indexes) await client.query(definition);
  await client.query('VACUUM ANALYZE referral');
}, 600_000);
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}
const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)];

/** How often rows of `referral` were fetched, by which indexes and conditions, and what was read from beginning to end. */
async function read(text: string, values: unknown[]) {
  await client.query('BEGIN');
  const { rows } = await client.query({ text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values });
  await client.query('ROLLBACK');
  const nodes = all(rows[0]['QUERY PLAN'][0].Plan).filter(
    (node) => node['Relation Name'] === 'referral' || node['Index Name']?.startsWith('referral_'),
  );
  const scans = nodes.filter((node) => node['Relation Name'] === 'referral');
  return {
    sequential: scans.filter((node) => node['Node Type'] === 'Seq Scan').length,
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))].filter(
      (name) => !name.startsWith('referral_question'),
    ),
    conditions: nodes.flatMap((node) => node['Index Cond'] ?? []).join('\n'),
    rows: scans.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    ),
  };
}

const STORED = [
  'SENT',
  'RECEIVED',
  'ACCEPTED',
  'IN_PROGRESS',
  'COMPLETED',
  'DECLINED_BY_SERVICE',
  'NOT_WANTED_BY_HER',
  'CANCELLED',
  'EXPIRED',
];
const REQUESTER = [AGENCY, null, STAFF, 'OFFICER', 'POLICE_RESPONSE', 'request'];
const PAGE = 21;
/** @param which states, whether lapsed, needs action, overdue */
const asked = (
  states: string[],
  lapsed: boolean | null = null,
  needsAction: boolean | null = null,
  overdue: boolean | null = null,
) => [
  ...[...REQUESTER, states, states.map((state) => (state === 'SENT' || state === 'RECEIVED' ? lapsed : null))],
  ...['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', PAGE, needsAction, overdue],
];

test.each([
  ['an inbox', INBOX.text, [...asked(STORED), false], 'referral_inbox', 'recipient_desk', PAGE * 3],
  [
    'an inbox by what needs action',
    INBOX.text,
    [...asked(['SENT', 'RECEIVED'], false, true), false],
    'referral_inbox',
    'recipient_desk',
    OPEN_OF_A_DESK,
  ],
  [
    'an inbox by what is late',
    INBOX.text,
    [...asked(['SENT', 'RECEIVED'], false, null, true), false],
    'referral_inbox',
    'recipient_desk',
    OPEN_OF_A_DESK,
  ],
  [
    'an inbox by what has lapsed',
    INBOX.text,
    [...asked(['SENT', 'RECEIVED', 'EXPIRED'], true), false],
    'referral_inbox',
    'recipient_desk',
    OPEN_OF_A_DESK,
  ],
  ['one’s own inbox', INBOX_MINE.text, [...asked(STORED), false], 'referral_inbox_mine', 'recipient_holder', PAGE * 3],
  ['an outbox', OUTBOX.text, asked(STORED), 'referral_outbox', 'from_desk', PAGE * 3],
  ['one’s own outbox', OUTBOX_MINE.text, asked(STORED), 'referral_outbox_mine', 'from_holder', PAGE * 3],
  [
    'what a sender must act on',
    OUTBOX_TO_ACT_ON.text,
    [...asked(STORED, null, true), false],
    'referral_sender_acts',
    'from_desk',
    OPEN_OF_A_DESK * 10,
  ],
])('%s reads by index what it shows', async (_, text, values, index, condition, most) => {
  const { sequential, indexes, conditions, rows } = await read(text, values);
  expect(sequential).toBe(0);
  expect(indexes).toContain(index);
  expect(conditions).toContain(`${condition} = `);
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThanOrEqual(most);
});

test('the counters read what they count, of a million', async () => {
  const { sequential, conditions, rows } = await read(COUNTERS.text, [AGENCY, null, STAFF, STORED.slice(0, 4)]);
  expect(sequential).toBe(0);
  expect(conditions).toMatch(/recipient_desk = /);
  expect(conditions).toMatch(/from_desk = /);
  expect(rows).toBeGreaterThan(0);
  // both boxes, and what has lapsed everywhere and is not written down yet
  expect(rows).toBeLessThanOrEqual(OPEN_OF_A_DESK * 4 + ROWS / UNANSWERED / 4);
});
