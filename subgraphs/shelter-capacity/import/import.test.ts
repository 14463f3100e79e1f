import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';

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

const bedsOf = async (unitId: string): Promise<{ all: number; inService: number }> => {
  const [row] = await rows(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE in_service)::int AS "inService" FROM bed b JOIN unit u ON u.id = b.unit_id
     WHERE u.external_id = $1`,
    [unitId],
  );
  return row;
};

test('the same import twice: created, then unchanged, and nothing is written', async () => {
  const shelters = [shelter('a'), shelter('b', { organizationExternalId: 'o1', openingState: 'FULL' })];
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

test('a change is an update; a state that the shelter has set stays when the source does not say one', async () => {
  expect(await outcomes([shelter('c', { openingState: 'QUARANTINE_STOP' })])).toEqual(['CREATED']);
  expect(await outcomes([shelter('c', { name: 'Another House' })])).toEqual(['UPDATED']);
  expect(await rows("SELECT name_en, opening_state FROM shelter WHERE external_id = 'c'")).toEqual([
    { name_en: 'Another House', opening_state: 'QUARANTINE_STOP' },
  ]);
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
  const [{ id }] = await rows("SELECT id FROM unit WHERE external_id = 'n-1'");
  const held = await hub
    .as('officer-almaty')
    .query('mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { message } } }', {
      input: { idempotencyKey: 'import-holds', unitId: id, adults: 2, children: [] },
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

test('beds that an import adds are offered at once to who waits for them', async () => {
  const region = 'KZ-39';
  const small = shelter('w', { regionCode: region, units: [unit('w-1', { beds: 1 })] });
  await outcomes([small]);
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
  await asked('bedHold', { unitId });
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
