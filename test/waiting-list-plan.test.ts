/**
 * Promise: whoever fits is found at the end of any waiting list, by statements that read the list of a region once. The plans are those of the server over twenty thousand
 * entries of two regions, also the plan for any values; before it, the list was read whole for every hundred of it, and every shelter for every entry.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { loadCountry } from '../bench/bed-search/load.js';
import { STANDS, TURNS } from '../subgraphs/shelter-capacity/waiting-list/sql.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

const NAME = 'shelter-capacity';
const REGION = 'KZ-10';
const ENTRIES = 20_000;
const PART = 500;

let databases: TestDatabases;
let client: pg.Client;
let units: string[];
beforeAll(async () => {
  databases = await cloneDatabases([NAME]);
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls[NAME]!).pathname;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await loadCountry(client, { shelters: 400, beds: 4_000, stays: 4_000 });
  await client.query('UPDATE shelter SET keeps_waitlist = true WHERE region_code = $1', [REGION]);
  // of two regions in turn, a thousand at the same moment; one in fifty fits a unit
  await client.query(
    `INSERT INTO waiting_entry (region_codes, need, household, nights, sender_agency, sender_staff, created_at, expires_at)
     SELECT ARRAY[CASE n % 2 WHEN 0 THEN $1 ELSE 'KZ-75' END], 1 + n % 3,
       jsonb_build_object('adults', CASE n % 100 WHEN 0 THEN 1 ELSE 10 END, 'adultMen', 0, 'children', '[]'::jsonb, 'wheelchair', false, 'pets', false), 7,
       'a', 's', now() - interval '1 hour' * (n / 1000), now() + interval '1 day' FROM generate_series(1, ${ENTRIES}) AS n`,
    [REGION],
  );
  await client.query('VACUUM ANALYZE waiting_entry, shelter');
  units = (
    await client.query(
      `SELECT u.id FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.region_code = $1 AND s.participation = 'BED_BY_BED' AND s.name_en = 's'
         AND NOT EXISTS (SELECT FROM placement_bed p WHERE p.unit_id = u.id AND p.live) ORDER BY u.id LIMIT 10`,
      [REGION],
    )
  ).rows.map(({ id }) => id);
}, 120_000);
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

const turns = async (
  of: readonly string[],
  most: number | null = null,
): Promise<{ unit: string; entries: string[] }[]> =>
  (await client.query({ text: TURNS.text, values: [of, most] })).rows;

test('the turn of a unit is the list: everybody whom it may take, once, in the order of need and time', async () => {
  const { rows: all } = await client.query(
    `SELECT id FROM waiting_entry WHERE region_codes @> ARRAY[$1] AND household->'adults' = '1' ORDER BY need, created_at, id`,
    [REGION],
  );
  expect(all).toHaveLength(ENTRIES / 100);
  const found = await turns(units);
  expect(found.map(({ unit }) => unit)).toEqual(units);
  for (const { entries } of found) expect(entries).toEqual(all.map(({ id }) => id));
  expect((await turns(units.slice(0, 1), 7))[0]!.entries).toEqual(all.slice(0, 7).map(({ id }) => id));
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}
const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
const times = (node: Node): number => node['Actual Loops'];
const rowsOf = (node: Node): number => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * times(node);
const sum = (of: readonly Node[], each: (node: Node) => number): number =>
  of.reduce((all, node) => all + each(node), 0);

describe.each(['force_custom_plan', 'force_generic_plan'])('%s:', (mode) => {
  async function plan({ text }: { text: string }, values: unknown[]): Promise<Node[]> {
    await client.query(`SET plan_cache_mode = ${mode}`);
    const name = `${mode} ${text.length}`;
    const { rows } = await client.query({ name, text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`, values });
    await client.query('RESET plan_cache_mode');
    return nodes(rows[0]['QUERY PLAN'][0].Plan);
  }
  const on = (of: readonly Node[], table: string) => of.filter((node) => node['Relation Name'] === table);
  const sequential = (of: readonly Node[]) =>
    of
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name']!)
      .filter((table) => ['waiting_entry', 'placement', 'placement_bed', 'unit', 'shelter'].includes(table));

  test.each([1, 10])('the turns of %d units read the list of the region once, and each unit once', async (count) => {
    const found = await plan(TURNS, [units.slice(0, count), null]);
    expect(sequential(found)).toEqual([]);
    expect(sum(on(found, 'waiting_entry'), rowsOf)).toBe(ENTRIES / 2);
    expect(sum(on(found, 'unit'), times)).toBeLessThanOrEqual(2);
    expect(sum(on(found, 'shelter'), rowsOf)).toBe(2 * count);
    expect(sum(on(found, 'placement_bed'), times)).toBeLessThanOrEqual(count);
    // of those alone whom a unit may take
    expect(Math.max(...on(found, 'placement').map(times))).toBeLessThanOrEqual((count * ENTRIES) / 100);
  });

  test('a part of the list is looked at by its ids, and the unit is counted once', async () => {
    const { rows } = await client.query(
      'SELECT id FROM waiting_entry WHERE region_codes @> ARRAY[$1] ORDER BY id LIMIT $2',
      [REGION, PART],
    );
    const found = await plan(STANDS, [units[0], rows.map(({ id }) => id)]);
    expect(sequential(found)).toEqual([]);
    expect(sum(on(found, 'waiting_entry'), rowsOf)).toBe(PART);
    expect(sum(on(found, 'shelter'), rowsOf)).toBe(2);
    expect(sum(on(found, 'placement_bed'), times)).toBe(1);
    expect(Math.max(...on(found, 'placement').map(times))).toBeLessThanOrEqual(PART);
  });
});
