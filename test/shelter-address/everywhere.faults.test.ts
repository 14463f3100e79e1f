/**
 * Promise: where a shelter is, is nowhere but in the one reading of the named escort. Every query and every mutation of the composed schema is asked with all
 * that it says, by everybody, while an address of unmistakable words is kept, released and read; then every log line, metric, trace, message, table, backup, export and
 * page is searched for them. A leak that is put in is found.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { backup } from '../../standalone/backup/backup.js';
import { seedId } from '../../standalone/seed/ids.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { ask, done } from '../../subgraphs/shelter-capacity/test/desk.js';
import { EVERYBODY } from '../canaries/everybody.js';
import { type Collector, openCollector } from '../collector.js';
import { CENTRE } from '../consented-record.js';
import { dumpOf } from '../dump.js';
import { argumentsOf, documentsOf, selection, type Values } from '../every-path/documents.js';
import { ASKERS, OUTSIDER, Scene } from '../every-path/scene.js';
import { type Field, typeOf, waysIn } from '../every-path/ways.js';
import { openTestHub, type TestHub } from '../hub.js';
import { PEOPLE } from '../oracle/people.js';

const ADDRESS = { kk: 'Жасырынқанарейка көшесі 41', ru: 'переулок Потайнойканарейки 41', en: 'Hiddencanary Lane 41' };
const MEETING = { kk: 'Сырқанарейка дәріханасы', ru: 'аптека Тайнаяканарейка', en: 'Secretcanary Pharmacy' };
const [LATITUDE, LONGITUDE, PHONE] = [43.123457, 76.765431, '+7 701 424 24 24'];
/** What is kept of this shelter, and what the seeds keep of all the others. */
const CANARIES = [
  ...['Жасырынқанарейка', 'Потайнойканарейки', 'Hiddencanary', 'Сырқанарейка', 'Тайнаяканарейка', 'Secretcanary'],
  ...['43.123457', '76.765431', PHONE, '7014242424'],
  ...['Ойдан шығарылған көше', 'Вымышленная улица', 'Invented Street', 'Вымышленная аптека', 'Invented Pharmacy'],
];
const found = (text: string): string[] =>
  CANARIES.filter(
    (word) =>
      text.toLowerCase().includes(word.toLowerCase()) ||
      text.includes(Buffer.from(word).toString('hex')) ||
      text.includes(Buffer.from(word).toString('base64').replace(/=*$/, '').slice(0, -1)),
  );

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const SHELTER = seedId('shelter:crisis-almaty-1');
const ESCORT = seedId('staff:officer-almaty');
const READ = 'reading { what text latitude longitude phone readableUntil }';

let collector: Collector;
let hub: TestHub;
let scene: Scene;
let hold: string;
let release: string;
const intake = () => hub.as('intake-almaty', 'SHELTER');
const officer = (language = 'en') => hub.as('officer-almaty', 'POLICE_RESPONSE', language);
beforeAll(async () => {
  collector = await openCollector();
  hub = await openTestHub({ traces: collector.url });
  scene = await Scene.open(hub);
});
afterAll(async () => {
  await hub?.close();
  await collector?.close();
});

/** A hold of the shelter's that it has accepted, and what it has released of it; the ids of it stand in every later request. */
async function releaseAnew(what = 'ADDRESS'): Promise<void> {
  // whatever the mutations before have done to the shelter
  const sql = hub.db('shelter-capacity');
  await sql.query("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')");
  await sql.query("UPDATE shelter SET opening_state = 'OPEN', opening_until = NULL WHERE id = $1", [SHELTER]);
  await sql.query('UPDATE bed SET in_service = true');
  const set = await ask(
    intake(),
    'shelterAddressSet',
    {
      shelterId: SHELTER,
      address: ADDRESS,
      latitude: LATITUDE,
      longitude: LONGITUDE,
      phone: PHONE,
      meetingPoint: MEETING,
    },
    'shelter { id }',
  );
  expect(set.userErrors).toEqual([]);
  const unit = seedId('shelter-unit:crisis-almaty-1/4');
  hold = (await done(officer(), 'bedHold', { unitId: unit, adults: 1, children: [] })).id;
  await done(intake(), 'bedAccept', { holdId: hold });
  const made = await ask(officer(), 'shelterEscortCodeMake', { holdId: hold }, 'escortCode { code }');
  const input = { holdId: hold, what, to: 'ESCORT', escort: made.escortCode.code };
  // what was read out is looked for as the address is, as it is said and as digits
  CANARIES.push(input.escort, input.escort.replace(/\D/g, ''));
  const told = await ask(intake(), 'shelterAddressRelease', input, 'release { id }');
  expect(told.userErrors).toEqual([]);
  release = told.release.id;
}
const readNow = (language?: string) => ask(officer(language), 'shelterAddressRead', { releaseId: release }, READ);

interface Said {
  readonly by: string;
  readonly field: string;
  readonly text: string;
}

/** What the gateway answers, whole, with its headers. */
async function answered(account: string, purpose: string | undefined, field: string, query: string): Promise<Said> {
  const response = await fetch(hub.url, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${await hub.token(account)}` },
      ...(purpose ? { 'purpose-of-use': purpose } : {}),
      'accept-language': ['kk', 'ru', 'en'][query.length % 3]!,
    },
    body: JSON.stringify({ query }),
  });
  const text = `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
  return { by: `${account} for ${purpose}`, field, text };
}

const LEVELS = 4;
function whole(root: 'query' | 'mutation', field: Field, values: Values): string {
  const type = typeOf(field);
  const inside = type ? `{ ${selection(type, [type.name], values, LEVELS).join(' ')} }` : '';
  return `${root} { ${field.name}${argumentsOf(field, values, root === 'mutation')} ${inside} }`;
}

const rootFields = (root: 'Query' | 'Mutation'): Field[] =>
  Object.values((schema.getType(root) as GraphQLObjectType).getFields());

function valuesFor(account: string, purpose: string | undefined, field?: Field): Values {
  const asker = PEOPLE.find((each) => each.account === account && each.purpose === purpose) ?? OUTSIDER;
  return {
    ...scene.valuesFor(asker),
    'id of Placement': JSON.stringify(hold),
    holdId: JSON.stringify(hold),
    releaseId: JSON.stringify(release),
    shelterId: JSON.stringify(SHELTER),
    escort: JSON.stringify(ESCORT),
    agencyId: JSON.stringify(CENTRE),
    first: '20',
    JSONObject: '{}',
    what: 'ADDRESS',
    ...(field?.name === 'shelterAddressRelease' ? { to: 'ESCORT' } : {}),
  };
}

/** Every query as everybody, and every way to every part of the record as each party to it. */
async function everyQuery(): Promise<Said[]> {
  const said: Said[] = [];
  for (const [account, purpose] of EVERYBODY)
    for (const field of rootFields('Query')) {
      // of a record fewer of each part: as many as of a list would cost more than a document may
      const few: Values = field.name === 'victim' ? { first: '10' } : {};
      const query = whole('query', field, { ...valuesFor(account, purpose), ...few });
      said.push(await answered(account, purpose, field.name, query));
    }
  for (const { account, purpose } of ASKERS)
    for (const way of waysIn(schema).filter(({ root, fields }) => root === 'Query' && fields.length > 1))
      for (const { text } of documentsOf(way, 'plain', { ...valuesFor(account, purpose), first: '2' }))
        said.push(await answered(account, purpose, way.fields.map(({ name }) => name).join('.'), text));
  return said;
}

/** Those who have to do with a hold, and administrators: each mutation with all that its payload says. */
async function everyMutation(): Promise<Said[]> {
  const said: Said[] = [];
  for (const [account, purpose] of [
    ...ASKERS.map((each) => [each.account, each.purpose] as const),
    ['administrator', undefined] as const,
  ]) {
    await releaseAnew(said.length % 2 ? 'MEETING_POINT' : 'ADDRESS');
    for (const field of rootFields('Mutation')) {
      // a hold that an earlier one has ended is read by nobody
      if (field.name === 'shelterAddressRead') await releaseAnew();
      said.push(
        await answered(account, purpose, field.name, whole('mutation', field, valuesFor(account, purpose, field))),
      );
    }
  }
  return said;
}

const leaks = (said: readonly Said[]) =>
  said.flatMap(({ by, field, text }) => found(text).map((word) => `${field} tells ${by} ${word}`));
/** The one reading; what a shelter or an importer writes is not said back. */
const isTheReading = ({ by, field }: Said) =>
  field === 'shelterAddressRead' && by === 'officer-almaty for POLICE_RESPONSE';

describe('where a shelter is', () => {
  let queries: Said[];
  let mutations: Said[];
  beforeAll(async () => {
    await releaseAnew();
    for (const [language, text] of Object.entries(ADDRESS)) {
      const { reading } = await readNow(language);
      expect(reading).toMatchObject({ text, latitude: LATITUDE, longitude: LONGITUDE, phone: PHONE });
    }
    queries = await everyQuery();
    mutations = await everyMutation();
    await releaseAnew('MEETING_POINT');
    expect((await readNow()).reading).toMatchObject({ text: MEETING.en, latitude: null, phone: null });
  }, 600_000);

  test('is in no answer to any query of anybody', () => {
    expect(leaks(queries)).toEqual([]);
    // each was let in to by somebody, and said something
    const ok = new Set(queries.filter(({ text }) => !text.includes('"errors"')).map(({ field }) => field));
    expect(
      rootFields('Query')
        .map(({ name }) => name)
        .filter((name) => !ok.has(name)),
    ).toEqual([]);
    const releases = queries.filter(({ field, text }) => field === 'shelterAddressReleases' && text.includes(release));
    expect(queries.some(({ field, text }) => field === 'shelters' && text.includes(SHELTER))).toBe(true);
    expect(releases.length + queries.filter(({ text }) => text.includes('"steps":[')).length).toBeGreaterThan(0);
  });

  test('is in no answer to any mutation but the one reading, which this would find', () => {
    expect(leaks(mutations.filter((each) => !isTheReading(each)))).toEqual([]);
    expect(leaks(mutations.filter(isTheReading))).not.toEqual([]);
  });

  test('is in no log line, metric or trace', async () => {
    const metrics = (await hub.operating.metrics.text()).body;
    await hub.operating.tracing.stop();
    expect(hub.lines.length).toBeGreaterThan(1_000);
    expect(found(hub.lines.join('\n'))).toEqual([]);
    expect(metrics).toMatch(/field="shelterAddressRead",outcome="ok"\} [1-9]/);
    expect(found(metrics)).toEqual([]);
    await collector.until(({ name }) => name.startsWith('request'));
    expect(found(collector.text())).toEqual([]);
  });

  test('is in no table of any subgraph, and in no backup of one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dereu-address-'));
    try {
      for (const { name } of SUBGRAPHS) {
        const db = hub.db(name);
        for (const [table, text] of await dumpOf(db)) expect([name, table, found(text)]).toEqual([name, table, []]);
        await backup(name, (db.options as { url: string }).url, join(folder, name));
        for (const file of await readdir(join(folder, name))) {
          const bytes = await readFile(join(folder, name, file));
          const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
          expect([name, file, found(text)]).toEqual([name, file, []]);
        }
      }
      expect(await readdir(join(folder, 'shelter-capacity'))).toContain('shelter_address.copy.gz');
    } finally {
      await rm(folder, { recursive: true });
    }
    for (const file of await readdir(hub.closureLogDirectory, { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(found(await readFile(join(file.parentPath, file.name), 'utf8'))).toEqual([]);
  });

  test('is in no export and on no page for which nobody signs in', async () => {
    const DEREU_TOKEN = await hub.token('intake-almaty');
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['dist/scripts/export-hsds.js', '--url', hub.url],
      { env: { PATH: process.env.PATH, DEREU_TOKEN } },
    );
    expect(JSON.parse(stdout)).not.toEqual([]);
    expect(found(stdout + stderr)).toEqual([]);
    for (const path of [
      'page',
      'item',
      'permit',
      `permit/${randomUUID()}`,
      `calendar/${randomUUID()}.ics`,
      'info',
      'ready',
      'graphiql',
      release,
    ])
      expect([path, found(await (await fetch(`${hub.origin}/${path}`)).text())]).toEqual([path, []]);
  });

  test('is found when something says it: a name, and a message', async () => {
    const sql = hub.db('shelter-capacity');
    const [{ kk, ru, en }] = await sql.query(
      'SELECT name_kk AS kk, name_ru AS ru, name_en AS en FROM shelter WHERE id = $1',
      [SHELTER],
    );
    await sql.query('UPDATE shelter SET name_kk = $2, name_ru = $3, name_en = $4 WHERE id = $1', [
      SHELTER,
      ...Object.values(ADDRESS),
    ]);
    const told = await answered(
      'intake-almaty',
      'SHELTER',
      'shelters',
      whole(
        'query',
        rootFields('Query').find(({ name }) => name === 'shelters')!,
        valuesFor('intake-almaty', 'SHELTER'),
      ),
    );
    expect(leaks([told])).not.toEqual([]);
    expect(found((await dumpOf(sql)).map(([, text]) => text).join())).not.toEqual([]);
    await sql.query('UPDATE shelter SET name_kk = $2, name_ru = $3, name_en = $4 WHERE id = $1', [SHELTER, kk, ru, en]);
    await sql.query('CREATE TABLE kept AS SELECT $1::bytea AS word', [Buffer.from(MEETING.ru)]);
    expect(found(new Map(await dumpOf(sql)).get('kept')!)).not.toEqual([]);
    await sql.query('DROP TABLE kept');
  });
});
