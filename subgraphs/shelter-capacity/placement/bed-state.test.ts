/**
 * Promise: the row of a bed says what its placement is, and a unit how many of its beds are in service, whoever writes it and whenever, with rows that were
 * there before. What is free is read from these alone.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabases, type TestDatabases } from '../../../test/hub/test-databases.js';
import { PlacementBedState } from '../migrations/0119-placement-bed-state.js';
import { PlacementBedStateChecked } from '../migrations/0120-placement-bed-state-checked.js';
import { BedsInService } from '../migrations/0121-beds-in-service.js';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await cloneDatabases(['shelter-capacity']);
});
afterAll(() => databases?.drop());

const sql = (text: string, values: unknown[] = []) => databases.owner('shelter-capacity').query(text, values);

/** One placement in each state, each with a bed of its own; their ids by state. */
async function placements(): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const state of ['HELD', 'ACCEPTED', 'ARRIVED', 'DEPARTED', 'RELEASED']) {
    const [{ placement_id }] = await sql(
      `WITH free AS (SELECT b.id AS bed, b.unit_id FROM bed b WHERE NOT EXISTS (SELECT FROM placement_bed x WHERE x.bed_id = b.id) LIMIT 1),
         made AS (
           INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, arrived_at, departed_at)
           SELECT u.id, u.agency, $1, daterange(current_date, current_date + 7), clock_timestamp() + interval '1 hour', 1, 0, 'a', 'x',
             CASE WHEN $1 IN ('ARRIVED', 'DEPARTED') THEN now() END, CASE $1 WHEN 'DEPARTED' THEN now() END
           FROM free JOIN unit u ON u.id = free.unit_id RETURNING id, unit_id, live, during)
       INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during)
       SELECT made.id, free.bed, made.unit_id, made.live, made.during FROM made, free RETURNING placement_id`,
      [state],
    );
    made.set(state, placement_id);
  }
  return made;
}

const differing = async (): Promise<number> =>
  (
    await sql(
      `SELECT count(*)::int AS n FROM placement_bed b JOIN placement p ON p.id = b.placement_id
       WHERE p.live AND (b.state, b.held_until) IS DISTINCT FROM (p.state, p.held_until)`,
    )
  )[0].n;
const stateOf = async (id: string) =>
  (await sql('SELECT state FROM placement_bed WHERE placement_id = $1', [id]))[0].state;

test('it is filled as it comes in, follows each change, and nothing else can be written in it', async () => {
  const made = await placements();
  for (const [state, id] of made) expect(await stateOf(id)).toBe(state);
  expect(await differing()).toBe(0);
  const held = made.get('HELD')!;
  await sql("UPDATE placement SET held_until = held_until + interval '5 minutes' WHERE id = $1", [held]);
  expect(await differing()).toBe(0);
  await sql("UPDATE placement SET state = 'ACCEPTED' WHERE id = $1", [held]);
  expect(await stateOf(held)).toBe('ACCEPTED');
  // life and nights are carried by another key: both at once
  await sql(
    "UPDATE placement SET state = 'RELEASED', during = daterange(current_date, current_date + 9) WHERE id = $1",
    [held],
  );
  expect(
    await sql(
      'SELECT state, live, upper(during) - lower(during) AS nights FROM placement_bed WHERE placement_id = $1',
      [held],
    ),
  ).toEqual([{ state: 'RELEASED', live: false, nights: 9 }]);
  const arrived = made.get('ARRIVED')!;
  await expect(sql("UPDATE placement_bed SET state = 'HELD' WHERE placement_id = $1", [arrived])).rejects.toThrow(
    /placement_bed_state_fk/,
  );
  await expect(sql('UPDATE placement_bed SET state = NULL WHERE placement_id = $1', [arrived])).rejects.toThrow(
    /placement_bed_state/,
  );
});

test('rows that were there before are filled, also when one of them changes meanwhile', async () => {
  const runner = databases.owner('shelter-capacity').createQueryRunner();
  const [state, checked] = [new PlacementBedState(), new PlacementBedStateChecked()];
  await checked.down(runner);
  await state.down(runner);
  const made = await placements();
  await state.up(runner);
  expect(await stateOf(made.get('HELD')!)).toBeNull();
  await sql("UPDATE placement SET state = 'RELEASED' WHERE id = $1", [made.get('HELD')]);
  await checked.up(runner);
  await runner.release();
  expect(await differing()).toBe(0);
  expect(await stateOf(made.get('ACCEPTED')!)).toBe('ACCEPTED');
  await sql("UPDATE placement SET state = 'ARRIVED', arrived_at = now() WHERE id = $1", [made.get('ACCEPTED')]);
  expect(await stateOf(made.get('ACCEPTED')!)).toBe('ARRIVED');
});

test('a unit’s number is that of its beds, whatever is done to them, by several at once too', async () => {
  const miscounted = () =>
    sql(
      'SELECT u.id FROM unit u WHERE u.beds_in_service <> (SELECT count(*) FROM bed b WHERE b.unit_id = u.id AND b.in_service)',
    );
  const [{ n }] = await sql('SELECT count(*)::int AS n FROM unit WHERE beds_in_service > 0');
  expect(n).toBeGreaterThan(10);
  expect(await miscounted()).toEqual([]);
  const [{ id: one }, { id: other }] = await sql('SELECT id FROM unit ORDER BY id LIMIT 2');
  await sql(
    'INSERT INTO bed (unit_id, number, in_service) SELECT $1, n, n % 3 > 0 FROM generate_series(100, 120) AS n',
    [one],
  );
  await sql('UPDATE bed SET in_service = NOT in_service WHERE number BETWEEN 105 AND 112');
  await sql('UPDATE bed SET unit_id = $1 WHERE number BETWEEN 100 AND 107', [other]);
  await sql('DELETE FROM bed WHERE number BETWEEN 107 AND 109');
  expect(await miscounted()).toEqual([]);
  const add = (number: number) => sql('INSERT INTO bed (unit_id, number) VALUES ($1, $2)', [one, number]);
  await Promise.all(Array.from({ length: 20 }, (_, i) => add(200 + i)));
  expect(await miscounted()).toEqual([]);

  const runner = databases.owner('shelter-capacity').createQueryRunner();
  const migration = new BedsInService();
  await migration.down(runner);
  await sql('UPDATE bed SET in_service = NOT in_service WHERE number > 200');
  await migration.up(runner);
  await runner.release();
  expect(await miscounted()).toEqual([]);
});
