import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, done, unit } from '../test/desk.js';
import { inWords } from './resolver.js';

let hub: TestHub;
let officer: Client;
let house: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  house = hub.as('intake-almaty', 'SHELTER');
  // three hours after a mark, whatever the hour: none passes meanwhile
  const east = (27 - new Date().getUTCHours()) % 6;
  for (const table of ['region WHERE code', 'shelter WHERE region_code']) {
    const [name, where] = table.split(' WHERE ');
    await sql(`UPDATE ${name} SET zone = 'Etc/GMT-${east}' WHERE ${where} = 'KZ-75'`);
  }
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
beforeEach(async () => {
  await sql('DELETE FROM placement_bed');
  await sql('DELETE FROM placement');
});

const BOARD = `query ($region: String!) { bedCapacityBoard(regionCode: $region) {
  asOf free stale kinds { kind units beds occupied held free }
  own { kind units beds occupied held free observedAt countAge publishedBy } userErrors { code field } } }`;
const board = async (region = 'KZ-75', account = 'officer-almaty') => {
  const { data, errors } = await hub.as(account).query(BOARD, { region });
  expect(errors).toBeUndefined();
  return data.bedCapacityBoard;
};

/** What a board says of a kind, and of its own agency's units of it. */
type Kind = { readonly kind: string };
const said = async (kind: string) => (await board()).kinds.find((each: Kind) => each.kind === kind);
const ownOf = async (kind: string) =>
  (await board('KZ-75', 'intake-almaty')).own.find((each: Kind) => each.kind === kind);

/** All that has happened until now was before the mark. */
async function longAgo(): Promise<void> {
  await sql(`UPDATE placement SET created_at = created_at - interval '7 hours', accepted_at = accepted_at - interval '7 hours',
    arrived_at = arrived_at - interval '7 hours', departed_at = departed_at - interval '7 hours'`);
  await sql("UPDATE placement_step SET at = at - interval '7 hours'");
}

const FAMILY = { adults: 1, children: [{ age: 4, sex: 'FEMALE' }], nights: 5 };
const ROOMS = [unit('crisis-almaty-1', 1), unit('crisis-almaty-1', 2)];

async function promised(unitId: string, household: object = FAMILY): Promise<string> {
  const { id: holdId } = await done(officer, 'bedHold', { unitId, ...household });
  await done(house, 'bedAccept', { holdId });
  return holdId;
}

async function comes(unitId: string): Promise<string> {
  const holdId = await promised(unitId);
  await done(house, 'bedArrive', { holdId });
  return holdId;
}

test('who comes, leaves or is moved after the mark changes no word of it; at the next mark it does', async () => {
  const before = await board();
  expect(before).toMatchObject({ free: 'SOME', own: [], userErrors: [] });
  expect(new Date(before.asOf).getTime()).toBeLessThanOrEqual(Date.now());
  expect(new Date(before.asOf).getTime() % (3_600_000 / 2)).toBe(0);
  const [first, second] = [await comes(ROOMS[0]!), await comes(ROOMS[1]!)];
  expect(await board()).toEqual(before);
  // her own agency sees it at once, exactly
  expect(await ownOf('FAMILY_ROOM')).toMatchObject({ units: 2, beds: 11, occupied: 11, held: 0, free: 0 });
  await longAgo();
  expect(await said('FAMILY_ROOM')).toMatchObject({ units: 'SOME', beds: 'SOME', occupied: 'SOME', held: 'NONE' });
  expect(await said('ACCESSIBLE')).toMatchObject({ units: 'A_FEW', beds: 'SOME', occupied: 'NONE', free: 'SOME' });
  const then = await board();
  await done(house, 'bedDepart', { holdId: first });
  await done(house, 'bedTransfer', { holdId: second, unitId: unit('crisis-almaty-1', 5) });
  expect(await board()).toEqual(then);
  await longAgo();
  expect(await said('FAMILY_ROOM')).toMatchObject({ occupied: 'NONE' });
  expect(await said('ACCESSIBLE')).toMatchObject({ occupied: 'SOME', free: 'NONE' });
});

test('what was promised for that night is held, until it is known to be over at a mark', async () => {
  const before = await board();
  const holdId = await promised(unit('crisis-almaty-1', 5));
  const { id: asked } = await done(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [] });
  expect(await board()).toEqual(before);
  expect(await ownOf('ACCESSIBLE')).toMatchObject({ occupied: 0, held: 4, free: 0 });
  await longAgo();
  const then = await board();
  expect(await said('ACCESSIBLE')).toMatchObject({ occupied: 'NONE', held: 'SOME', free: 'NONE' });
  expect(await said('DORMITORY')).toMatchObject({ occupied: 'NONE', held: 'A_FEW', free: 'SOME' });
  // it ran out, was given back, or she came, since
  await done(officer, 'bedRelease', { holdId: asked });
  await done(house, 'bedArrive', { holdId });
  expect(await board()).toEqual(then);
  await longAgo();
  expect(await said('ACCESSIBLE')).toMatchObject({ occupied: 'SOME', held: 'NONE' });
  expect(await said('DORMITORY')).toMatchObject({ held: 'NONE' });
  // a night that is still to come is held when it comes
  const [{ later }] = await sql('SELECT (current_date + 30)::text AS later');
  await promised(unit('crisis-almaty-1', 4), { adults: 1, children: [], from: later });
  await longAgo();
  expect(await said('DORMITORY')).toMatchObject({ held: 'NONE' });
});

test('a hold that ran out before the mark is none, whether or not anybody has noticed', async () => {
  await done(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [] });
  await longAgo();
  expect(await said('DORMITORY')).toMatchObject({ held: 'A_FEW' });
  await sql("UPDATE placement SET held_until = clock_timestamp() - interval '6 hours 30 minutes'");
  expect(await said('DORMITORY')).toMatchObject({ held: 'NONE' });
});

test("an agency's own figures say how old they are and who published them", async () => {
  const own = 'shelter_id IN (SELECT id FROM shelter WHERE agency = (SELECT agency FROM unit WHERE id = $1))';
  await sql(`UPDATE unit SET observed_at = NULL WHERE ${own}`, [ROOMS[0]]);
  expect(await ownOf('FAMILY_ROOM')).toMatchObject({ observedAt: null, countAge: 'STALE', publishedBy: null });
  const [{ id, version }] = await sql(
    'SELECT s.id, counts_version AS version FROM shelter s JOIN unit u ON u.shelter_id = s.id WHERE u.id = $1',
    [ROOMS[0]],
  );
  const input = { shelterId: id, expectedVersion: version };
  const { userErrors, units } = await ask(house, 'bedAvailabilityPublish', input, 'units { observedAt publishedBy }');
  expect(userErrors).toEqual([]);
  expect(units[0].publishedBy).toEqual(expect.any(String));
  expect(await ownOf('FAMILY_ROOM')).toMatchObject({ ...units[0], countAge: 'FRESH' });
  // of two rooms they are as old as the older one
  await sql("UPDATE unit SET observed_at = observed_at - interval '3 hours' WHERE id = $1", [ROOMS[1]]);
  expect(await ownOf('FAMILY_ROOM')).toMatchObject({ countAge: 'AGEING' });
});

test('of a region with fewer than three shelters it says none or some, of no kind', async () => {
  expect(await board('KZ-15')).toMatchObject({ free: 'SOME', stale: null, kinds: [] });
  expect(await board('KZ-31')).toMatchObject({ free: 'NONE', kinds: [] });
  expect(await board('KZ-43')).toMatchObject({ free: 'NONE', kinds: [] });
  const at = { asOf: new Date(0), shelters: 2, stale: 0, kind: null, units: 2, beds: 5, occupied: 3, held: 0, free: 2 };
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
