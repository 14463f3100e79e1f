import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { offered } from '../../../test/offered.js';
import { neighboursOf } from '../../kit/index.js';
import { shelterDay } from '../availability/shelter-day.js';

let hub: TestHub;

beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

interface Offer {
  shelterId: string;
  regionCode: string;
  districtCode: string | null;
  unitKind: string;
  unitId: string | null;
  bedsFree: string;
  bedsNeeded: number;
  misfits: { code: string; words: string }[];
  countAge: string;
}

const SEARCH = `query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { ...offer } elsewhere { ...offer } notAvoided } }
  fragment offer on BedOffer {
    shelterId shelterName regionCode districtCode unitKind unitId bedsFree bedsNeeded misfits { code words } countAge }`;

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
): Promise<{ offers: Offer[]; elsewhere: Offer[]; notAvoided: string[] }> {
  const { data, errors } = await hub.as(account, undefined, language).query(SEARCH, { input });
  expect(errors).toBeUndefined();
  const { offers, elsewhere, notAvoided } = data.bedSearch;
  return { offers: offers.map(named), elsewhere: elsewhere.map(named), notAvoided };
}

/** What can be held is named otherwise each time: `after-she-came.test.ts`. */
const named = (offer: Offer): Offer => ({ ...offer, unitId: offer.unitId && 'named' });

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
  // Taraz borders on Karaganda and three others; those a border further are not asked
  expect(elsewhere.every(({ unitId, regionCode }) => unitId !== null && regionCode === 'KZ-35')).toBe(true);
  const avoiding = await search({ ...mother, regionCode: 'KZ-31', avoid: ['KZ-35'] });
  expect(avoiding.elsewhere.length).toBeGreaterThan(0);
  expect(avoiding.elsewhere.some(({ regionCode }) => regionCode === 'KZ-35')).toBe(false);
});

describe('districts', () => {
  const districtsOf = (offers: Offer[]) =>
    Object.fromEntries(offers.map(({ shelterId, districtCode }) => [shelterId, districtCode]));
  const district = 'KZ-75-BOSTANDYK';

  test('one with three shelters or more is named, any other is not', async () => {
    const named = Object.entries(districtsOf((await search({ ...mother, first: 50 })).offers));
    const slugs = ['crisis-almaty-1', 'crisis-almaty-2', 'crisis-almaty-3'];
    expect(
      named
        .filter(([, code]) => code === district)
        .map(([id]) => id)
        .sort(),
    ).toEqual(slugs.map((slug) => seedId(`shelter:${slug}`)).sort());
    expect(named.filter(([, code]) => code === null)).toHaveLength(3);
  });

  test('one that is named can be avoided; one that is not cannot, and the answer says so', async () => {
    const all = await search({ ...mother, first: 50 });
    const without = await search({ ...mother, first: 50, avoid: [district] });
    expect(without.notAvoided).toEqual([]);
    expect(without.offers).toEqual(all.offers.filter(({ districtCode }) => districtCode !== district));
    for (const unpublished of ['KZ-75-MEDEU', 'KZ-75-ALMALY', 'KZ-75-TURKSIB']) {
      const same = await search({ ...mother, first: 50, avoid: [unpublished] });
      expect(same).toEqual({ ...all, notAvoided: [unpublished] });
    }
  });

  test('when one or two shelters would remain outside of the named districts, none is named', async () => {
    const [{ id }] = await sql("SELECT id FROM shelter WHERE name_en = 'Spring'");
    await sql("UPDATE shelter SET participation = 'VIEW_ONLY' WHERE id = $1", [id]);
    expect((await search({ ...mother, first: 50 })).offers.every(({ districtCode }) => districtCode === null)).toBe(
      true,
    );
    const { data } = await hub
      .as('officer-almaty')
      .query('{ bedRegions { code neighbours districts { code name published } } }');
    const almaty = data.bedRegions.find(({ code }: { code: string }) => code === 'KZ-75');
    for (const { code, neighbours } of data.bedRegions) expect(neighbours).toEqual(neighboursOf(code));
    expect(almaty.districts).toHaveLength(8);
    expect(almaty.districts.some(({ published }: { published: boolean }) => published)).toBe(false);
    await sql("UPDATE shelter SET participation = 'BED_BY_BED' WHERE id = $1", [id]);
    expect(districtsOf((await search(mother)).offers)[seedId('shelter:crisis-almaty-1')]).toBe(district);
  });
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
    expect(await dormitory()).toMatchObject({ unitId: 'named', misfits: [] });
    const { data } = await hub.as('operator-150').query(HOLD, {
      input: {
        idempotencyKey: 'search-hold',
        unitId: offered('operator-150', unitId),
        adults: 3,
        children: [],
        nights: 3,
      },
    });
    const { id } = data.bedHold.placement;
    expect(await dormitory()).toMatchObject({
      unitId: null,
      bedsFree: 'NO_CAPACITY',
      misfits: [{ code: 'NO_BEDS_FREE' }],
    });
    const [{ later }] = await sql(`SELECT (${shelterDay("'Asia/Almaty'")} + 3)::text AS later`);
    // a few are free: for one that is enough, for three the shelter says
    expect(await dormitory({ from: later })).toMatchObject({
      unitId: 'named',
      bedsFree: 'ADDITIONAL_ASSESSMENT_REQUIRED',
      misfits: [],
    });
    expect(await dormitory({ from: later, adults: 1 })).toMatchObject({ unitId: 'named', bedsFree: 'CAPACITY' });
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [id]);
    expect(await dormitory()).toMatchObject({ unitId: 'named', misfits: [] });
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
    const { data } = await hub.as('operator-150').query(HOLD, {
      input: { idempotencyKey: 'overstayed', unitId: offered('operator-150', unitId), adults: 3, children: [] },
    });
    expect(data.bedHold.userErrors).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    await sql(
      "UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE unit_id = $1 AND state = 'ARRIVED'",
      [unitId],
    );
    const again = await hub.as('operator-150').query(HOLD, {
      input: { idempotencyKey: 'all of it again', unitId: offered('operator-150', unitId), adults: 3, children: [] },
    });
    expect(again.data.bedHold.userErrors).toEqual([]);
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [again.data.bedHold.placement.id]);
  });

  test("the age of a shelter's counts is a word, and no room's own", async () => {
    const ages = async () => new Set((await search(three)).offers.map(({ countAge }) => countAge));
    const all =
      'UPDATE unit SET observed_at = now() - $1::interval WHERE shelter_id = (SELECT shelter_id FROM unit WHERE id = $2)';
    await sql(all, ['3 hours', unitId]);
    expect(await ages()).toEqual(new Set(['AGEING']));
    await sql(all, ['9 hours', unitId]);
    expect(await ages()).toEqual(new Set(['STALE']));
    await sql('UPDATE unit SET observed_at = now() WHERE id = $1', [unitId]);
    expect(await ages()).toEqual(new Set(['FRESH']));
  });
});

const faults = async (wrong: object): Promise<string[]> => {
  const { data, errors } = await hub
    .as('officer-almaty')
    .query(
      'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { unitId } userErrors { code field message } } }',
      {
        input: { ...mother, ...wrong },
      },
    );
  expect(errors).toBeUndefined();
  expect(data.bedSearch.offers).toEqual([]);
  return data.bedSearch.userErrors.map(
    ({ code, field }: { code: string; field: string[] }) => `${code} ${field.join('.')}`,
  );
};

test('a search that makes no sense is refused with its field', async () => {
  const [{ yesterday, far }] = await sql(
    `SELECT (d - 1)::text AS yesterday, (d + 181)::text AS far FROM (SELECT ${shelterDay("'Asia/Almaty'")} AS d) today`,
  );
  const cases: [object, string][] = [
    [{ adults: 0 }, 'adults'],
    [{ adults: -1 }, 'adults'],
    [{ adults: 1000 }, 'adults'],
    [{ adultMen: 2 }, 'adultMen'],
    [{ adultAges: ['FROM_18', 'FROM_18'] }, 'adultAges'],
    [{ adultAges: ['FROM_16'], children: [{ age: 17, sex: 'MALE' }] }, 'children.0.age'],
    [{ children: [{ age: 18, sex: 'MALE' }] }, 'children.0.age'],
    [{ nights: 0 }, 'nights'],
    [{ nights: 181 }, 'nights'],
    [{ from: yesterday }, 'from'],
    [{ from: far }, 'from'],
    [{ first: 51 }, 'first'],
    [{ regionCode: 'Almaty' }, 'regionCode'],
    [{ regionCode: 'KZ-99' }, 'regionCode'],
    [{ avoid: ['KZ-75', 'KZ-75-NOWHERE'] }, 'avoid.1'],
    [{ languages: ['Kazakh'] }, 'languages'],
  ];
  for (const [wrong, field] of cases) expect(await faults(wrong)).toEqual([`INVALID input.${field}`]);
});

test('who does not refer does not search', async () => {
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
