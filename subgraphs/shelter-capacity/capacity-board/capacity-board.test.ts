import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { inWords } from './resolver.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const BOARD = `query ($region: String!) { bedCapacityBoard(regionCode: $region) {
  asOf free stale kinds { kind occupied free } own { kind units beds occupied held free } userErrors { code field } } }`;
const board = async (region: string, account = 'officer-almaty') => {
  const { data, errors } = await hub.as(account).query(BOARD, { region });
  expect(errors).toBeUndefined();
  return data.bedCapacityBoard;
};

/** Fills every family room of Almaty's open shelters; since when, in SQL. */
const arrive = (since: string) =>
  sql(
    `WITH p AS (INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, arrived_at)
       SELECT u.id, u.agency, 'ARRIVED', daterange(current_date - 3, current_date + 30), now(), 1, 1, u.agency, 'x', ${since}
       FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.region_code = 'KZ-75' AND u.kind = 'FAMILY_ROOM'
       RETURNING id, unit_id, live, during)
     INSERT INTO placement_bed SELECT p.id, b.id, p.unit_id, p.live, p.during FROM p JOIN bed b ON b.unit_id = p.unit_id`,
  );
const rooms = async (account?: string) =>
  (await board('KZ-75', account)).kinds.find(({ kind }: { kind: string }) => kind === 'FAMILY_ROOM');

test('who moved in since the mark changes no word of it; at the next mark it does', async () => {
  const before = await board('KZ-75');
  expect(before).toMatchObject({ free: 'SOME', own: [], userErrors: [] });
  expect(new Date(before.asOf).getTime()).toBeLessThanOrEqual(Date.now());
  expect(new Date(before.asOf).getTime() % (3_600_000 / 2)).toBe(0);
  await arrive('clock_timestamp()');
  expect(await board('KZ-75')).toEqual(before);
  // her own agency sees it at once, exactly
  const own = (await board('KZ-75', 'intake-almaty')).own.find(({ kind }: { kind: string }) => kind === 'FAMILY_ROOM');
  expect(own).toEqual({ kind: 'FAMILY_ROOM', units: 2, beds: 11, occupied: 11, held: 0, free: 0 });
  await sql("UPDATE placement SET arrived_at = clock_timestamp() - interval '7 hours'");
  expect(await rooms()).toEqual({ kind: 'FAMILY_ROOM', occupied: 'SOME', free: 'NONE' });
  // nor does who leaves
  await sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp()");
  expect(await rooms()).toEqual({ kind: 'FAMILY_ROOM', occupied: 'SOME', free: 'NONE' });
  await sql("UPDATE placement SET departed_at = clock_timestamp() - interval '6 hours 30 minutes'");
  expect(await rooms()).toEqual({ kind: 'FAMILY_ROOM', occupied: 'NONE', free: 'SOME' });
});

test('of a region with fewer than three shelters it says none or some, of no kind', async () => {
  expect(await board('KZ-15')).toMatchObject({ free: 'SOME', stale: null, kinds: [] });
  expect(await board('KZ-31')).toMatchObject({ free: 'NONE', kinds: [] });
  expect(await board('KZ-43')).toMatchObject({ free: 'NONE', kinds: [] });
  const at = { asOf: new Date(0), shelters: 2, stale: 0, kind: null, occupied: 3, free: 2 };
  expect(inWords([at]).free).toBe('SOME');
  expect(inWords([{ ...at, shelters: 3 }]).free).toBe('A_FEW');
});

test('a house that only looks for beds, or that nobody in it has confirmed, makes no region large enough', async () => {
  const region = 'KZ-15';
  const before = await board(region);
  const house = (participation: string, reason: string | null) =>
    sql(
      `WITH s AS (INSERT INTO shelter (agency, name_kk, name_ru, name_en, region_code, zone, participation, opening_state, opening_reason)
         VALUES ('x', 'x', 'x', 'x', $1, 'Asia/Almaty', $2, CASE WHEN $3::text IS NULL THEN 'OPEN' ELSE 'CLOSED' END, $3) RETURNING id),
       u AS (INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types)
         SELECT id, 'x', 'SINGLE', 'x', 'x', 'x', true, '{WITHOUT_CHILDREN}' FROM s RETURNING id)
       INSERT INTO bed (unit_id, number) SELECT id, 1 FROM u`,
      [region, participation, reason],
    );
  for (const reason of ['NOT_CONFIRMED', 'NOT_CONFIRMED', null])
    await house(reason ? 'BED_BY_BED' : 'VIEW_ONLY', reason);
  expect(await board(region)).toEqual(before);
  expect(before.kinds).toEqual([]);
  // as against two that are closed for a while
  await sql("UPDATE shelter SET opening_reason = 'REPAIR' WHERE agency = 'x' AND opening_state = 'CLOSED'");
  expect((await board(region)).kinds).not.toEqual([]);
});

test('an unknown region is said to be one; who does not refer is not told', async () => {
  expect((await board('KZ-99')).userErrors).toEqual([{ code: 'INVALID', field: ['regionCode'] }]);
  for (const account of ['clerk-almaty', 'steward', 'integrator-police']) {
    const { errors } = await hub.as(account).query(BOARD, { region: 'KZ-75' });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});
