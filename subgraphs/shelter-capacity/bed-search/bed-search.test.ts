import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';

let hub: TestHub;

beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

interface Offer {
  shelterId: string;
  regionCode: string;
  unitKind: string;
  unitId: string | null;
  bedsFree: string;
  bedsNeeded: number;
  misfits: { code: string; words: string }[];
  countAge: string;
}

const SEARCH = `query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { ...offer } elsewhere { ...offer } } }
  fragment offer on BedOffer {
    shelterId shelterName regionCode unitKind unitId bedsFree bedsNeeded misfits { code words } countAge }`;

const CHILDREN = [
  { age: 3, sex: 'FEMALE' },
  { age: 7, sex: 'MALE' },
  { age: 12, sex: 'FEMALE' },
];
const mother = { adults: 1, children: CHILDREN, regionCode: 'KZ-75' };

async function search(
  input: object,
  account = 'officer-almaty',
  language?: string,
): Promise<{ offers: Offer[]; elsewhere: Offer[] }> {
  const { data, errors } = await hub.as(account, undefined, language).query(SEARCH, { input });
  expect(errors).toBeUndefined();
  return data.bedSearch;
}

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);

test('before any name and without a purpose: beds for a woman and three children in Almaty', async () => {
  const { offers, elsewhere } = await search(mother);
  const fitting = offers.filter(({ unitId }) => unitId !== null);
  expect(fitting.length).toBeGreaterThanOrEqual(2);
  expect(fitting.every((o) => o.misfits.length === 0 && o.bedsNeeded === 4 && o.regionCode === 'KZ-75')).toBe(true);
  expect(
    fitting.filter(({ unitKind }) => unitKind === 'FAMILY_ROOM').every(({ bedsFree }) => bedsFree === 'CAPACITY'),
  ).toBe(true);
  // what fits comes first
  expect(offers.slice(0, fitting.length)).toEqual(fitting);
  expect(elsewhere).toEqual([]);
});

test('what does not fit says why, in words of the caller, and cannot be held', async () => {
  const { offers } = await search(mother, 'officer-almaty', 'kk');
  const closed = offers.find(({ shelterId }) => shelterId === seedId('shelter:crisis-almaty-4'));
  expect(closed).toMatchObject({ unitId: null, bedsFree: 'NO_CAPACITY' });
  expect(closed?.misfits).toContainEqual({ code: 'NOT_ADMITTING', words: 'Баспана қазір ешкімді қабылдамайды.' });
  const full = offers.find(({ shelterId }) => shelterId === seedId('shelter:crisis-almaty-3'));
  expect(full).toMatchObject({ unitId: null, bedsFree: 'WAITLIST' });
});

test('the order is the same for everybody who asks, and no order of ids, names, ages or places', async () => {
  const [officer, other, operator, clinician] = await Promise.all(
    ['officer-almaty', 'officer-bostandyk', 'operator-150', 'clinician-almaty'].map((account) =>
      search(mother, account),
    ),
  );
  expect(other).toEqual(officer);
  expect(operator).toEqual(officer);
  expect(clinician).toEqual(officer);
  const again = await search(mother);
  expect(again).toEqual(officer);
});

test('nothing that locates a shelter is answered or can be asked for', async () => {
  const answer = JSON.stringify(await search({ ...mother, regionCode: 'KZ-11' }));
  expect(answer).not.toMatch(/\+7|street|көше|latitude|phone/i);
  for (const field of ['address', 'street', 'latitude', 'district', 'phone', 'intakePhone', 'distance']) {
    const { errors } = await hub
      .as('officer-almaty')
      .query(`query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { ${field} } } }`, { input: mother });
    expect(errors).toHaveLength(1);
  }
});

test('when nothing in the region fits, other regions with a fit are named', async () => {
  const { offers, elsewhere } = await search({ ...mother, regionCode: 'KZ-31' });
  expect(offers.every(({ unitId }) => unitId === null)).toBe(true);
  expect(elsewhere.length).toBeGreaterThan(0);
  expect(elsewhere.every(({ unitId, regionCode }) => unitId !== null && regionCode !== 'KZ-31')).toBe(true);
});

test('needs and first are respected', async () => {
  const wheelchair = await search({ ...mother, wheelchair: true });
  expect(wheelchair.offers.filter((o) => o.unitId).map((o) => o.unitKind)).toEqual(['ACCESSIBLE']);
  const oldBoy = await search({ ...mother, children: [{ age: 16, sex: 'MALE' }], regionCode: 'KZ-75' });
  expect(oldBoy.offers.filter((o) => o.misfits.some(({ code }) => code === 'BOY_TOO_OLD')).length).toBeGreaterThan(0);
  expect((await search({ ...mother, first: 1 })).offers).toHaveLength(1);
});

describe('free beds are derived at the moment of asking', () => {
  const HOLD = `mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { code message } } }`;
  const unitId = seedId('shelter-unit:crisis-aktobe-1/3');
  const three = { adults: 3, children: [], regionCode: 'KZ-15' };
  const dormitory = async (more: object = {}) =>
    (await search({ ...three, ...more })).offers.find(({ unitKind }) => unitKind === 'DORMITORY');

  test('a hold takes beds for its nights only; when it has lapsed they are free, though nobody has noticed', async () => {
    expect(await dormitory()).toMatchObject({ unitId, bedsFree: 'CAPACITY' });
    const { data } = await hub
      .as('operator-150')
      .query(HOLD, { input: { idempotencyKey: 'search-hold', unitId, adults: 1, children: [], nights: 3 } });
    const { id } = data.bedHold.placement;
    expect(await dormitory()).toMatchObject({
      unitId: null,
      bedsFree: 'NO_CAPACITY',
      misfits: [{ code: 'NO_BEDS_FREE' }],
    });
    expect(await dormitory({ adults: 2 })).toMatchObject({ bedsFree: 'CAPACITY' });
    const [{ later }] = await sql("SELECT ((clock_timestamp() AT TIME ZONE 'Asia/Almaty')::date + 3)::text AS later");
    expect(await dormitory({ from: later })).toMatchObject({ bedsFree: 'CAPACITY' });
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [id]);
    expect(await dormitory()).toMatchObject({ unitId, bedsFree: 'CAPACITY' });
    expect(await sql('SELECT state FROM placement WHERE id = $1', [id])).toEqual([{ state: 'HELD' }]);
  });

  test('a guest who stays on after the planned day keeps the bed until her departure is recorded', async () => {
    await sql(
      `WITH p AS (INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, arrived_at)
         SELECT id, agency, 'ARRIVED', daterange(current_date - 9, current_date - 2), now(), 1, 0, agency, 'x', now() FROM unit WHERE id = $1
         RETURNING id, unit_id, live, during)
       INSERT INTO placement_bed SELECT p.id, (SELECT id FROM bed WHERE unit_id = $1 ORDER BY number DESC LIMIT 1), unit_id, live, during FROM p`,
      [unitId],
    );
    expect(await dormitory()).toMatchObject({ bedsFree: 'NO_CAPACITY' });
    const { data } = await hub
      .as('operator-150')
      .query(HOLD, { input: { idempotencyKey: 'overstayed', unitId, adults: 3, children: [] } });
    expect(data.bedHold.userErrors).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    await sql(
      "UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE unit_id = $1 AND state = 'ARRIVED'",
      [unitId],
    );
    expect(await dormitory()).toMatchObject({ bedsFree: 'CAPACITY' });
  });

  test('the age of a count is a word', async () => {
    await sql("UPDATE unit SET observed_at = now() - interval '9 hours' WHERE id = $1", [unitId]);
    expect((await dormitory())?.countAge).toBe('AGEING');
    await sql("UPDATE unit SET observed_at = now() - interval '25 hours' WHERE id = $1", [unitId]);
    expect((await dormitory())?.countAge).toBe('STALE');
  });
});

test('a search that makes no sense is refused, and so is who does not refer', async () => {
  for (const wrong of [
    { adults: 0 },
    { adults: 1, adultMen: 2 },
    { nights: 181 },
    { first: 51 },
    { regionCode: 'Almaty' },
    { children: [{ age: 18, sex: 'MALE' }] },
  ]) {
    const { errors } = await hub.as('officer-almaty').query(SEARCH, { input: { ...mother, ...wrong } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
  for (const account of ['clerk-almaty', 'steward', 'administrator', 'integrator-police']) {
    const { errors } = await hub.as(account).query(SEARCH, { input: mother });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});

test("a shelter's own counts are for its own agency", async () => {
  const UNITS =
    'query ($shelter: ID!) { shelterUnits(shelter: $shelter) { kind total occupied held available countAge } shelters(first: 10) { edges { node { id name } } } }';
  const shelter = seedId('shelter:crisis-almaty-1');
  const own = await hub.as('intake-almaty').query(UNITS, { shelter });
  expect(own.data.shelterUnits).toHaveLength(6);
  expect(own.data.shelterUnits[0]).toMatchObject({ occupied: 0, held: 0, countAge: 'FRESH' });
  expect(own.data.shelters.edges).toEqual([{ node: { id: shelter, name: 'White Birch' } }]);
  const foreign = await hub.as('intake-almaty').query(UNITS, { shelter: seedId('shelter:crisis-almaty-2') });
  expect(foreign.data.shelterUnits).toEqual([]);
  const officer = await hub.as('officer-almaty').query(UNITS, { shelter });
  expect(officer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
