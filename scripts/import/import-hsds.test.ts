import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openRecordingHub } from '../../test/fixtures/import/recording-hub.js';
import { runImport } from './run.js';

const PAGE = resolve('test/fixtures/import/hsds-page-of-services.json');

let folder: string;
let hub: Awaited<ReturnType<typeof openRecordingHub>>;
let printed: string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-hsds-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  hub = await openRecordingHub();
  printed = [];
});
afterEach(() => hub.close());

async function run(path: string) {
  const rejects = join(folder, 'rejects.jsonl');
  rmSync(rejects, { force: true });
  const command = { kind: 'HSDS', path, url: hub.url, token: undefined, source: 'test', rejects } as const;
  const report = await runImport(command, { token: async () => 'token', print: (line) => printed.push(line) });
  let kept = '';
  try {
    kept = readFileSync(rejects, 'utf8');
  } catch {}
  const entries = kept
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { report, kept, entries };
}

function file(content: unknown): string {
  const path = join(folder, 'input.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

const named = (entries: { kind: string; line: number; field: string }[]) =>
  entries.map(({ kind, line, field }) => `${kind} ${line} ${field}`);

test('a page of services: every row is imported or named with its line and field, and a second run changes nothing', async () => {
  const { report, entries } = await run(PAGE);
  expect(report.counts('hsds-page-of-services.json')).toMatchObject({
    read: 5,
    CREATED: 2,
    UPDATED: 1,
    REJECTED: 2,
    SKIPPED: 0,
  });
  expect(report.accountedFor).toBe(true);
  expect(named(entries)).toEqual([
    'FIELD 4 maximum_age',
    'FIELD 4 url',
    'FIELD 25 description',
    'REJECTED 32 organization',
    'REJECTED 37 id',
    'FIELD 42 organization/locations/0/phones',
    'FIELD 42 organization/locations/0/addresses/0/address_1',
    'FIELD 42 organization/locations/0/latitude',
    'FIELD 42 description',
  ]);
  expect(printed.find((line) => line.includes(' = '))).toBe(
    'hsds-page-of-services.json: 5 read = 2 created + 1 updated + 0 unchanged + 2 rejected + 0 skipped',
  );
});

test('an organisation is confidential in all its rows when one of them says so, and is described alike in all', async () => {
  await run(PAGE);
  const [first, second, neighbour] = hub.organizations();
  expect(first).toMatchObject({ externalId: 'organization-a', confidential: true, name: 'Общество «Пример»' });
  expect({ ...second, services: [] }).toEqual({ ...first, services: [] });
  expect(first.location.phones).toEqual(['+7 700 000 00 01']);
  expect(second.services[0].phones).toEqual(['+7 700 000 00 02']);
  expect(neighbour).toMatchObject({
    confidential: false,
    location: { street: null, latitude: null, phones: ['+7 700 000 00 09'] },
  });
});

test('outside the parts that the hub seals, nothing that is sent, printed or kept locates the confidential place', async () => {
  const { kept } = await run(PAGE);
  const readable = hub.organizations().map((organization) => {
    if (!organization.confidential) return organization;
    return {
      ...organization,
      location: null,
      services: organization.services.map((service: object) => ({ ...service, phones: [] })),
    };
  });
  const secret = /Примерн|43\.25|76\.95|000[- ]?00[- ]?0[123]/;
  expect(JSON.stringify(readable)).not.toMatch(secret);
  expect(kept).not.toMatch(secret);
  expect(printed.join('\n')).not.toMatch(secret);
});

const organization = (id: string, more: object = {}) => ({ id, name: `Organization ${id}`, ...more });

test('one service that cannot be used rejects its organisation whole', async () => {
  const { entries } = await run(
    file([
      organization('a', {
        services: [
          { id: 's', name: 'x' },
          { id: 't', name: '\u00a0' },
        ],
      }),
      organization('b'),
    ]),
  );
  expect(named(entries)).toEqual(['REJECTED 2 services/1/name']);
  expect(hub.organizations().map(({ externalId }) => externalId)).toEqual(['b']);
});

test.each([
  ['an array', [organization('a'), organization('b')]],
  ['a page of organisations', { contents: [organization('a'), organization('b')] }],
  ['one organisation', organization('a')],
  ['one service with its organisation', { id: 's', name: 'Service', organization: organization('a') }],
  ['the older form', [{ organization: { name: 'A' }, locs: [{ address: { street: '1 X Street', city: 'Y' } }] }]],
])('%s is imported; again, everything is unchanged', async (_, content) => {
  const path = file(content);
  const first = (await run(path)).report.counts('input.json');
  expect(first.CREATED).toBe(first.read);
  const second = (await run(path)).report.counts('input.json');
  expect(second).toMatchObject({ read: first.read, UNCHANGED: first.read });
});

test('a made identifier does not depend on spaces or on the street', async () => {
  const older = (name: string, street: string) => [
    { organization: { name }, locs: { address: { street, city: 'Y' } } },
  ];
  await run(file(older('The  A\u00a0', '1 X Street')));
  await run(file(older('the A', '2 X Street')));
  const [one, other] = hub.organizations();
  expect(one.externalId).toBe(other.externalId);
});

test('whatever is no organisation or service is rejected and kept', async () => {
  const { entries } = await run(
    file([1, 'a', null, [], {}, { foo: 1 }, organization('a', { id: null }), { ...organization('b'), name: '  ' }]),
  );
  expect(entries.map(({ kind, pointer, field }) => `${kind} ${pointer} ${field}`)).toEqual([
    ...['/0', '/1', '/2', '/3', '/4', '/5'].map((pointer) => `REJECTED ${pointer} `),
    'REJECTED /6 id',
    'REJECTED /7 name',
  ]);
});

test('a file that was cut off: what stood before is imported, the break is named, and the run does not count as complete', async () => {
  const whole = readFileSync(file([organization('a'), organization('b')]), 'utf8');
  const { report, entries } = await run(file(whole.slice(0, -12)));
  expect(hub.organizations().map(({ externalId }) => externalId)).toEqual(['a']);
  expect(entries).toEqual([expect.objectContaining({ kind: 'REJECTED', line: 8, pointer: '/1' })]);
  expect(report.accountedFor).toBe(false);
  expect(printed.at(-1)).toMatch(/^STOPPED: input.json could not be read to its end \(line 8\)/);
});

test('telephones, positions and links that are none are left out of a row that is imported', async () => {
  const faulty = organization('a', {
    website: 'not a page',
    email: 'nobody',
    phones: [{ number: 'call us' }, { number: '"+7 700"' }, { number: null }],
    locations: [{ latitude: 100, longitude: 101, addresses: [{ address_1: 'тел. 555-12-34', city: 'X' }] }],
  });
  const { entries } = await run(file([faulty]));
  expect(entries.map(({ field }) => field).sort()).toEqual(
    ['email', 'locations/0/addresses/0/address_1', 'locations/0/latitude', 'phones/0/number', 'website'].sort(),
  );
  expect(hub.organizations()).toEqual([
    expect.objectContaining({
      website: null,
      email: null,
      location: expect.objectContaining({
        street: null,
        latitude: null,
        longitude: null,
        city: 'X',
        phones: ['+7 700'],
      }),
    }),
  ]);
});

test('a hub that is not there is said so, and the rows are counted as not imported', async () => {
  const path = file([organization('a')]);
  const rejects = join(folder, 'none.jsonl');
  const command = {
    kind: 'HSDS',
    path,
    url: 'http://127.0.0.1:9/graphql',
    token: undefined,
    source: 'test',
    rejects,
  } as const;
  const report = await runImport(command, {
    token: async () => 'token',
    print: (line) => printed.push(line),
    pauseMs: 1,
  });
  expect(report.accountedFor).toBe(false);
  expect(printed.join('\n')).toMatch(/1 NOT IMPORTED[\s\S]*STOPPED: The hub at .* cannot be reached/);
});
