import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { SEED_AGREEMENTS } from '../../../standalone/seed/agreements.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { offered } from '../../../test/offered.js';
import { AgencyKind, Purpose, Role } from '../../kit/index.js';
import { HousesNotConfirmedChecked } from '../migrations/0138-houses-not-confirmed-checked.js';
import { ask, codeOf, done, step } from '../test/desk.js';

let hub: TestHub;
let administrator: Client;

beforeAll(async () => {
  hub = await openTestHub();
  administrator = hub.as('administrator');
});
afterAll(() => hub?.close());

const IMPORT = `mutation ($input: ShelterImportInput!) {
  shelterImport(input: $input) { results { externalId outcome message field } userErrors { code field message } } }`;

const unit = (externalId: string, more: object = {}) => ({
  externalId,
  kind: 'DORMITORY',
  name: 'Dormitory',
  beds: 4,
  householdType: 'WITHOUT_CHILDREN',
  ...more,
});

const shelter = (externalId: string, more: object = {}) => ({
  externalId,
  name: 'House of Test',
  regionCode: 'KZ-47',
  zone: 'Asia/Almaty',
  units: [
    unit(`${externalId}-1`),
    unit(`${externalId}-2`, { kind: 'FAMILY_ROOM', householdType: 'ADULT_AND_CHILD', beds: 5 }),
  ],
  ...more,
});

interface Result {
  externalId: string;
  outcome: string;
  message: string | null;
  field: string | null;
}

async function imported(shelters: object[], source = 'test'): Promise<Result[]> {
  const { data, errors } = await administrator.query(IMPORT, { input: { source, shelters } });
  expect(errors).toBeUndefined();
  expect(data.shelterImport.userErrors).toEqual([]);
  return data.shelterImport.results;
}

const outcomes = async (shelters: object[], source?: string): Promise<string[]> =>
  (await imported(shelters, source)).map(({ outcome, field }) => (field ? `${outcome} ${field}` : outcome));

const rows = (sql: string, values: unknown[] = []) => hub.db('shelter-capacity').query(sql, values);

const idOf = async (externalId: string): Promise<string> =>
  (await rows('SELECT id FROM shelter WHERE external_id = $1', [externalId]))[0].id;
/** Somebody of the house says that it takes people in, or not. */
const says = async (externalId: string, state: string, more: object = {}): Promise<void> => {
  const input = { shelterId: await idOf(externalId), state, ...more };
  expect(codeOf(await ask(administrator, 'shelterOpeningSet', input, 'shelter { id }'))).toBe('');
};

const bedsOf = async (unitId: string): Promise<{ all: number; inService: number }> => {
  const [row] = await rows(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE in_service)::int AS "inService" FROM bed b JOIN unit u ON u.id = b.unit_id
     WHERE u.external_id = $1`,
    [unitId],
  );
  return row;
};

test('the same import twice: created, then unchanged, and nothing is written', async () => {
  const shelters = [shelter('a'), shelter('b', { organizationExternalId: 'o1' })];
  expect(await outcomes(shelters)).toEqual(['CREATED', 'CREATED']);
  const before = await rows(
    'SELECT xmin::text, id FROM shelter UNION ALL SELECT xmin::text, id FROM unit UNION ALL SELECT xmin::text, id FROM bed ORDER BY id',
  );
  expect(await outcomes(shelters)).toEqual(['UNCHANGED', 'UNCHANGED']);
  const after = await rows(
    'SELECT xmin::text, id FROM shelter UNION ALL SELECT xmin::text, id FROM unit UNION ALL SELECT xmin::text, id FROM bed ORDER BY id',
  );
  // the lock of the shelter's row marks it (xmax) and changes no version of it (xmin)
  expect(after).toEqual(before);
  expect(await outcomes(shelters, 'another source')).toEqual(['CREATED', 'CREATED']);
});

test('a change is an update', async () => {
  expect(await outcomes([shelter('c')])).toEqual(['CREATED']);
  expect(await outcomes([shelter('c', { name: 'Another House' })])).toEqual(['UPDATED']);
  expect(await rows("SELECT name_en FROM shelter WHERE external_id = 'c'")).toEqual([{ name_en: 'Another House' }]);
  const grown = [unit('c-1', { beds: 6, availability: 'SEASONAL', startsOn: '2030-01-01', endsOn: '2030-03-31' })];
  expect(await outcomes([shelter('c', { name: 'Another House', units: grown })])).toEqual(['UPDATED']);
  expect(await bedsOf('c-1')).toEqual({ all: 6, inService: 6 });
  // c-2 is no longer listed: out of service, not deleted
  expect(await bedsOf('c-2')).toEqual({ all: 5, inService: 0 });
  expect(await outcomes([shelter('c', { name: 'Another House', units: grown })])).toEqual(['UNCHANGED']);
});

test('a faulty shelter is rejected whole, with field and reason, and the others go on', async () => {
  const results = await imported([
    shelter('d'),
    shelter('e', { zone: 'Mars/Base' }),
    shelter('f', { regionCode: 'US-TX' }),
    shelter('g', { units: [unit('g-1'), unit('g-2', { beds: 501 })] }),
    shelter('h', { units: [unit('h-1'), unit('h-1')] }),
    shelter('i', { units: [unit('i-1', { startsOn: '2030-02-01', endsOn: '2030-01-01' })] }),
    shelter('j', { confidential: { latitude: 91 } }),
    shelter('k', { name: ' ' }),
    shelter('l', { zone: '+05:00' }),
    shelter('d', { name: 'Twice' }),
    shelter('m'),
  ]);
  expect(results.map(({ externalId, outcome, field }) => [externalId, outcome, field])).toEqual([
    ['d', 'CREATED', null],
    ['e', 'REJECTED', 'zone'],
    ['f', 'REJECTED', 'regionCode'],
    ['g', 'REJECTED', 'units.1.beds'],
    ['h', 'REJECTED', 'units.1.externalId'],
    ['i', 'REJECTED', 'units.0.endsOn'],
    ['j', 'REJECTED', 'confidential.latitude'],
    ['k', 'REJECTED', 'name'],
    ['l', 'REJECTED', 'zone'],
    ['d', 'REJECTED', 'externalId'],
    ['m', 'CREATED', null],
  ]);
  expect(results.filter(({ outcome }) => outcome === 'REJECTED').every(({ message }) => message)).toBe(true);
  const stored = await rows(
    "SELECT external_id FROM shelter WHERE external_id = ANY('{d,e,f,g,h,i,j,k,l,m}') ORDER BY 1",
  );
  expect(stored).toEqual([{ external_id: 'd' }, { external_id: 'm' }]);
});

test('a unit never shrinks below its beds in use; beds that go out of service come back first', async () => {
  const units = (beds: number) => [unit('n-0', { beds: 1 }), unit('n-1', { beds })];
  expect(await outcomes([shelter('n', { units: units(5) })])).toEqual(['CREATED']);
  await says('n', 'OPEN');
  const [{ id }] = await rows("SELECT id FROM unit WHERE external_id = 'n-1'");
  const held = await hub
    .as('officer-almaty')
    .query('mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { message } } }', {
      input: { idempotencyKey: 'import-holds', unitId: offered('officer-almaty', id), adults: 2, children: [] },
    });
  expect(held.data.bedHold.userErrors).toEqual([]);
  expect(await outcomes([shelter('n', { name: 'Shrunk', units: units(1) })])).toEqual(['REJECTED units.1.beds']);
  expect(await rows("SELECT name_en FROM shelter WHERE external_id = 'n'")).toEqual([{ name_en: 'House of Test' }]);
  expect(await bedsOf('n-1')).toEqual({ all: 5, inService: 5 });
  expect(await outcomes([shelter('n', { units: [unit('n-0', { beds: 1 })] })])).toEqual(['REJECTED units']);
  expect(await outcomes([shelter('n', { units: units(2) })])).toEqual(['UPDATED']);
  const taken =
    'SELECT count(*)::int AS n FROM placement_bed pb JOIN bed b ON b.id = pb.bed_id WHERE pb.placement_id = $1 AND b.in_service';
  expect(await rows(taken, [held.data.bedHold.placement.id])).toEqual([{ n: 2 }]);
  expect(await outcomes([shelter('n', { units: units(6) })])).toEqual(['UPDATED']);
  expect(await bedsOf('n-1')).toEqual({ all: 6, inService: 6 });
  await rows('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [held.data.bedHold.placement.id]);
  expect(await outcomes([shelter('n', { units: units(0) })])).toEqual(['UPDATED']);
});

test('what locates a shelter is kept sealed, recognised when it comes again, and answered nowhere', async () => {
  const confidential = {
    street: 'Secret Street 7',
    city: 'Hidden Town',
    postalCode: 'ZIP99',
    latitude: 12.345678,
    longitude: -98.765432,
    phone: '+1 555 0100',
  };
  expect(await outcomes([shelter('p', { confidential })])).toEqual(['CREATED']);
  expect(await outcomes([shelter('p', { confidential })])).toEqual(['UNCHANGED']);
  expect(await outcomes([shelter('p')])).toEqual(['UNCHANGED']);
  expect(await outcomes([shelter('p', { confidential: { ...confidential, street: 'Secret Street 8' } })])).toEqual([
    'UPDATED',
  ]);
  const [{ n }] = await rows(
    "SELECT count(*)::int AS n FROM shelter_address a JOIN shelter s ON s.id = a.shelter_id WHERE s.external_id = 'p'",
  );
  expect(n).toBe(1);
  const tables: { name: string }[] = await rows(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  for (const { name } of tables) {
    const [{ text }] = await rows(`SELECT coalesce(string_agg(t::text, E'\\n'), '') AS text FROM "${name}" t`);
    for (const secret of ['Secret Street', 'Hidden Town', 'ZIP99', '12.345678', '98.765432', '555 0100'])
      expect(text).not.toContain(secret);
  }
});

test('two imports of the same shelter at once leave one of it', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => outcomes([shelter('q')])));
  expect(answers.flat().sort()).toEqual(['CREATED', 'UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
  expect(await bedsOf('q-1')).toEqual({ all: 4, inService: 4 });
});

test('only an administrator imports; too many at once are refused as a whole', async () => {
  const input = { source: 'test', shelters: [shelter('r')] };
  for (const account of ['officer-almaty', 'intake-almaty', 'steward', 'integrator-police']) {
    const answer = await hub.as(account).query(IMPORT, { input });
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  const many = Array.from({ length: 51 }, (_, i) => shelter(`s${i}`, { units: [] }));
  const { data } = await administrator.query(IMPORT, { input: { source: 'test', shelters: many } });
  expect(data.shelterImport).toMatchObject({
    results: null,
    userErrors: [{ code: 'INVALID', field: ['input', 'shelters'] }],
  });
  expect(await rows("SELECT FROM shelter WHERE external_id IN ('r', 's0')")).toEqual([]);
});

test('how a unit is shared does not change under those who share it', async () => {
  const one = (more: object = {}) => shelter('o', { units: [unit('o-1', more)] });
  await outcomes([one()]);
  await says('o', 'OPEN');
  const [{ id }] = await rows("SELECT id FROM unit WHERE external_id = 'o-1'");
  const holdId = (await done(hub.as('officer-almaty'), 'bedHold', { unitId: id, adults: 1, children: [] })).id;
  expect(await outcomes([one({ exclusive: true })])).toEqual(['REJECTED units.0.exclusive']);
  expect(await outcomes([one({ kind: 'FAMILY_ROOM' })])).toEqual(['REJECTED units.0.exclusive']);
  expect(await rows('SELECT kind, exclusive FROM unit WHERE id = $1', [id])).toEqual([
    { kind: 'DORMITORY', exclusive: false },
  ]);
  await rows('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [holdId]);
  expect(await outcomes([one({ exclusive: true })])).toEqual(['UPDATED']);
});

test('who has seen a house or a unit as it was before an import overwrites nothing of it', async () => {
  await outcomes([shelter('v')]);
  const seen = await rows(
    "SELECT s.id AS shelter, s.version, u.id AS unit, u.version AS of_unit FROM shelter s JOIN unit u ON u.shelter_id = s.id WHERE u.external_id = 'v-1'",
  );
  const [{ shelter: shelterId, unit: unitId }] = seen;
  const name = { kk: 'Үй', ru: 'Дом', en: 'House' };
  const house = { shelterId, name, regionCode: 'KZ-47', participation: 'BED_BY_BED', expectedVersion: seen[0].version };
  const room = { unitId, name, kind: 'DORMITORY', exclusive: false, householdTypes: ['WITHOUT_CHILDREN'] };
  const changed = shelter('v', { name: 'By its source', units: [unit('v-1', { beds: 7 })] });
  expect(await outcomes([changed])).toEqual(['UPDATED']);
  expect(codeOf(await ask(administrator, 'shelterUpdate', house, 'shelter { id }'))).toBe('VERSION_CONFLICT');
  const four = { ...room, beds: 4, expectedVersion: seen[0].of_unit };
  expect(codeOf(await ask(administrator, 'shelterUnitUpdate', four, 'unit { id }'))).toBe('VERSION_CONFLICT');
  expect(await bedsOf('v-1')).toEqual({ all: 7, inService: 7 });
});

test('a house that its source has moved to another region has no district of the one before', async () => {
  await outcomes([shelter('x', { regionCode: 'KZ-71' })]);
  await rows("UPDATE shelter SET district_code = 'KZ-71-ESIL' WHERE external_id = 'x'");
  expect(await outcomes([shelter('x', { regionCode: 'KZ-71', name: 'Named anew' })])).toEqual(['UPDATED']);
  const [{ district_code: kept }] = await rows("SELECT district_code FROM shelter WHERE external_id = 'x'");
  expect(kept).toBe('KZ-71-ESIL');
  expect(await outcomes([shelter('x', { regionCode: 'KZ-47' })])).toEqual(['UPDATED']);
  expect(await rows("SELECT region_code, district_code FROM shelter WHERE external_id = 'x'")).toEqual([
    { region_code: 'KZ-47', district_code: null },
  ]);
});

test('beds that an import adds are offered at once to who waits for them', async () => {
  const region = 'KZ-39';
  const small = shelter('w', { regionCode: region, units: [unit('w-1', { beds: 1 })] });
  await outcomes([small]);
  await says('w', 'OPEN');
  await rows("UPDATE shelter SET keeps_waitlist = true WHERE external_id = 'w'");
  const asked = async (mutation: string, input: object) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await hub
      .as('officer-almaty')
      .query(`mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`, {
        input: { idempotencyKey: `import ${mutation}`, adults: 1, children: [], ...input },
      });
    expect(errors).toBeUndefined();
    expect(data[mutation].userErrors).toEqual([]);
  };
  const [{ id: unitId }] = await rows("SELECT id FROM unit WHERE external_id = 'w-1'");
  await asked('bedHold', { unitId: offered('officer-almaty', unitId) });
  await asked('bedWaitingListJoin', { regionCodes: [region], need: 'NOWHERE_TO_SLEEP' });
  const offers = () =>
    rows('SELECT count(*)::int AS n FROM placement WHERE unit_id = $1 AND waiting_id IS NOT NULL', [unitId]);
  expect(await offers()).toEqual([{ n: 0 }]);
  expect(await outcomes([{ ...small, units: [unit('w-1', { beds: 2 })] }])).toEqual(['UPDATED']);
  expect(await offers()).toEqual([{ n: 1 }]);
});

test('a house that publishes counts since is given no second unit of a kind', async () => {
  const one = shelter('counts', { units: [unit('counts-1')] });
  expect(await outcomes([one])).toEqual(['CREATED']);
  await rows("UPDATE shelter SET participation = 'COUNTS_ONLY' WHERE external_id = 'counts'");
  expect(await outcomes([{ ...one, units: [unit('counts-1'), unit('counts-2')] }])).toEqual(['REJECTED units']);
  expect(await bedsOf('counts-2')).toEqual({ all: 0, inService: 0 });
  expect(await outcomes([one])).toEqual(['UNCHANGED']);
});

describe('a house that came from another system', () => {
  const REGION = 'KZ-43';
  const house = (externalId: string, more: object = {}) => shelter(externalId, { regionCode: REGION, ...more });
  const unitOf = async (externalId: string): Promise<string> =>
    (await rows('SELECT id FROM unit WHERE external_id = $1', [externalId]))[0].id;
  const opening = async (externalId: string) =>
    (
      await rows(
        'SELECT opening_state AS state, opening_reason AS why, opening_until AS until FROM shelter WHERE external_id = $1',
        [externalId],
      )
    )[0];
  /** What an officer is told of it: whether a bed of it can be asked for, and how old that is. */
  async function seen(externalId: string): Promise<{ offered: boolean; age: string }> {
    const { data, errors } = await hub
      .as('officer-almaty')
      .query(
        'query ($input: BedSearchInput!) { bedSearch(input: $input) { offers { shelterId unitId countAge misfits { code } } } }',
        { input: { adults: 1, children: [], regionCode: REGION, first: 50 } },
      );
    expect(errors).toBeUndefined();
    const id = await idOf(externalId);
    const offers = data.bedSearch.offers.filter(({ shelterId }: { shelterId: string }) => shelterId === id);
    expect(offers.length).toBeGreaterThan(0);
    return { offered: offers.some(({ unitId }: { unitId: string | null }) => unitId), age: offers[0].countAge };
  }

  test('sends nobody to a door that nobody opens: its own people say first that it takes people in', async () => {
    expect(await outcomes([house('new')])).toEqual(['CREATED']);
    expect(await opening('new')).toEqual({ state: 'CLOSED', why: 'NOT_CONFIRMED', until: null });
    expect(await seen('new')).toEqual({ offered: false, age: 'STALE' });
    const ask1 = { unitId: await unitOf('new-1'), adults: 1, children: [] };
    expect(codeOf(await step(hub.as('officer-almaty'), 'bedHold', ask1))).toBe('NOT_AVAILABLE');
    expect(await outcomes([house('new')])).toEqual(['UNCHANGED']);
    await says('new', 'OPEN');
    // what is free is as old as the last time that anybody there has looked: never
    expect(await seen('new')).toEqual({ offered: true, age: 'STALE' });
    const { data } = await administrator.query('{ bedCountsDue { shelterId observedAt } }');
    expect(data.bedCountsDue).toContainEqual({ shelterId: await idOf('new'), observedAt: null });
    const confirmed = { shelterId: await idOf('new'), expectedVersion: 0 };
    expect(codeOf(await ask(administrator, 'bedAvailabilityPublish', confirmed, 'shelter { id }'))).toBe('');
    expect(await seen('new')).toEqual({ offered: true, age: 'FRESH' });
  });

  test('stays as its people have set it, whatever its source sends', async () => {
    await outcomes([house('kept')]);
    await says('kept', 'OPEN');
    expect(await outcomes([house('kept')])).toEqual(['UNCHANGED']);
    expect(await outcomes([house('kept', { name: 'Kept' })])).toEqual(['UPDATED']);
    expect(await opening('kept')).toMatchObject({ state: 'OPEN', why: null });
    const until = new Date(Date.now() + 3_600_000);
    await says('kept', 'QUARANTINE_STOP', { reason: 'INFECTION', until: until.toISOString() });
    expect(await outcomes([house('kept', { name: 'Kept on' })])).toEqual(['UPDATED']);
    expect(await opening('kept')).toEqual({ state: 'QUARANTINE_STOP', why: 'INFECTION', until });
  });

  test('a unit that its source adds later is as old as nobody has looked', async () => {
    await outcomes([house('grows', { units: [unit('grows-1')] })]);
    await outcomes([house('grows', { units: [unit('grows-1'), unit('grows-2', { kind: 'FAMILY_ROOM' })] })]);
    const { data } = await administrator.query(
      'query ($shelter: ID!) { shelterUnits(shelter: $shelter) { externalId observedAt countAge } }',
      { shelter: await idOf('grows') },
    );
    expect(data.shelterUnits).toEqual(
      ['grows-1', 'grows-2'].map((externalId) => ({ externalId, observedAt: null, countAge: 'STALE' })),
    );
  });

  const published = async (): Promise<boolean> => {
    const { data } = await administrator.query('{ bedRegions { districts { code published } } }');
    const districts = data.bedRegions.flatMap((region: { districts: { code: string }[] }) => region.districts);
    return districts.find(({ code }: { code: string }) => code === 'KZ-79-ABAI').published;
  };

  test('hides no other in its district until it is confirmed', async () => {
    await outcomes([house('abai', { regionCode: 'KZ-79' })]);
    const were = await rows("SELECT id, district_code AS district FROM shelter WHERE region_code = 'KZ-79'");
    expect(were).toHaveLength(3);
    await rows("UPDATE shelter SET district_code = 'KZ-79-ABAI' WHERE region_code = 'KZ-79'");
    expect(await published()).toBe(false);
    await says('abai', 'OPEN');
    expect(await published()).toBe(true);
    for (const { id, district } of were)
      await rows('UPDATE shelter SET district_code = $2 WHERE id = $1', [id, district]);
  });

  test('is itself hidden by others: what remains of a region is none, or three that are confirmed', async () => {
    const were = await rows("SELECT id, district_code AS district FROM shelter WHERE region_code = 'KZ-79'");
    const places = async (inIt: readonly string[]) =>
      rows(
        "UPDATE shelter SET district_code = CASE WHEN id = ANY($1) THEN 'KZ-79-ABAI' END WHERE region_code = 'KZ-79'",
        [inIt],
      );
    const of = ['rest-1', 'rest-2', 'rest-3'];
    await outcomes(were.length < 3 ? [house('third', { regionCode: 'KZ-79' })] : []);
    const three = (await rows("SELECT id FROM shelter WHERE region_code = 'KZ-79' ORDER BY id LIMIT 3")).map(
      ({ id }: { id: string }) => id,
    );
    expect(three).toHaveLength(3);
    const opened =
      "UPDATE shelter SET opening_state = 'OPEN', opening_reason = NULL, opening_until = NULL WHERE id = ANY($1)";
    await rows(opened, [three]);
    await places(three);
    expect(await published()).toBe(true);
    // one that is listed and is in no published district would be known not to be in this one
    await outcomes([house(of[0]!, { regionCode: 'KZ-79' })]);
    expect(await published()).toBe(false);
    // nor do houses hide it that may not be there
    await outcomes(of.slice(1).map((name) => house(name, { regionCode: 'KZ-79' })));
    expect(await published()).toBe(false);
    for (const name of of) await says(name, 'OPEN');
    expect(await published()).toBe(true);
    // closed again with that reason, as it could be said once: over at its time, as any closure
    const reason = (until: string) =>
      rows(
        `UPDATE shelter SET opening_state = 'CLOSED', opening_reason = 'NOT_CONFIRMED', opening_until = clock_timestamp() + $2::interval
         WHERE external_id = $1`,
        [of[0], until],
      );
    await reason('1 hour');
    expect(await published()).toBe(false);
    await reason('-1 second');
    expect(await published()).toBe(true);
    await rows("UPDATE shelter SET participation = 'VIEW_ONLY' WHERE external_id = ANY($1)", [of]);
    for (const { id, district } of were)
      await rows('UPDATE shelter SET district_code = $2 WHERE id = $1', [id, district]);
  });

  test('and that nobody there has spoken for is closed, also if it came before that was so', async () => {
    const names = ['was-new', 'was-said', 'was-run'];
    await outcomes(names.map((name) => house(name)));
    await rows(
      "UPDATE shelter SET opening_state = 'OPEN', opening_reason = NULL, version = 1 WHERE external_id = ANY($1)",
      [names],
    );
    await rows('UPDATE unit SET observed_at = clock_timestamp() WHERE external_id = ANY($1)', [
      names.map((name) => `${name}-1`),
    ]);
    await says('was-said', 'OPEN');
    const there = { unitId: await unitOf('was-run-1'), adults: 1, children: [] };
    const { id } = await done(hub.as('officer-almaty'), 'bedHold', there);
    await rows("UPDATE placement SET state = 'ACCEPTED', accepted_at = clock_timestamp() WHERE id = $1", [id]);
    await new HousesNotConfirmedChecked().up({ query: rows } as unknown as QueryRunner);
    expect(await Promise.all(names.map(async (name) => (await opening(name)).state))).toEqual([
      'CLOSED',
      'OPEN',
      'OPEN',
    ]);
    expect(
      await rows(
        'SELECT external_id AS id, observed_at IS NULL AS never FROM unit WHERE external_id = ANY($1) ORDER BY 1',
        [names.map((name) => `${name}-1`)],
      ),
    ).toEqual([
      { id: 'was-new-1', never: true },
      { id: 'was-run-1', never: false },
      { id: 'was-said-1', never: false },
    ]);
  });

  test('also when a process of a version before takes it over, while an upgrade migrates', async () => {
    const before = `WITH made AS (
        INSERT INTO shelter (agency, source, external_id, name_kk, name_ru, name_en, region_code, zone)
        SELECT agency, source, 'was-between', 'б', 'б', 'b', region_code, zone FROM shelter WHERE source IS NOT NULL LIMIT 1 RETURNING id, agency)
      INSERT INTO unit (shelter_id, agency, external_id, kind, name_kk, name_ru, name_en, exclusive, household_types, observed_at)
      SELECT id, agency, 'was-between-1', 'SINGLE', 'б', 'б', 'b', true, '{WITHOUT_CHILDREN}', clock_timestamp() FROM made`;
    await rows(before);
    expect(await opening('was-between')).toEqual({ state: 'CLOSED', why: 'NOT_CONFIRMED', until: null });
    expect(await rows("SELECT observed_at FROM unit WHERE external_id = 'was-between-1'")).toEqual([
      { observed_at: null },
    ]);
  });

  test('is run by the people of whoever has imported it, a social service too', async () => {
    await outcomes([house('run')]);
    await says('run', 'OPEN');
    const { id } = await done(hub.as('officer-almaty'), 'bedHold', {
      unitId: await unitOf('run-1'),
      adults: 1,
      children: [],
    });
    const { data, errors } = await hub.subgraphs.get('shelter-capacity')!.execute({
      document: 'mutation ($id: ID!) { bedAccept(input: { holdId: $id }) { placement { state } userErrors { code } } }',
      variables: { id },
      caller: {
        requester: {
          agency: seedId('agency:hub-operator'),
          agencyKind: AgencyKind.SOCIAL_SERVICE,
          unit: null,
          staff: randomUUID(),
          role: Role.SHELTER_STAFF,
          purpose: Purpose.SHELTER,
          language: 'en',
        },
        actor: null,
        requestId: 'test',
        deadline: Date.now() + 5_000,
      },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ bedAccept: { placement: { state: 'ACCEPTED' }, userErrors: [] } });
    const purposes = SEED_AGREEMENTS.find(
      ({ kind, role }) => kind === AgencyKind.SOCIAL_SERVICE && role === Role.SHELTER_STAFF,
    )?.purposes;
    expect(purposes).toContain(Purpose.SHELTER);
  });
});
