/**
 * Promise: the board of what runs out, and what the worker looks for each second, read by index what they show or claim, and nothing of
 * what is over. Over some ten thousands of referrals here; `npm run bench -- plans` looks at a million.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { explain } from '../bench/plans/explain.js';
import { LARGE_TABLES } from '../bench/plans/large-tables.js';
import { seedId } from '../standalone/seed/ids.js';
import { DUE_TIMER } from '../subgraphs/referral/duty-notice/raise.js';
import { OWN_NOTICES } from '../subgraphs/referral/duty-notice/sql.js';
import { DUE_NOTICE } from '../subgraphs/referral/duty-notice/tell.js';
import { RESPONSE_BOARD } from '../subgraphs/referral/response-clock/sql.js';
import { LATE_NOW, RESPONSE_TIMES } from '../subgraphs/referral/response-times/sql.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

const LARGE = new Set(['referral', 'response_timer', 'duty_notice', 'duty_message', 'conflict_wall']);
const CENTRE = seedId('agency:crisis-almaty-1');
const WHO = [CENTRE, null, seedId('staff:intake-almaty'), 'SHELTER_STAFF', 'SHELTER', 'a test of plans'];
const NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'];

let databases: TestDatabases;
let client: pg.Client;
beforeAll(async () => {
  databases = await cloneDatabases(['referral']);
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls.referral!).pathname;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  for (const statement of LARGE_TABLES.referral!(30_000)) await client.query(statement);
  await client.query('VACUUM ANALYZE');
});
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

const STATEMENTS: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['the board', RESPONSE_BOARD.text, [...WHO, ...FIRST, 60, 21]],
  ['what is late', LATE_NOW.text, [...WHO.slice(0, 3), [CENTRE]]],
  ['notices', OWN_NOTICES.text, [...WHO, ...NEWEST, 21]],
  ['the next timer', DUE_TIMER, []],
  ['the next notice', DUE_NOTICE, []],
];

describe.each(STATEMENTS)('%s', (_what, text, values) => {
  test('reads no table from beginning to end', async () => {
    expect((await explain(client, { text, values }, LARGE)).sequential).toEqual([]);
  });
});

interface Node {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** Rows of the large tables that a statement has looked at. */
async function looked(text: string, values: readonly unknown[]): Promise<number> {
  await client.query('BEGIN');
  const { rows } = await client.query({
    text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values: [...values],
  });
  await client.query('ROLLBACK');
  const count = (node: Node): number =>
    (LARGE.has(node['Relation Name'] ?? '')
      ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
      : 0) + (node.Plans ?? []).reduce((sum, child) => sum + count(child), 0);
  return count(rows[0]['QUERY PLAN'][0].Plan as Node);
}

test.each([
  // each row shown: its timer, its referral, those of its timers that could be due before it, and a wall of hers
  ['the board', RESPONSE_BOARD.text, [...WHO, ...FIRST, 60, 21], 21 * 10],
  // not due: the first timer by its instant ends the search
  ['the next timer', DUE_TIMER, [], 5],
  ['the next notice', DUE_NOTICE, [], 5],
] as const)('%s looks at what it shows', async (_what, text, values, most) => {
  expect(await looked(text, values)).toBeLessThanOrEqual(most);
});

test('times of response read the months that they tell, of the one agency', async () => {
  const plan = await explain(client, { text: RESPONSE_TIMES.text, values: [CENTRE, 1] }, new Set(['response_timer']));
  expect(plan.sequential).toEqual([]);
  expect(plan.indexes).toContain('response_timer_met');
});
