import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { offered } from '../../../test/offered.js';

let hub: TestHub;
/** A shelter of its own in a region without others */
let shelterId: string;

beforeAll(async () => {
  hub = await openTestHub();
  const { data } = await hub
    .as('intake-almaty')
    .query('mutation ($input: ShelterCreateInput!) { shelterCreate(input: $input) { shelter { id } } }', {
      input: { ...{ idempotencyKey: 'units of', name, regionCode: 'KZ-43', participation: 'BED_BY_BED' } },
    });
  shelterId = data.shelterCreate.shelter.id;
});
afterAll(() => hub?.close());

const name = { kk: 'Бөлме', ru: 'Комната', en: 'Room' };
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const UNIT =
  'id kind total available version beds { number inService } boysMaxAge youngestAdult languages maxNights startsOn externalId';

const done = async (mutation: string, input: object, account = 'intake-almaty') => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = mutation === 'shelterUnitsSet' ? `units { ${UNIT} } changed` : `unit { ${UNIT} }`;
  const { data, errors } = await hub
    .as(account)
    .query(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answer} userErrors { code field } } }`, {
      input,
    });
  expect(errors).toBeUndefined();
  return data[mutation];
};
const refusals = async (...args: Parameters<typeof done>): Promise<string[]> =>
  (await done(...args)).userErrors.map(
    ({ code, field }: { code: string; field: string[] | null }) => `${code} ${field?.join('.')}`,
  );

const content = {
  kind: 'DORMITORY',
  name,
  beds: 4,
  exclusive: false,
  householdTypes: ['WITHOUT_CHILDREN', 'ADULT_AND_CHILD'],
  boysMaxAge: 14,
};
const add = (more: object = {}) => ({ ...content, idempotencyKey: `unit ${randomUUID()}`, shelterId, ...more });
/** Whoever has seen the unit in that version changes its beds. */
const late = ({ id: unitId, version: expectedVersion }: { id: string; version: number }) =>
  refusals('shelterUnitUpdate', { ...content, unitId, expectedVersion, beds: 2 });
const hold = async (unitId: string, more: object = {}) => {
  const { data } = await hub
    .as('operator-150')
    .query(
      'mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { code message } } }',
      {
        input: {
          idempotencyKey: `hold ${randomUUID()}`,
          unitId: offered('operator-150', unitId),
          adults: 1,
          children: [],
          ...more,
        },
      },
    );
  return data.bedHold;
};

describe('a unit is added and changed by the staff of its shelter', () => {
  test('once, with a bed for each bed, and with every limit', async () => {
    const limits = { youngestAdult: 'FROM_18', languages: ['ru', 'kk'], maxNights: 30, startsOn: '2020-01-01' };
    const input = add(limits);
    const { unit } = await done('shelterUnitAdd', input);
    expect(unit).toMatchObject({
      ...limits,
      languages: ['kk', 'ru'],
      total: 4,
      available: 4,
      version: 1,
      boysMaxAge: 14,
    });
    expect(unit.beds).toEqual([1, 2, 3, 4].map((number) => ({ number, inService: true })));
    expect((await done('shelterUnitAdd', input)).unit.id).toBe(unit.id);
    const change = { ...content, unitId: unit.id, expectedVersion: 1, beds: 6, maxNights: null };
    const both = await Promise.all([done('shelterUnitUpdate', change), done('shelterUnitUpdate', change)]);
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] },
    ]);
    const [now] = await sql('SELECT max_nights, languages, version FROM unit WHERE id = $1', [unit.id]);
    expect(now).toEqual({ max_nights: null, languages: [], version: 2 });
  });

  test.each<[object, string]>([
    [{ beds: -1 }, 'INVALID input.beds'],
    [{ beds: 100_000 }, 'INVALID input.beds'],
    [{ householdTypes: [] }, 'INVALID input.householdTypes'],
    [{ boysMaxAge: 18 }, 'INVALID input.boysMaxAge'],
    [{ maxNights: 0 }, 'INVALID input.maxNights'],
    [{ languages: ['Russian'] }, 'INVALID input.languages'],
    [{ startsOn: '2030-02-01', endsOn: '2030-01-01' }, 'INVALID input.endsOn'],
    [{ boysMaxAge: 5, girlsMaxAge: 6, childrenMinAge: 7 }, 'INVALID input.childrenMinAge'],
    [{ shelterId: seedId('shelter:crisis-almaty-2') }, 'NOT_FOUND input.shelterId'],
  ])('%j is refused, and nothing is written', async (wrong, refusal) => {
    const [before] = await sql('SELECT count(*)::int AS units FROM unit');
    expect(await refusals('shelterUnitAdd', add(wrong))).toEqual([refusal]);
    expect(await sql('SELECT count(*)::int AS units FROM unit')).toEqual([before]);
  });

  test('beds in use stay, and how they are shared', async () => {
    const { unit } = await done('shelterUnitAdd', add());
    const { placement } = await hold(unit.id, { adults: 2 });
    const change = { ...content, unitId: unit.id, expectedVersion: 1 };
    expect(await refusals('shelterUnitUpdate', { ...change, beds: 1 })).toEqual(['NOT_AVAILABLE input.beds']);
    expect(await refusals('shelterUnitUpdate', { ...change, exclusive: true })).toEqual([
      'NOT_AVAILABLE input.exclusive',
    ]);
    const out = (number: number, inService = false) => ({ unitId: unit.id, number, inService });
    expect(await refusals('shelterBedServiceSet', out(1))).toEqual(['NOT_AVAILABLE input.number']);
    expect(await refusals('shelterBedServiceSet', out(9))).toEqual(['NOT_FOUND input.number']);
    expect((await done('shelterBedServiceSet', out(4))).unit).toMatchObject({ total: 3, available: 1 });
    expect((await done('shelterBedServiceSet', out(4, true))).unit).toMatchObject({ total: 4, available: 2 });
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [placement.id]);
    expect(await refusals('shelterBedServiceSet', out(1))).toEqual([]);
  });

  test("another agency's and an unknown one are one answer", async () => {
    for (const unitId of [seedId('shelter-unit:crisis-almaty-2/1'), randomUUID()]) {
      expect(await refusals('shelterUnitUpdate', { ...content, unitId, expectedVersion: 1 })).toEqual([
        'NOT_FOUND input.unitId',
      ]);
      expect(await refusals('shelterBedServiceSet', { unitId, number: 1, inService: false })).toEqual([
        'NOT_FOUND input.unitId',
      ]);
    }
  });

  test('each limit holds against a hold, too', async () => {
    const limits = { youngestAdult: 'FROM_18', languages: ['kk'], maxNights: 5, girlsMaxAge: 9, childrenMinAge: 2 };
    const { unit } = await done('shelterUnitAdd', add({ ...limits, largestHousehold: 3 }));
    const fitting = { adultAges: ['FROM_25'], languages: ['kk'], nights: 5, children: [{ age: 9, sex: 'FEMALE' }] };
    for (const change of [
      { adultAges: ['FROM_16'] },
      { languages: ['uz'] },
      { nights: 6 },
      { children: [{ age: 10, sex: 'FEMALE' }] },
      { children: [{ age: 1, sex: 'FEMALE' }] },
      { adults: 3, adultAges: null },
    ])
      expect((await hold(unit.id, { ...fitting, ...change })).userErrors).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    expect((await hold(unit.id, fitting)).userErrors).toEqual([]);
  });
});

describe('a table of units', () => {
  const row = (reference: string, more: object = {}) => ({ ...content, reference, ...more });
  const set = (units: object[]) => ({ shelterId, units });

  test('is taken over whole; again is nothing new; what is no longer listed goes out of service', async () => {
    const table = set([row('A'), row('B', { kind: 'FAMILY_ROOM', exclusive: true, beds: 5 })]);
    const first = await done('shelterUnitsSet', table);
    expect(first).toMatchObject({ changed: true, userErrors: [] });
    const written = 'SELECT xmin::text, id FROM unit UNION ALL SELECT xmin::text, id FROM bed ORDER BY id';
    const before = await sql(written);
    expect((await done('shelterUnitsSet', table)).changed).toBe(false);
    expect(await sql(written)).toEqual(before);
    // it was entered by the house itself
    const { data } = await hub
      .as('intake-almaty')
      .query('query ($shelter: ID!) { shelterUnits(shelter: $shelter) { externalId countAge } }', {
        shelter: shelterId,
      });
    for (const externalId of ['A', 'B']) expect(data.shelterUnits).toContainEqual({ externalId, countAge: 'FRESH' });
    const second = await done('shelterUnitsSet', set([row('A', { beds: 2 })]));
    const of = (reference: string) =>
      second.units.find(({ externalId }: { externalId: string }) => externalId === reference);
    expect([of('A').total, of('B').total]).toEqual([2, 0]);
  });

  test('with a fault changes nothing, and names row and field of each', async () => {
    const before = await sql('SELECT id, external_id, version FROM unit ORDER BY id');
    expect(
      await refusals(
        'shelterUnitsSet',
        set([row('A', { beds: 3 }), row('C', { beds: 501 }), row('C', { maxNights: -1 })]),
      ),
    ).toEqual(['INVALID input.units.1.beds', 'INVALID input.units.2.maxNights']);
    expect(
      await refusals(
        'shelterUnitsSet',
        set([row('A', { beds: 3 }), row('C'), row('C', { startsOn: '2030-02-01', endsOn: '2030-01-01' })]),
      ),
    ).toEqual(['INVALID input.units.2.endsOn', 'INVALID input.units.2.reference']);
    expect(await sql('SELECT id, external_id, version FROM unit ORDER BY id')).toEqual(before);
  });

  test('with a bed in use that it would take away changes nothing', async () => {
    const { units } = await done('shelterUnitsSet', set([row('A', { beds: 2 }), row('D')]));
    const unit = units.find(({ externalId }: { externalId: string }) => externalId === 'D');
    await hold(unit.id, { adults: 2 });
    expect(await refusals('shelterUnitsSet', set([row('A', { beds: 9 }), row('D', { beds: 1 })]))).toEqual([
      'NOT_AVAILABLE input.units.1.beds',
    ]);
    expect(await refusals('shelterUnitsSet', set([row('A', { beds: 9 })]))).toEqual(['NOT_AVAILABLE input.units']);
    const [{ total }] = await sql(
      "SELECT count(*)::int AS total FROM bed b JOIN unit u ON u.id = b.unit_id WHERE u.external_id = 'A' AND b.in_service AND u.shelter_id = $1",
      [shelterId],
    );
    expect(total).toBe(2);
  });
});

describe('who has seen a unit with other beds overwrites nothing:', () => {
  test('a bed was taken out of service meanwhile, or put back', async () => {
    const { unit } = await done('shelterUnitAdd', add());
    const service = (inService: boolean) => done('shelterBedServiceSet', { unitId: unit.id, number: 4, inService });
    const { unit: less } = await service(false);
    expect(await late(unit)).toEqual(['VERSION_CONFLICT input.expectedVersion']);
    // again is no change
    expect((await service(false)).unit.version).toBe(less.version);
    await service(true);
    expect(await late(less)).toEqual(['VERSION_CONFLICT input.expectedVersion']);
  });

  test('a count found more; one that found as many is no change of it', async () => {
    const { data } = await hub
      .as('intake-almaty')
      .query(
        'mutation ($input: ShelterCreateInput!) { shelterCreate(input: $input) { shelter { id version countsVersion } } }',
        { input: { idempotencyKey: 'counts by kind', name, regionCode: 'KZ-43', participation: 'COUNTS_ONLY' } },
      );
    const { shelter } = data.shelterCreate;
    const { unit } = await done('shelterUnitAdd', add({ shelterId: shelter.id }));
    const publish = async (beds: number, expectedVersion: number) => {
      const answer = await hub
        .as('intake-almaty')
        .query(
          'mutation ($input: BedAvailabilityPublishInput!) { bedAvailabilityPublish(input: $input) { shelter { version } units { version } userErrors { code } } }',
          {
            input: {
              ...{ idempotencyKey: `count ${randomUUID()}`, shelterId: shelter.id, expectedVersion },
              counts: [{ kind: 'DORMITORY', beds, occupied: 0 }],
            },
          },
        );
      expect(answer.data.bedAvailabilityPublish.userErrors).toEqual([]);
      return answer.data.bedAvailabilityPublish;
    };
    expect(await publish(4, 0)).toMatchObject({
      shelter: { version: shelter.version },
      units: [{ version: unit.version }],
    });
    await publish(6, 1);
    expect(await late(unit)).toEqual(['VERSION_CONFLICT input.expectedVersion']);
  });
});
