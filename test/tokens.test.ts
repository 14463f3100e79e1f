import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type LonelyGateway, openLonelyGateway } from '../gateway/test/lonely-gateway.js';
import { secretsOf } from '../standalone/secrets.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import {
  AgencyKind,
  type Caller,
  Category,
  categoryOwners,
  createDataSource,
  createOperating,
  createSubgraph,
  issueDisclosure,
  KeyFolder,
  KeySet,
  makeSigningKey,
  Purpose,
  Role,
  type Subgraph,
  type SubgraphServer,
  signAssertion,
  startSubgraphServer,
  tlsFilesIn,
  tlsOptions,
} from '../subgraphs/kit/index.js';
import { cloneDatabases, type TestDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';
import { badAssertions } from './tokens/assertions.js';
import { bearers } from './tokens/bearers.js';
import { badDisclosures } from './tokens/disclosures.js';

const OWN = 'query Own { regions { code } }';
const RECORD = 'query ($id: ID!) { victim(id: $id) { id } }';

/** At rest: whatever reaches a database here, a request has caused. */
let databases: TestDatabases;
const subgraphs = new Map<string, Subgraph>();
let sql: string[] = [];
const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
const original = prototype.query;
beforeAll(async () => {
  databases = await cloneDatabases(['consent', 'referral']);
  for (const definition of SUBGRAPHS.filter(({ name }) => name in databases.urls)) {
    const { name, entities, migrations } = definition;
    const db = await createDataSource({ url: databases.urls[name]!, entities, migrations, poolSize: 3 }).initialize();
    const runtime = {
      ...{ db, owners: categoryOwners(SUBGRAPHS), closureLogDirectory: tmpdir() },
      transport: { call: () => Promise.reject(new Error('No other subgraph is reached here.')) },
      secrets: secretsOf(testServer().secrets, name),
      operating: await createOperating({ process: 'unit', level: 'silent' }),
    };
    subgraphs.set(name, await createSubgraph(definition, runtime));
  }
  prototype.query = function (...args) {
    const { text, name } = (typeof args[0] === 'string' ? { text: args[0] } : args[0]) as pg.QueryConfig;
    sql.push(name ?? text);
    return original.apply(this, args);
  };
});
afterAll(async () => {
  prototype.query = original;
  await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
  await databases?.drop();
});
beforeEach(() => {
  sql = [];
});

const officer = {
  ...{ agency: randomUUID(), agencyKind: AgencyKind.POLICE, unit: randomUUID(), staff: randomUUID() },
  ...{ role: Role.OFFICER, purpose: Purpose.POLICE_RESPONSE, language: 'en' as const },
};
const caller = (): Caller => ({
  ...{ requester: officer, actor: null, requestId: randomUUID(), deadline: Date.now() + 30_000 },
});
/** How many of each kind were tried and refused */
const tried: Record<string, number> = {};

describe('at the public door', () => {
  let gateway: LonelyGateway;
  let tokens: Awaited<ReturnType<typeof bearers>>;
  beforeAll(async () => {
    tokens = await bearers();
    gateway = await openLonelyGateway({ operations: { firstParty: [OWN], registeredOnly: true }, list: tokens.list });
  });
  afterAll(() => gateway?.stop());

  /** By node:http, which sends a header twice when told to. */
  async function enter(authorizations: readonly string[]): Promise<{ status: number; code?: string }> {
    const { hostname, port } = new URL(gateway.url);
    const headers = authorizations.flatMap((value) => ['authorization', value]);
    const outgoing = httpRequest({
      ...{ hostname, port, method: 'POST', path: '/graphql', agent: false },
      headers: ['host', 'hub', 'content-type', 'application/json', ...headers],
    });
    outgoing.end(JSON.stringify({ query: OWN }));
    const [response] = await once(outgoing, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, code: JSON.parse(text).errors?.[0]?.extensions.code };
  }

  test('a good token of each kind is let in', async () => {
    for (const [name, value] of Object.entries(tokens.good))
      expect({ name, status: (await enter([value])).status }).toEqual({ name, status: 200 });
    expect(gateway.asked).toHaveLength(Object.keys(tokens.good).length);
  });

  test('a bad one is not, and nobody is asked anything for it', async () => {
    gateway.asked.length = 0;
    const refused = { status: 401, code: 'UNAUTHENTICATED' };
    for (const [name, values] of Object.entries(tokens.bad))
      expect({ name, ...(await enter(values)) }).toEqual({ name, ...refused });
    expect(gateway.asked).toEqual([]);
    tried.bearer = Object.keys(tokens.bad).length;
  });

  test('one is bad as soon as its person, her agency or its provider is off the list', async () => {
    const list = tokens.list as Record<'staff' | 'agencies' | 'issuers', object[]>;
    for (const off of ['staff', 'agencies', 'issuers'] as const) {
      await gateway.publish({ ...list, [off]: [] });
      for (const value of Object.values(tokens.good)) expect((await enter([value])).status).toBe(401);
      await gateway.publish(list);
      expect((await enter([tokens.good.EdDSA!])).status).toBe(200);
    }
  });
});

describe('at the door of a subgraph', () => {
  let door: SubgraphServer;
  let keys: KeyFolder;
  let all: Record<'gateway' | 'referral', KeyFolder>;
  beforeAll(async () => {
    const open = (name: string) => KeyFolder.open(`${testServer().keys}/${name}`, () => {});
    keys = await open('consent');
    all = { gateway: await open('gateway'), referral: await open('referral') };
    const tls = await tlsFilesIn(`${testServer().keys}/consent`);
    door = await startSubgraphServer({ subgraph: subgraphs.get('consent')!, keys, host: '127.0.0.1', port: 0, tls });
  });
  afterAll(async () => {
    await door?.close();
    for (const folder of [keys, ...Object.values(all ?? {})]) folder?.close();
  });

  const body = JSON.stringify({ query: RECORD, variables: { id: 'x' } });
  async function call(assertion: string, sent = body): Promise<{ status: number; code?: string }> {
    const tls = await tlsOptions((await tlsFilesIn(`${testServer().keys}/gateway`))!);
    const outgoing = httpsRequest(`${door.url}/graphql`, {
      ...{ method: 'POST', agent: false, ca: tls.ca, cert: tls.cert, key: tls.key },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${assertion}` },
    });
    outgoing.end(sent);
    const [response] = await once(outgoing, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, code: JSON.parse(text).errors?.[0]?.extensions.code };
  }
  const refused = { status: 401, code: 'UNAUTHENTICATED' };
  const good = () => signAssertion(all.gateway.signing, 'gateway', 'consent', caller(), body);

  test('the gateway’s own assertion is taken, once, for this body', async () => {
    const assertion = good();
    expect(await call(assertion)).toEqual({ status: 200 });
    expect(sql).toContain('consent.decide');
    sql = [];
    expect(await call(assertion)).toEqual(refused);
    for (const altered of [`${body} `, body.replace('"x"', '"y"'), '', '{}', '{{{'])
      expect(await call(good(), altered)).toEqual(refused);
    expect(sql).toEqual([]);
  });

  test('none of the others is, and none costs a statement', async () => {
    const bad = badAssertions({
      ...{ audience: 'consent', caller: caller(), body },
      keys: { gateway: all.gateway.signing, referral: all.referral.signing },
      stranger: new KeySet([makeSigningKey()]),
    });
    for (const [name, assertion] of Object.entries(bad))
      expect({ name, ...(await call(assertion)) }).toEqual({ name, ...refused });
    expect(sql).toEqual([]);
    tried.assertion = Object.keys(bad).length + 6;
  });
});

describe('where a part of a record is opened', () => {
  const key = randomUUID();
  const ENTITY =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Victim { identity { familyName } } } }';
  const asked = caller();
  const right = () => ({
    ...{ victim: key, category: Category.IDENTITY, requester: officer, requestId: asked.requestId },
    expires: Date.now() + 20_000,
  });
  const open = async (token: unknown) => {
    const variables = { of: [{ __typename: 'Victim', key, identityDisclosure: token }] };
    const { data, errors } = await subgraphs.get('referral')!.execute({ document: ENTITY, variables, caller: asked });
    const [victim] = (data?._entities ?? []) as ({ identity: unknown } | null)[];
    return { codes: errors?.map(({ extensions }) => extensions.code) ?? [], identity: victim?.identity ?? null };
  };
  const keyOf = (subgraph: string) => secretsOf(testServer().secrets, 'consent').disclosure[subgraph]!.newest();

  test('the right token opens it', async () => {
    expect(await open(issueDisclosure(keyOf('referral'), right()))).toEqual({ codes: [], identity: null });
    expect(sql).not.toEqual([]);
  });

  test('none of the others does; each is an error and costs no statement', async () => {
    const bad = badDisclosures(right(), keyOf('referral'), [keyOf('shelter-capacity'), keyOf('forensic-appointment')]);
    for (const [name, token] of Object.entries(bad))
      expect({ name, ...(await open(token)) }).toEqual({ name, codes: ['DISCLOSURE_INVALID'], identity: null });
    expect(sql).toEqual([]);
    tried.disclosure = Object.keys(bad).length;
  });
});

test('so many malformed and stolen ones were tried of each kind, and none was taken', () => {
  for (const kind of ['bearer', 'assertion', 'disclosure']) expect(tried[kind]).toBeGreaterThanOrEqual(40);
});
