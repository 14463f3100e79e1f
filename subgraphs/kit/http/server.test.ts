import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { writeCertificates } from '../../../scripts/keys/certificates.js';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { SUBGRAPHS } from '../../../standalone/subgraphs.js';
import { cloneDatabases, type TestDatabases } from '../../../test/hub/test-databases.js';
import { testServer } from '../../../test/setup/test-server.js';
import {
  AgencyKind,
  type Caller,
  categoryOwners,
  createDataSource,
  createOperating,
  createSubgraph,
  GATEWAY,
  KeyFolder,
  type KeySet,
  Role,
  type Subgraph,
  type SubgraphServer,
  signAssertion,
  startSubgraphServer,
  tlsFilesIn,
  tlsOptions,
} from '../index.js';

const REGIONS = JSON.stringify({ query: '{ regions { code } }' });

let databases: TestDatabases;
let subgraphs: Map<string, Subgraph>;
let keys: KeyFolder;
let doors: readonly [SubgraphServer, SubgraphServer, SubgraphServer];
let elsewhere: string;
let sql: string[] = [];
const { query: original } = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };

beforeAll(async () => {
  // at rest: whatever reaches a database here, a request has caused
  databases = await cloneDatabases(['directory', 'consent']);
  subgraphs = new Map();
  for (const definition of SUBGRAPHS.filter(({ name }) => name in databases.urls)) {
    const { name, entities, migrations } = definition;
    const db = await createDataSource({ url: databases.urls[name]!, entities, migrations, poolSize: 3 }).initialize();
    subgraphs.set(
      name,
      await createSubgraph(definition, {
        db,
        transport: { call: () => Promise.reject(new Error('No other subgraph is reached here.')) },
        secrets: secretsOf(testServer().secrets, name),
        owners: categoryOwners(SUBGRAPHS),
        operating: await createOperating({ process: 'unit', level: 'silent' }),
        closureLogDirectory: tmpdir(),
      }),
    );
  }
  keys = await KeyFolder.open(`${testServer().keys}/directory`, () => {});
  const start = (name: string, trusted = keys) =>
    tlsFilesIn(`${testServer().keys}/${name}`).then((tls) =>
      startSubgraphServer({ subgraph: subgraphs.get(name)!, keys: trusted, host: '127.0.0.1', port: 0, tls }),
    );
  const consents = await KeyFolder.open(`${testServer().keys}/consent`, () => {});
  doors = [await start('directory'), await start('directory'), await start('consent', consents)];
  consents.close();
  elsewhere = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  await writeCertificates(elsewhere, [GATEWAY], 1);
  (pg.Client.prototype as unknown as { query: unknown }).query = function (this: pg.Client, ...args: unknown[]) {
    const { text, name } = (typeof args[0] === 'string' ? { text: args[0] } : args[0]) as pg.QueryConfig;
    sql.push(name ?? text);
    return original.apply(this, args);
  };
});
afterAll(async () => {
  (pg.Client.prototype as unknown as { query: unknown }).query = original;
  keys?.close();
  await Promise.all((doors ?? []).map((door) => door.close()));
  await rm(elsewhere, { recursive: true, force: true });
  await Promise.all([...(subgraphs?.values() ?? [])].map((subgraph) => subgraph.stop()));
  await databases?.drop();
});
beforeEach(() => {
  sql = [];
});

const administrator: Caller = {
  requester: {
    agency: seedId('agency:operator'),
    agencyKind: AgencyKind.SOCIAL_SERVICE,
    unit: null,
    staff: seedId('staff:administrator'),
    role: Role.ADMINISTRATOR,
    purpose: null,
    language: 'en',
  },
  actor: null,
  requestId: randomUUID(),
  deadline: Number.POSITIVE_INFINITY,
};
const caller = (): Caller => ({ ...administrator, requestId: randomUUID(), deadline: Date.now() + 10_000 });
let gateway: KeySet;
beforeAll(async () => {
  const folder = await KeyFolder.open(`${testServer().keys}/${GATEWAY}`, () => {});
  gateway = folder.signing;
  folder.close();
});

interface Sent {
  readonly body?: string | undefined;
  readonly assertion?: string | undefined;
  readonly door?: SubgraphServer;
  /** Folder of the certificate that the caller shows; null for none */
  readonly certificate?: string | null;
  readonly headers?: Record<string, string>;
}

const signed = (body = REGIONS, audience = 'directory') => signAssertion(gateway, GATEWAY, audience, caller(), body);

async function send({ body = REGIONS, assertion, door = doors[0], certificate, headers }: Sent) {
  const trusted = await tlsOptions((await tlsFilesIn(`${testServer().keys}/${GATEWAY}`))!);
  const own = certificate ? await tlsOptions((await tlsFilesIn(certificate))!) : trusted;
  const outgoing = request(`${door.url}/graphql`, {
    method: 'POST',
    agent: false,
    ca: trusted.ca,
    ...(certificate === null ? {} : { cert: own.cert, key: own.key }),
    headers: {
      'content-type': 'application/json',
      ...(assertion === undefined ? {} : { authorization: `Bearer ${assertion}` }),
      ...headers,
    },
  });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode as number, body: JSON.parse(text) };
}

const REFUSED = {
  status: 401,
  body: { errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] },
};

describe("a subgraph's own door", () => {
  test('answers the gateway', async () => {
    const { status, body } = await send({ assertion: signed() });
    expect(status).toBe(200);
    expect(body.data.regions).toHaveLength(20);
    expect(sql.length).toBeGreaterThan(0);
  });

  test('is closed to who has no certificate of the hub, or one of another authority', async () => {
    for (const certificate of [null, `${elsewhere}/${GATEWAY}`])
      await expect(send({ assertion: signed(), certificate })).rejects.toThrow(/alert|ECONNRESET|socket/);
    expect(sql).toEqual([]);
  });

  test.each<[string, () => Sent]>([
    ['a direct call', () => ({})],
    ['another scheme', () => ({ headers: { authorization: 'Basic Z2F0ZXdheTp4' } })],
    ['identity in headers', () => ({ headers: { requester: JSON.stringify(administrator.requester) } })],
    ['an altered body', () => ({ assertion: signed(), body: REGIONS.replace('code', 'name') })],
    ['a longer body', () => ({ assertion: signed(), body: `${REGIONS} ` })],
    ['no body', () => ({ assertion: signed(), body: '' })],
    ['an assertion for another subgraph', () => ({ assertion: signed(REGIONS, 'consent') })],
    ['the schema', () => ({ body: '{"query":"{ _service { sdl } }"}' })],
    ['entities', () => ({ body: '{"query":"{ _entities(representations: []) { __typename } }"}' })],
  ])('%s is refused before it is parsed, and costs no statement', async (_, sent) => {
    expect(await send(sent())).toEqual(REFUSED);
    // a body that is refused may be anything
    const { assertion, headers } = sent();
    if (assertion === undefined) {
      expect(await send({ ...(headers ? { headers } : {}), body: '{{{' })).toEqual(REFUSED);
    }
    expect(sql).toEqual([]);
  });

  test('a second use of an assertion is refused: at once here, by the database at another process', async () => {
    const assertion = signed();
    expect((await send({ assertion })).status).toBe(200);
    sql = [];
    expect(await send({ assertion })).toEqual(REFUSED);
    expect(sql).toEqual([]);

    const mutation = JSON.stringify({ query: 'mutation { directoryConflictWallApply }' });
    const once = signed(mutation);
    expect((await send({ assertion: once, body: mutation })).status).toBe(200);
    expect(await send({ assertion: once, body: mutation, door: doors[1] })).toEqual(REFUSED);
    expect(sql.filter((name) => name === 'kit.claim-assertion')).toHaveLength(2);
  });

  test('where something is disclosed, reading too is done once by the database', async () => {
    const body = JSON.stringify({ query: '{ victim(id: "x") { id } }' });
    await send({ assertion: signed(body, 'consent'), body, door: doors[2] });
    expect(sql).toContain('kit.claim-assertion');
  });

  test('a body that is not a request, or names a prototype, is refused in form', async () => {
    for (const body of [
      '{',
      '[]',
      '"x"',
      'null',
      '{"query":1}',
      '{"query":"{ regions { code } }","__proto__":{"a":1}}',
    ]) {
      expect(await send({ body, assertion: signed(body) })).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
      });
    }
    const large = JSON.stringify({ query: '{ regions { code } }', variables: { x: 'x'.repeat(1_100_000) } });
    expect((await send({ body: large, assertion: signed(large) })).status).toBe(400);
    expect(sql).toEqual([]);
  });
});
