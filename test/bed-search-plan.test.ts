/**
 * Promise: a search reads by index what its region holds now and nothing of what has been. The plan is that of the server over some thousand beds and
 * tens of thousands of stays that are over; the whole country is measured by `npm run bench -- bed-search`.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { loadCountry } from '../bench/bed-search/load.js';
import { explain } from '../bench/plans/explain.js';
import { CANDIDATES } from '../subgraphs/shelter-capacity/bed-search/candidate.js';
import { BOARD } from '../subgraphs/shelter-capacity/capacity-board/sql.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

const NAME = 'shelter-capacity';
const LARGE = new Set(['placement', 'placement_bed', 'bed', 'unit', 'shelter', 'bed_observation']);

let databases: TestDatabases;
let client: pg.Client;
beforeAll(async () => {
  databases = await cloneDatabases([NAME]);
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls[NAME]!).pathname;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await loadCountry(client, { shelters: 2_000, beds: 20_000, stays: 40_000 });
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica;
    INSERT INTO placement_step (placement_id, step, at, unit_id, during, beds)
      SELECT p.id, step, p.departed_at, p.unit_id, p.during, '{}' FROM placement p, unnest('{ARRIVE,DEPART}'::text[]) AS step
      WHERE p.state = 'DEPARTED' ORDER BY p.departed_at;
    COMMIT`);
  await client.query('VACUUM ANALYZE placement_step');
});
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

test('a search and a board read no table from beginning to end', async () => {
  const search = await explain(client, { text: CANDIDATES.text, values: [['KZ-10'], null, 7] }, LARGE);
  expect(search.sequential).toEqual([]);
  expect(search.indexes).toEqual(expect.arrayContaining(['placement_bed_takes', 'bed_observation_pkey']));
  expect(
    (
      await explain(
        client,
        { text: BOARD.text, values: ['KZ-10'] },
        new Set(['placement', 'placement_bed', 'placement_step']),
      )
    ).sequential,
  ).toEqual([]);
});

test('what is over is not looked at: the rows that a search reads are those of the region now', async () => {
  const { rows } = await client.query({
    text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${CANDIDATES.text}`,
    values: [['KZ-10'], null, 7],
  });
  const read = (node: {
    'Relation Name'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    Plans?: never[];
  }): number =>
    (node['Relation Name']?.startsWith('placement') ? node['Actual Rows'] * node['Actual Loops'] : 0) +
    (node.Plans ?? []).reduce((sum, child) => sum + read(child), 0);
  const [{ held }] = (
    await client.query(
      `SELECT count(*)::int AS held FROM placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id
       WHERE s.region_code = 'KZ-10' AND p.live`,
    )
  ).rows;
  expect(held).toBeGreaterThan(300);
  // the bed of each, once; the server tells averages, rounded
  const seen = read(rows[0]['QUERY PLAN'][0].Plan);
  expect(seen).toBeGreaterThan(held / 2);
  expect(seen).toBeLessThan(held * 1.5);
});
