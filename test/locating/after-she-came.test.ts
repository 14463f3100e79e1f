/**
 * Promise: who held her bed learns by searching nothing of what became of her: not that she left, nor that she was moved, nor when. An officer holds a room of a
 * house, she comes, and he goes on looking, in worlds that differ in nothing but in what then happened. He is also given what would tell him, and then he knows.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../standalone/seed/ids.js';
import { ask, codeOf, done, placement, step } from '../../subgraphs/shelter-capacity/test/desk.js';
import { type Client, openTestHub, type TestHub } from '../hub.js';
import { offered, unsealed } from '../offered.js';

const REGION = 'KZ-43';
const OFFICER = 'officer-almaty';
/** Of the same unit */
const COLLEAGUE = 'duty-officer-almaty';
/** Three rooms alike, and a dormitory */
const ROOMS = 3;

let hub: TestHub;
let officer: Client;
let operator: Client;
let house: Client;
let shelterId: string;
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);

beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as(OFFICER, 'POLICE_RESPONSE');
  operator = hub.as('operator-150', 'SUPPORT');
  house = hub.as('intake-almaty', 'SHELTER');
  [{ id: shelterId }] = await sql(
    `WITH s AS (
       INSERT INTO shelter (agency, name_kk, name_ru, name_en, region_code, zone) VALUES ($1, 'Үй', 'Дом', 'House', $2, 'Asia/Almaty') RETURNING id, agency),
     u AS (
       INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types)
       SELECT id, agency, CASE WHEN n <= $3 THEN 'FAMILY_ROOM' ELSE 'DORMITORY' END, 'Б', 'К', 'R', n <= $3, '{WITHOUT_CHILDREN,ADULT_AND_CHILD}'
       FROM s, generate_series(1, $3::int + 1) AS n RETURNING id),
     b AS (INSERT INTO bed (unit_id, number) SELECT u.id, n FROM u, generate_series(1, 4) AS n)
     SELECT id FROM s`,
    [seedId('agency:crisis-almaty-1'), REGION, ROOMS],
  );
});
afterAll(() => hub?.close());

interface Offer {
  readonly unitKind: string;
  readonly unitId: string | null;
  readonly countAge: string;
}

const SEARCH = `query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { shelterId shelterName regionCode districtCode unitKind unitId bedsFree
  bedsNeeded misfits { code } countAge countedBy } elsewhere { unitKind } notAvoided } }`;
const FAMILY = { adults: 1, children: [{ age: 6, sex: 'FEMALE' }] };
const HOUSEHOLDS = [1, 3, 4].flatMap((adults) => [
  { adults, children: [] },
  { adults, children: [{ age: 6, sex: 'FEMALE' }] },
]);

async function offers(by: Client, household: object = FAMILY): Promise<readonly Offer[]> {
  const { data, errors } = await by.query(SEARCH, { input: { ...household, regionCode: REGION, first: 50 } });
  expect(errors).toBeUndefined();
  return data.bedSearch.offers;
}

const roomIn = (found: readonly Offer[]): string => found.find(({ unitKind }) => unitKind === 'FAMILY_ROOM')!.unitId!;

/** A family comes to a room that a search of that sender offered. */
async function comes(sender: Client): Promise<{ holdId: string; offer: string }> {
  const offer = roomIn(await offers(sender));
  const { id: holdId } = await done(sender, 'bedHold', { unitId: offer, ...FAMILY, nights: 5 });
  await done(house, 'bedAccept', { holdId });
  await done(house, 'bedArrive', { holdId });
  return { holdId, offer };
}

const leaves = (holdId: string) => done(house, 'bedDepart', { holdId });

/** To a room that is free. */
async function isMoved(holdId: string): Promise<void> {
  const [{ id: unitId }] = await sql(
    `SELECT id FROM unit u WHERE shelter_id = $1 AND kind = 'FAMILY_ROOM' AND NOT EXISTS (SELECT FROM placement p WHERE p.unit_id = u.id AND p.live)`,
    [shelterId],
  );
  await done(house, 'bedTransfer', { holdId, unitId });
}

type Became = (she: string, another: string) => Promise<unknown>;
const WORLDS: Readonly<Record<string, Became>> = {
  'she stays, and so does the other': async () => {},
  'she stays, and the other leaves': (_, another) => leaves(another),
  'she leaves': (she) => leaves(she),
  'she is moved': (she) => isMoved(she),
  'she is planned for longer': (holdId) =>
    done(house, 'bedExtend', { holdId, until: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10) }),
};

interface Known {
  /** All that he is told, but for what he may hold */
  readonly told: unknown;
  readonly held: string;
  /** What he may hold, whatever often he searches */
  readonly seen: readonly string[];
}

/** She comes, another family comes, something becomes of them; and he looks. */
async function world(became: Became, full = false): Promise<Known> {
  await sql('DELETE FROM placement_bed');
  await sql('DELETE FROM placement');
  await sql("UPDATE unit SET observed_at = clock_timestamp() - interval '3 hours' WHERE shelter_id = $1", [shelterId]);
  const { holdId, offer } = await comes(officer);
  const another = await comes(operator);
  if (full) await comes(operator);
  await became(holdId, another.holdId);
  const told: unknown[] = [];
  const seen: string[] = [];
  for (let times = 0; times < 3; times++) {
    for (const household of HOUSEHOLDS) {
      const found = await offers(officer, household);
      seen.push(...found.flatMap(({ unitId }) => unitId ?? []));
      told.push(found.map((each) => ({ ...each, unitId: each.unitId !== null })));
    }
  }
  // a world may begin before the day of the house turns, and the next one after it
  const { id: _, createdAt: __, arrivedAt: ___, heldUntil: ____, ...seenOfHers } = (await placement(officer, holdId))!;
  const { from, until, ...rest } = seenOfHers;
  const hers = { ...rest, nights: (Date.parse(until) - Date.parse(from)) / 86_400_000 };
  const again = await step(officer, 'bedHold', { unitId: offer, ...FAMILY, nights: 5 });
  return { told: { told, hers, again: again.userErrors }, held: offer, seen };
}

test('what he is told is the same, whatever has become of her, while a room is free', async () => {
  const [first, ...others] = Object.keys(WORLDS);
  const stays = await world(WORLDS[first!]!);
  for (const name of others)
    expect({ name, told: (await world(WORLDS[name]!)).told }).toEqual({ name, told: stays.told });
}, 120_000);

test('in a house that was full a room that is free tells that somebody left, and not who', async () => {
  const she = await world((holdId) => leaves(holdId), true);
  const another = await world((_, holdId) => leaves(holdId), true);
  expect(she.told).toEqual(another.told);
  expect((await world(async () => {}, true)).told).not.toEqual(she.told);
}, 120_000);

test('what may be held has another name each time, so nothing that he held is seen again; with the names of units he is always right', async () => {
  const all: string[] = [];
  for (const left of [true, false, true, false]) {
    const { held, seen } = await world((she, another) => leaves(left ? she : another));
    const believes = (room: (offer: string) => string) => seen.map(room).includes(room(held));
    expect(believes((offer) => offer)).toBe(false);
    expect(believes((offer) => unsealed(OFFICER, offer))).toBe(left);
    all.push(held, ...seen);
  }
  expect(new Set(all).size).toBe(all.length);
}, 120_000);

test('the age of what is known moves with what the house publishes, and with nobody who comes, stays or goes', async () => {
  const ages = async () => [...new Set((await offers(operator)).map(({ countAge }) => countAge))];
  for (const became of Object.values(WORLDS)) {
    await world(became);
    expect(await ages()).toEqual(['AGEING']);
  }
  const [{ version }] = await sql('SELECT counts_version AS version FROM shelter WHERE id = $1', [shelterId]);
  const input = { shelterId, expectedVersion: version };
  expect(codeOf(await ask(house, 'bedAvailabilityPublish', input, 'shelter { id }'))).toBe('');
  expect(await ages()).toEqual(['FRESH']);
}, 120_000);

describe('an offer', () => {
  const hold = (by: Client, unitId: string, more: object = {}) => step(by, 'bedHold', { unitId, ...FAMILY, ...more });
  const refusals = async (answer: ReturnType<typeof hold>) =>
    (await answer).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
  beforeEach(async () => {
    await sql('DELETE FROM placement_bed');
    await sql('DELETE FROM placement');
  });

  test('is of use to who searched, for two hours, until she has come; and sent again it is the first hold', async () => {
    const offer = roomIn(await offers(officer));
    expect(await refusals(hold(operator, offer))).toEqual(['NOT_FOUND input.unitId']);
    expect(await refusals(hold(hub.as('officer-bostandyk'), offer))).toEqual(['NOT_FOUND input.unitId']);
    const key = { idempotencyKey: randomUUID() };
    const first = await hold(officer, offer, key);
    expect(first.userErrors).toEqual([]);
    expect((await hold(officer, offer, key)).placement.id).toBe(first.placement.id);
    expect(await refusals(hold(officer, offer))).toEqual(['NOT_AVAILABLE input.unitId']);
    await done(officer, 'bedRelease', { holdId: first.placement.id });
    const { id: holdId } = await done(officer, 'bedHold', { unitId: offer, ...FAMILY });
    await done(house, 'bedAccept', { holdId });
    await done(house, 'bedArrive', { holdId });
    expect(await refusals(hold(officer, offer))).toEqual(['EXPIRED input.unitId']);
    expect((await hold(officer, offer, key)).placement.id).toBe(first.placement.id);
    const room = unsealed(OFFICER, roomIn(await offers(officer)));
    const old = (minutes: number) => offered(OFFICER, room, new Date(Date.now() - minutes * 60_000));
    expect(await refusals(hold(officer, old(121)))).toEqual(['EXPIRED input.unitId']);
    expect(await refusals(hold(officer, old(119)))).toEqual([]);
  });

  test('is over for the colleagues of who held the room too, as soon as she has come: they see the hold', async () => {
    const colleague = hub.as(COLLEAGUE, 'POLICE_RESPONSE');
    const offer = roomIn(await offers(officer));
    const same = offered(COLLEAGUE, unsealed(OFFICER, offer));
    const { id: holdId } = await done(officer, 'bedHold', { unitId: offer, ...FAMILY });
    expect(await refusals(hold(colleague, same))).toEqual(['NOT_AVAILABLE input.unitId']);
    await done(house, 'bedAccept', { holdId });
    await done(house, 'bedArrive', { holdId });
    expect(await refusals(hold(colleague, same))).toEqual(['EXPIRED input.unitId']);
    await leaves(holdId);
    expect(await refusals(hold(colleague, same))).toEqual(['EXPIRED input.unitId']);
  });

  test('is not made of parts, nor of the id of a unit, which only its own agency uses', async () => {
    const offer = roomIn(await offers(officer));
    const other = roomIn(await offers(officer, { adults: 2, children: [] }));
    const wrong = [`${offer.slice(0, 40)}${other.slice(40)}`, offer.slice(0, -4), 'x', `${offer}AAAA`];
    for (const unitId of wrong) expect(await refusals(hold(officer, unitId))).toEqual(['NOT_FOUND input.unitId']);
    const id = unsealed(OFFICER, offer);
    const byId = async (by: Client) => {
      const input = { idempotencyKey: randomUUID(), unitId: id, ...FAMILY };
      const { data } = await by.query(
        'mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { code field } } }',
        { input },
      );
      return data.bedHold.userErrors;
    };
    expect(await byId(officer)).toEqual([{ code: 'NOT_FOUND', field: ['input', 'unitId'] }]);
    expect(await byId(house)).toEqual([]);
  });

  test('is what a house moves a guest to another one by', async () => {
    const { holdId } = await comes(officer);
    const [{ id }] = await sql(
      "SELECT u.id FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.name_en = 'Swallow Nest' AND u.kind = 'FAMILY_ROOM' LIMIT 1",
    );
    const { data } = await house.query(
      'mutation ($input: BedTransferInput!) { bedTransfer(input: $input) { placement { id } userErrors { code field } } }',
      { input: { idempotencyKey: randomUUID(), holdId, unitId: id } },
    );
    expect(data.bedTransfer.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['input', 'unitId'] }]);
    const { data: found } = await house.query(SEARCH, { input: { ...FAMILY, regionCode: 'KZ-75', first: 50 } });
    const [offer] = found.bedSearch.offers.filter(
      (each: { shelterId: string; unitId: string | null }) =>
        each.shelterId === seedId('shelter:crisis-almaty-2') && each.unitId,
    );
    expect(await done(house, 'bedTransfer', { holdId, unitId: offer.unitId })).toMatchObject({ state: 'HELD' });
  });
});
