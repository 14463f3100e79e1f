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

const STAFF = 'intake-karaganda';
const shelterId = seedId('shelter:second-karaganda-1');
const dormitoryId = seedId('shelter-unit:second-karaganda-1/1');
const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const versionOf = async (id = shelterId): Promise<number> =>
  (await sql('SELECT counts_version FROM shelter WHERE id = $1', [id]))[0].counts_version;

const PUBLISH = `mutation ($input: BedAvailabilityPublishInput!) { bedAvailabilityPublish(input: $input) {
  shelter { countsVersion } units { id kind total occupied held available countAge observedAt publishedBy } userErrors { code field message } } }`;

async function publish(counts: object[] | null, more: object = {}, account = STAFF) {
  const expectedVersion = await versionOf();
  const input = { idempotencyKey: `count ${randomUUID()}`, shelterId, expectedVersion, counts, ...more };
  const { data, errors } = await hub.as(account).query(PUBLISH, { input });
  expect(errors).toBeUndefined();
  return data.bedAvailabilityPublish;
}
const refusals = async (...args: Parameters<typeof publish>): Promise<string[]> => {
  const before = await sql('SELECT count(*)::int AS rows FROM bed_observation');
  const { units, userErrors } = await publish(...args);
  expect(units).toBeNull();
  expect(await sql('SELECT count(*)::int AS rows FROM bed_observation')).toEqual(before);
  return userErrors.map(({ code, field }: { code: string; field: string[] }) => `${code} ${field.join('.')}`);
};

const counted = (occupied: number, beds = 8) => [
  { kind: 'DORMITORY', beds, occupied },
  { kind: 'QUARANTINE', beds: 2, occupied: 0 },
];

async function dormitory(account = STAFF) {
  const { data } = await hub
    .as(account)
    .query('query ($shelter: ID!) { shelterUnits(shelter: $shelter) { id total occupied held available } }', {
      shelter: shelterId,
    });
  const { id: _, ...unit } = data.shelterUnits.find(({ id }: { id: string }) => id === dormitoryId);
  return unit;
}

const mutation = async (name: string, type: string, input: object, account: string, purpose?: string) => {
  const { data, errors } = await hub
    .as(account, purpose)
    .query(`mutation ($input: ${type}!) { ${name}(input: $input) { placement { id } userErrors { code message } } }`, {
      input,
    });
  expect(errors).toBeUndefined();
  return data[name];
};
const hold = (adults: number) =>
  mutation(
    'bedHold',
    'BedHoldInput',
    { idempotencyKey: `hold ${randomUUID()}`, unitId: offered('operator-150', dormitoryId), adults, children: [] },
    'operator-150',
  );
const step = async (name: string, type: string, holdId: string) => {
  const { userErrors } = await mutation(name, type, { holdId }, STAFF, 'SHELTER');
  expect(userErrors).toEqual([]);
};

describe('a shelter that publishes counts', () => {
  test('what is free follows from the count and from what comes, goes and is held on the hub since', async () => {
    const published = await publish(counted(3));
    expect(published.userErrors).toEqual([]);
    const [unit] = published.units.filter(({ kind }: { kind: string }) => kind === 'DORMITORY');
    expect(unit).toMatchObject({ total: 8, occupied: 3, held: 0, available: 5, countAge: 'FRESH' });
    expect(unit.publishedBy).toMatch(/^[0-9a-f-]{36}$/);

    const { placement } = await hold(2);
    expect(await dormitory()).toEqual({ total: 8, occupied: 3, held: 2, available: 3 });
    await step('bedAccept', 'PlacementLinkInput', placement.id);
    await step('bedArrive', 'PlacementLinkInput', placement.id);
    expect(await dormitory()).toEqual({ total: 8, occupied: 5, held: 0, available: 3 });
    // counted again: the two whom the hub knows are among the six
    await publish(counted(6));
    expect(await dormitory()).toEqual({ total: 8, occupied: 6, held: 0, available: 2 });
    await step('bedDepart', 'PlacementStepInput', placement.id);
    expect(await dormitory()).toEqual({ total: 8, occupied: 4, held: 0, available: 4 });
    expect((await hold(5)).userErrors).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    const { placement: lapsing } = await hold(4);
    expect(await dormitory()).toEqual({ total: 8, occupied: 4, held: 4, available: 0 });
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [lapsing.id]);
    expect(await dormitory()).toEqual({ total: 8, occupied: 4, held: 0, available: 4 });
  });

  test('a count of an hour ago is adjusted by what came and went in that hour', async () => {
    const { placement } = await hold(2);
    await step('bedAccept', 'PlacementLinkInput', placement.id);
    await step('bedArrive', 'PlacementLinkInput', placement.id);
    await sql("UPDATE placement SET arrived_at = clock_timestamp() - interval '2 hours' WHERE id = $1", [placement.id]);
    await step('bedDepart', 'PlacementStepInput', placement.id);
    await sql("UPDATE bed_observation SET observed_at = observed_at - interval '3 hours'");
    // an hour ago five slept there, two of whom have departed since
    await publish(counted(5), { observedAt: new Date(Date.now() - 3_600_000).toISOString() });
    expect(await dormitory()).toEqual({ total: 8, occupied: 3, held: 0, available: 5 });
    expect(await refusals(counted(1), { observedAt: new Date(Date.now() - 2 * 3_600_000).toISOString() })).toEqual([
      'INVALID input.observedAt',
    ]);
  });

  test.each<[string, object[] | null, object, string[]]>([
    ['more occupied than beds', counted(9), {}, ['INVALID input.counts.0.occupied']],
    ['a negative count', counted(-1), {}, ['INVALID input.counts.0.occupied']],
    ['an absurd count', counted(2, 1_000_000), {}, ['INVALID input.counts.0.beds']],
    ['one kind only', counted(3).slice(0, 1), {}, ['INVALID input.counts']],
    ['one kind twice', [...counted(3), counted(3)[0]!], {}, ['INVALID input.counts.2.kind']],
    [
      'a kind that it does not have',
      [...counted(3), { kind: 'SINGLE', beds: 1, occupied: 0 }],
      {},
      ['INVALID input.counts.2.kind'],
    ],
    ['no counts', null, {}, ['INVALID input.counts']],
    ['a time that lies ahead', counted(3), { observedAt: '2999-01-01T00:00:00Z' }, ['INVALID input.observedAt']],
    ['a count of last week', counted(3), { observedAt: '2020-01-01T00:00:00Z' }, ['INVALID input.observedAt']],
    [
      'counts that somebody else has replaced',
      counted(3),
      { expectedVersion: 0 },
      ['VERSION_CONFLICT input.expectedVersion'],
    ],
    ['an unknown shelter', counted(3), { shelterId: randomUUID() }, ['NOT_FOUND input.shelterId']],
    [
      "another agency's shelter",
      counted(3),
      { shelterId: seedId('shelter:crisis-almaty-1') },
      ['NOT_FOUND input.shelterId'],
    ],
  ])('%s is refused with the field, and nothing is written', async (_, counts, more, expected) => {
    expect(await refusals(counts, more)).toEqual(expected);
  });

  test('of two who publish at once one is told, and both kinds are from one count', async () => {
    const expectedVersion = await versionOf();
    const answers = await Promise.all([1, 2, 3, 4].map((n) => publish(counted(n), { expectedVersion })));
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort();
    expect(codes).toEqual(['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT', 'VERSION_CONFLICT']);
    expect(await versionOf()).toBe(expectedVersion + 1);
    const rows = await sql('SELECT version FROM bed_observation WHERE version = $1', [expectedVersion + 1]);
    expect(rows).toHaveLength(2);
  });

  test('beds are added and go out of service with the count, never below those in use', async () => {
    await publish(counted(0, 10));
    expect(await dormitory()).toMatchObject({ total: 10, available: 10 });
    const { placement } = await hold(3);
    expect(await refusals(counted(0, 2))).toEqual(['NOT_AVAILABLE input.counts.0.beds']);
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [placement.id]);
    await publish(counted(0));
    expect(await dormitory()).toMatchObject({ total: 8, available: 8 });
  });

  test('before its first count nothing is known to be free', async () => {
    await sql('DELETE FROM bed_observation');
    expect(await dormitory()).toMatchObject({ occupied: 8, available: 0 });
    expect((await hold(1)).userErrors).toMatchObject([{ code: 'NOT_AVAILABLE' }]);
    await publish(counted(0));
    expect(await dormitory()).toMatchObject({ occupied: 0, available: 8 });
  });
});

test('a shelter that runs its beds on the hub confirms what is derived; one that only looks has nothing to publish', async () => {
  const own = { shelterId: seedId('shelter:crisis-karaganda-1') };
  const input = { ...own, expectedVersion: 0 };
  expect(await refusals([{ kind: 'DORMITORY', beds: 4, occupied: 0 }], input)).toEqual(['WRONG_STATE input.counts']);
  await sql("UPDATE unit SET observed_at = now() - interval '9 hours' WHERE shelter_id = $1", [own.shelterId]);
  const { units, userErrors } = await publish(null, input);
  expect(userErrors).toEqual([]);
  expect(new Set(units.map(({ countAge }: { countAge: string }) => countAge))).toEqual(new Set(['FRESH']));
  await sql("UPDATE shelter SET participation = 'VIEW_ONLY' WHERE id = $1", [own.shelterId]);
  expect(await refusals(null, { ...input, expectedVersion: 1 })).toEqual(['WRONG_STATE input.shelterId']);
  await sql("UPDATE shelter SET participation = 'BED_BY_BED' WHERE id = $1", [own.shelterId]);
});

test('a stale count is on the list of its shelter until it is published anew, and others are told', async () => {
  const due = async () => {
    const { data } = await hub.as(STAFF).query('{ bedCountsDue { shelterId countAge observedAt countsVersion } }');
    return data.bedCountsDue.filter((each: { shelterId: string }) => each.shelterId === shelterId);
  };
  const seen = async () => {
    const { data } = await hub
      .as('officer-almaty')
      .query(
        'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { shelterId unitKind countAge countedBy } } }',
        {
          input: { adults: 1, children: [], regionCode: 'KZ-35', first: 50 },
        },
      );
    const {
      shelterId: _,
      unitKind: __,
      ...offer
    } = data.bedSearch.offers.find(
      (each: { shelterId: string; unitKind: string }) => each.shelterId === shelterId && each.unitKind === 'DORMITORY',
    );
    return offer;
  };
  await publish(counted(0));
  expect(await due()).toEqual([]);
  expect(await seen()).toEqual({ countAge: 'FRESH', countedBy: 'SHELTER_STAFF' });
  await sql("UPDATE bed_observation SET observed_at = observed_at - interval '9 hours' WHERE unit_id = $1", [
    dormitoryId,
  ]);
  // the quarantine room was counted with it: as old as the latest of them
  expect(await due()).toEqual([]);
  await sql("UPDATE bed_observation SET observed_at = clock_timestamp() - interval '9 hours'");
  expect(await due()).toMatchObject([{ countAge: 'STALE', countsVersion: await versionOf() }]);
  expect(await seen()).toEqual({ countAge: 'STALE', countedBy: 'SHELTER_STAFF' });
  await publish(counted(0));
  expect(await due()).toEqual([]);
});

test('no count is ever changed or taken away by the hub', async () => {
  const [{ may }] = await sql(
    `SELECT bool_or(has_table_privilege(rolname, 'bed_observation', 'UPDATE') OR has_table_privilege(rolname, 'bed_observation', 'DELETE')) AS may
     FROM pg_roles WHERE rolname LIKE '%app%' AND has_table_privilege(rolname, 'bed_observation', 'INSERT')`,
  );
  expect(may).toBe(false);
});

describe('rooms that were pooled into one stay out of service:', () => {
  let rooms: string[];
  beforeAll(async () => {
    rooms = (
      await sql(
        `INSERT INTO unit (id, shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types, observed_at)
         SELECT gen_random_uuid(), shelter_id, agency, kind, name_kk, name_ru, 'R-' || n, false, household_types, observed_at - interval '1 day'
         FROM unit, generate_series(1, 2) AS n WHERE id = $1 RETURNING id`,
        [dormitoryId],
      )
    ).map(({ id }: { id: string }) => id);
    await sql('INSERT INTO bed (unit_id, number, in_service) SELECT unnest($1::uuid[]), 1, false', [rooms]);
  });
  afterAll(async () => {
    await sql('DELETE FROM bed WHERE unit_id = ANY($1)', [rooms]);
    await sql('DELETE FROM bed_observation WHERE unit_id = ANY($1)', [rooms]);
    await sql('DELETE FROM unit WHERE id = ANY($1)', [rooms]);
  });
  const dormitories = (units: { kind: string; total: number; available: number }[]) =>
    units
      .filter(({ kind, total }) => kind === 'DORMITORY' && total > 0)
      .map(({ total, available }) => [total, available]);

  test('a count goes to the one that they became', async () => {
    const { units, userErrors } = await publish(counted(3));
    expect(userErrors).toEqual([]);
    expect(dormitories(units)).toEqual([[8, 5]]);
    // also when that has had no beds for a while
    await publish(counted(0, 0));
    expect(dormitories((await publish(counted(2))).units)).toEqual([[8, 6]]);
  });

  test('none of its beds comes back beside it', async () => {
    const { data, errors } = await hub
      .as(STAFF)
      .query(
        'mutation ($input: ShelterBedServiceSetInput!) { shelterBedServiceSet(input: $input) { userErrors { code field } } }',
        { input: { unitId: rooms[0], number: 1, inService: true } },
      );
    expect(errors).toBeUndefined();
    expect(data.shelterBedServiceSet.userErrors).toEqual([{ code: 'WRONG_STATE', field: ['input', 'inService'] }]);
  });

  test('two that are in service are to be put together before anything is counted', async () => {
    await sql('UPDATE bed SET in_service = true WHERE unit_id = $1', [rooms[0]]);
    expect(await refusals(counted(3))).toEqual(['WRONG_STATE input.counts']);
    await sql('UPDATE bed SET in_service = false WHERE unit_id = $1', [rooms[0]]);
  });

  test('what was counted in one that has no beds any more takes none', async () => {
    await sql(
      `INSERT INTO bed_observation (unit_id, agency, version, beds, occupied, others, observed_at, staff, role)
       SELECT id, agency, 1, 3, 3, 3, clock_timestamp(), 's', 'SHELTER_STAFF' FROM unit WHERE id = $1`,
      [rooms[1]],
    );
    const { units } = await publish(counted(3));
    expect(units.map(({ occupied }: { occupied: number }) => occupied).sort()).toEqual([0, 0, 0, 3]);
  });
});
