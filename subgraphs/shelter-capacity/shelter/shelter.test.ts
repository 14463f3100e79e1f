import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { offered } from '../../../test/offered.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.close());

const SHELTER =
  'id openingState openingReason openingUntil participation districtCode holdMinutes version name regionCode';
const done = async (mutation: string, input: object, account = 'intake-almaty') => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await hub
    .as(account)
    .query(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { shelter { ${SHELTER} } userErrors { code field } } }`,
      { input },
    );
  expect(errors).toBeUndefined();
  return data[mutation];
};
const refusals = async (...args: Parameters<typeof done>): Promise<string[]> => {
  const { shelter, userErrors } = await done(...args);
  expect(shelter).toBeNull();
  return userErrors.map(({ code, field }: { code: string; field: string[] }) => `${code} ${field.join('.')}`);
};
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);

const content = {
  name: { kk: 'Жаңа үй', ru: 'Новый дом', en: 'New House' },
  regionCode: 'KZ-75',
  districtCode: 'KZ-75-MEDEU',
  participation: 'BED_BY_BED',
  holdMinutes: 60,
};
const create = (more: object = {}) => ({ ...content, idempotencyKey: `new ${randomUUID()}`, ...more });
const OWN = seedId('shelter:crisis-almaty-1');

describe('a shelter is entered by its own staff', () => {
  test('once, however often it is sent', async () => {
    const input = create();
    const { shelter } = await done('shelterCreate', input);
    expect(shelter).toMatchObject({ openingState: 'OPEN', holdMinutes: 60, districtCode: 'KZ-75-MEDEU', version: 1 });
    expect((await done('shelterCreate', input)).shelter.id).toBe(shelter.id);
    expect(await sql('SELECT agency FROM shelter WHERE id = $1', [shelter.id])).toEqual([
      { agency: seedId('agency:crisis-almaty-1') },
    ]);
  });

  test.each<[object, string]>([
    [{ regionCode: 'KZ-99' }, 'INVALID input.regionCode'],
    [{ districtCode: 'KZ-75-NOWHERE' }, 'INVALID input.districtCode'],
    [{ districtCode: 'KZ-71-ESIL' }, 'INVALID input.districtCode'],
    [{ zone: 'Mars/Base' }, 'INVALID input.zone'],
    [{ holdMinutes: -5 }, 'INVALID input.holdMinutes'],
    [{ intakePhone: 'ask Anna' }, 'INVALID input.intakePhone'],
    [{ name: { kk: 'x', ru: '', en: 'x' } }, 'INVALID input.name.ru'],
  ])('%j is refused, and nothing is written', async (wrong, refusal) => {
    const [{ before }] = await sql('SELECT count(*)::int AS before FROM shelter');
    expect(await refusals('shelterCreate', create(wrong))).toEqual([refusal]);
    expect(await sql('SELECT count(*)::int AS before FROM shelter')).toEqual([{ before }]);
  });
});

describe('a shelter is changed by its own staff', () => {
  test('when they have seen it as it is; of two at once one is told', async () => {
    const { shelter } = await done('shelterCreate', create());
    const change = { ...content, shelterId: shelter.id, expectedVersion: 1, keepsWaitlist: true };
    const answers = await Promise.all([done('shelterUpdate', change), done('shelterUpdate', change)]);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual([
      'VERSION_CONFLICT',
    ]);
    expect((await done('shelterUpdate', { ...change, expectedVersion: 2, districtCode: null })).shelter).toMatchObject({
      version: 3,
      districtCode: null,
    });
  });

  test("another agency's and an unknown one are one answer", async () => {
    const change = { ...content, expectedVersion: 1 };
    for (const shelterId of [seedId('shelter:crisis-almaty-2'), randomUUID()]) {
      expect(await refusals('shelterUpdate', { ...change, shelterId })).toEqual(['NOT_FOUND input.shelterId']);
      expect(await refusals('shelterOpeningSet', { shelterId, state: 'OPEN' })).toEqual(['NOT_FOUND input.shelterId']);
    }
  });

  test('its way of taking part must suit its units', async () => {
    const update = { ...content, shelterId: OWN, expectedVersion: 1 };
    expect(await refusals('shelterUpdate', { ...update, participation: 'COUNTS_ONLY' })).toEqual([
      'WRONG_STATE input.participation',
    ]);
    expect(await sql('SELECT participation, version FROM shelter WHERE id = $1', [OWN])).toEqual([
      { participation: 'BED_BY_BED', version: 1 },
    ]);
  });
});

describe('what a shelter says of itself', () => {
  const SEARCH =
    'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { shelterId unitId misfits { code } } } }';
  const isOffered = async (shelterId: string): Promise<boolean> => {
    const input = { adults: 1, children: [], regionCode: 'KZ-75', first: 50 };
    const { data } = await hub.as('officer-almaty').query(SEARCH, { input });
    return data.bedSearch.offers.some(
      (offer: { shelterId: string; unitId: string | null }) => offer.shelterId === shelterId && offer.unitId,
    );
  };
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const passed = () =>
    sql("UPDATE shelter SET opening_until = clock_timestamp() - interval '1 second' WHERE id = $1", [OWN]);

  test('ends by itself at its time, by the clock of the database', async () => {
    const closed = { shelterId: OWN, state: 'QUARANTINE_STOP', reason: 'INFECTION', until: inAnHour() };
    expect((await done('shelterOpeningSet', closed)).shelter).toMatchObject({
      openingState: 'QUARANTINE_STOP',
      openingReason: 'INFECTION',
      openingUntil: closed.until,
    });
    expect(await isOffered(OWN)).toBe(false);
    await passed();
    expect(await isOffered(OWN)).toBe(true);
    const { data } = await hub.as('intake-almaty').query(`{ shelters(first: 50) { edges { node { ${SHELTER} } } } }`);
    const own = data.shelters.edges.find(({ node }: { node: { id: string } }) => node.id === OWN).node;
    expect(own).toMatchObject({ openingState: 'OPEN', openingReason: null, openingUntil: null });
  });

  test('a shelter that was open until a time is closed after it', async () => {
    await done('shelterOpeningSet', { shelterId: OWN, state: 'OPEN', until: inAnHour() });
    expect(await isOffered(OWN)).toBe(true);
    await passed();
    expect(await isOffered(OWN)).toBe(false);
    await done('shelterOpeningSet', { shelterId: OWN, state: 'OPEN' });
    expect(await isOffered(OWN)).toBe(true);
  });

  test('needs a reason, an end that lies ahead, and the version that was seen', async () => {
    const set = { shelterId: OWN, state: 'CLOSED' };
    expect(await refusals('shelterOpeningSet', set)).toEqual(['INVALID input.reason']);
    // that is said of a house, by nobody of it
    expect(await refusals('shelterOpeningSet', { ...set, reason: 'NOT_CONFIRMED' })).toEqual(['INVALID input.reason']);
    const repair = { ...set, reason: 'REPAIR' };
    for (const until of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z'])
      expect(await refusals('shelterOpeningSet', { ...repair, until })).toEqual(['INVALID input.until']);
    expect(await refusals('shelterOpeningSet', { ...repair, expectedVersion: 99 })).toEqual([
      'VERSION_CONFLICT input.expectedVersion',
    ]);
    expect(await isOffered(OWN)).toBe(true);
  });

  test('one that takes part by looking only is offered to nobody', async () => {
    const { shelter } = await done('shelterCreate', create({ participation: 'VIEW_ONLY' }));
    await sql(
      `WITH u AS (INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types)
         SELECT id, agency, 'SINGLE', 'x', 'x', 'x', true, '{WITHOUT_CHILDREN}' FROM shelter WHERE id = $1 RETURNING id)
       INSERT INTO bed (unit_id, number) SELECT id, 1 FROM u`,
      [shelter.id],
    );
    const input = { adults: 1, children: [], regionCode: 'KZ-75', first: 50 };
    const { data } = await hub.as('officer-almaty').query(SEARCH, { input });
    expect(data.bedSearch.offers.some(({ shelterId }: { shelterId: string }) => shelterId === shelter.id)).toBe(false);
    const [{ id }] = await sql('SELECT id FROM unit WHERE shelter_id = $1', [shelter.id]);
    const held = await hub
      .as('officer-almaty')
      .query('mutation ($input: BedHoldInput!) { bedHold(input: $input) { userErrors { code } } }', {
        input: { idempotencyKey: 'view only hold', unitId: offered('officer-almaty', id), adults: 1, children: [] },
      });
    expect(held.data.bedHold.userErrors).toEqual([{ code: 'NOT_AVAILABLE' }]);
  });
});
