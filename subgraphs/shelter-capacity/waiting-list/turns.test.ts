/** Promise: the list is shortened by the statement to those whom a unit may take, and nobody is left out whom it takes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { loadCountry } from '../../../bench/bed-search/load.js';
import { cloneDatabases, type TestDatabases } from '../../../test/hub/test-databases.js';
import { testServer } from '../../../test/setup/test-server.js';
import { fits } from './offer-freed.js';
import { STANDS, TURNS } from './sql.js';

const NAME = 'shelter-capacity';
const REGION = 'KZ-10';
const ENTRIES = 800;

/** Of `of`, a whole number below `below`: by chance, and the same each time */
const dice = (of: string, what: string, below: number) =>
  `(('x' || left(md5(${of}::text || '${what}'), 6))::bit(24)::int % ${below})`;
const perhaps = (of: string, what: string, then: string) => `CASE ${dice(of, `${what}?`, 3)} WHEN 0 THEN ${then} END`;

let databases: TestDatabases;
let client: pg.Client;
beforeAll(async () => {
  databases = await cloneDatabases([NAME]);
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls[NAME]!).pathname;
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await loadCountry(client, { shelters: 400, beds: 4_000, stays: 0 });
  await client.query(`UPDATE shelter SET keeps_waitlist = true WHERE region_code = '${REGION}'`);
  const u = (what: string, below: number) => dice('id', what, below);
  await client.query(
    `UPDATE unit SET boys_max_age = ${perhaps('id', 'boys', u('boys', 18))}, girls_max_age = ${perhaps('id', 'girls', u('girls', 18))},
       children_min_age = ${perhaps('id', 'min', u('min', 10))}, adults_min_age = ${perhaps('id', 'adults', '25')},
       largest_household = ${perhaps('id', 'large', `1 + ${u('large', 3)}`)}, max_nights = ${perhaps('id', 'nights', `1 + ${u('nights', 20)}`)},
       languages = coalesce(${perhaps('id', 'languages', "'{kk,ru}'::text[]")}, '{}'), wheelchair = ${u('wheels', 2)} = 0, pets = ${u('pets', 2)} = 0,
       women_only = ${u('women', 2)} = 0, starts_on = ${perhaps('id', 'starts', `current_date + ${u('starts', 5)}`)},
       household_types = CASE ${u('types', 3)} WHEN 0 THEN '{WITHOUT_CHILDREN}'::text[] WHEN 1 THEN '{ADULT_AND_CHILD}' ELSE '{WITHOUT_CHILDREN,ADULT_AND_CHILD}' END`,
  );
  const e = (what: string, below: number) => dice('n', what, below);
  await client.query(
    `INSERT INTO waiting_entry (region_codes, need, household, first_night, nights, sender_agency, sender_staff, created_at, expires_at)
     SELECT '{${REGION}}', 1 + ${e('need', 3)}, jsonb_strip_nulls(jsonb_build_object('adults', 1 + ${e('adults', 2)}, 'adultMen', (${e('men', 4)} = 0)::int,
         'adultAges', ${perhaps('n', 'ages', `'["FROM_16"]'::jsonb`)}, 'wheelchair', ${e('wheels', 3)} = 0, 'pets', ${e('pets', 3)} = 0,
         'languages', ${perhaps('n', 'languages', `CASE ${e('which', 3)} WHEN 0 THEN '[]' WHEN 1 THEN '["uz"]' ELSE '["uz", "ru"]' END::jsonb`)},
         'children', CASE ${e('children', 3)} WHEN 0 THEN '[]' ELSE jsonb_build_array(jsonb_build_object('age', ${e('age', 18)}, 'sex',
           CASE ${e('sex', 2)} WHEN 0 THEN 'MALE' ELSE 'FEMALE' END)) END)),
       ${perhaps('n', 'first', `current_date - 2 + ${e('first', 12)}`)}, 1 + ${e('nights', 12)}, 'a', 's', now() - interval '1 second' * n, now() + interval '1 day'
     FROM generate_series(1, ${ENTRIES}) AS n`,
  );
}, 120_000);
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

test('whoever fits is among those whose turn it may be, and most who do not fit are not', async () => {
  const { rows: units } = await client.query(
    `SELECT u.id FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.region_code = '${REGION}' ORDER BY u.id LIMIT 40`,
  );
  const { rows: all } = await client.query('SELECT id FROM waiting_entry ORDER BY need, created_at, id');
  const { rows: turns } = await client.query({ text: TURNS.text, values: [units.map(({ id }) => id), null] });
  const taken = new Map<string, string[]>(turns.map(({ unit, entries }) => [unit, entries]));
  let [whoFit, whoMay] = [0, 0];
  for (const { id: unit } of units) {
    const { rows } = await client.query({ text: STANDS.text, values: [unit, all.map(({ id }) => id)] });
    const fitting: string[] = rows.filter(fits).map(({ id }) => id);
    const may = taken.get(unit) ?? [];
    expect(may.filter((id) => fitting.includes(id))).toEqual(fitting);
    whoFit += fitting.length;
    whoMay += may.length;
  }
  expect(whoFit).toBeGreaterThan(200);
  expect(whoMay).toBeLessThan(2 * whoFit);
});
