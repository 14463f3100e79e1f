/**
 * Promise: whoever fits is found at the end of any waiting list, by statements each of which looks at one page of it. The plan is that of the server over twenty
 * thousand entries of two regions; before it, one statement looked at all of them, for every unit.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { loadCountry } from '../bench/bed-search/load.js';
import { explain } from '../bench/plans/explain.js';
import { BEGINNING, PAGE, type Turn, turnOf, WAITING } from '../subgraphs/shelter-capacity/waiting-list/sql.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

const NAME = 'shelter-capacity';
const REGION = 'KZ-10';
const ENTRIES = 20_000;

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
  // of two regions in turn, a thousand at the same moment
  await client.query(
    `INSERT INTO waiting_entry (region_codes, need, household, nights, sender_agency, sender_staff, created_at, expires_at)
     SELECT ARRAY[CASE n % 2 WHEN 0 THEN $1 ELSE 'KZ-75' END], 1 + n % 3, '{"adults": 10, "adultMen": 0, "children": [], "wheelchair": false, "pets": true}', 7,
       'a', 's', now() - interval '1 hour' * (n / 1000), now() + interval '1 day' FROM generate_series(1, ${ENTRIES}) AS n`,
    [REGION],
  );
  await client.query('VACUUM ANALYZE waiting_entry, shelter');
  units = (
    await client.query(
      `SELECT u.id FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.region_code = $1 ORDER BY u.id LIMIT 20`,
      [REGION],
    )
  ).rows.map(({ id }) => id);
}, 120_000);
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

const page = async (of: readonly string[], at: Turn) =>
  (await client.query({ text: WAITING.text, values: [of, ...at, null] })).rows;

test('the pages are the list: every entry of the region once, in the order of need and time', async () => {
  const seen: Turn[] = [];
  for (let at = BEGINNING; ; at = seen.at(-1)!) {
    const rows = await page(units.slice(0, 1), at);
    seen.push(...rows.map(turnOf));
    if (rows.length < PAGE) break;
  }
  const { rows: all } = await client.query(
    'SELECT need, created_at::text AS since, id FROM waiting_entry WHERE region_codes @> ARRAY[$1] ORDER BY need, created_at, id',
    [REGION],
  );
  expect(all).toHaveLength(ENTRIES / 2);
  expect(seen).toEqual(all.map(turnOf));
});

interface Node {
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Node[];
}
const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

test.each([1, 20])(
  'a page for %d units is read by index, and no unit is looked at for more entries than it has',
  async (count) => {
    const middle = (await page(units.slice(0, 1), [2, '-infinity', BEGINNING[2]])).at(-1);
    const values = [units.slice(0, count), ...turnOf(middle), null];
    const plan = await explain(
      client,
      { text: WAITING.text, values },
      new Set(['waiting_entry', 'placement', 'placement_bed']),
    );
    expect(plan.sequential).toEqual([]);
    const { rows } = await client.query({ text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${WAITING.text}`, values });
    const looked = nodes(rows[0]['QUERY PLAN'][0].Plan).filter(
      ({ 'Index Name': index }) => index === 'placement_bed_takes',
    );
    expect(looked.length).toBeGreaterThan(0);
    for (const node of looked) expect(node['Actual Loops']).toBeLessThanOrEqual(PAGE * count);
  },
);
