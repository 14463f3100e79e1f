import { readFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import { openTestHub, type TestHub } from '../test/hub.js';
import { type Gateway, type GatewayOptions, startGateway } from './index.js';

type SigningKey = Parameters<CompactSign['sign']>[0];
let supergraphSdl: string;
let directory: { privateKey: SigningKey; jwk: JWK };
let hub: TestHub;
beforeAll(async () => {
  supergraphSdl = await readFile('schema/supergraph.graphql', 'utf8');
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  directory = { privateKey, jwk: await exportJWK(publicKey) };
  hub = await openTestHub();
});
afterAll(() => hub?.close());

/** A gateway before no subgraph at all: what it says by itself. */
function alone(
  options: Partial<Pick<GatewayOptions, 'port' | 'subgraphsReady' | 'explorable'>> = {},
  issuedAt = Date.now(),
) {
  const list = {
    version: 1,
    issuedAt: new Date(issuedAt).toISOString(),
    issuers: [],
    agencies: [],
    staff: [],
    agreements: [],
  };
  return startGateway({
    supergraphSdl,
    version: 'test',
    dataSource: () => ({ process: () => Promise.reject(new Error('There is no subgraph here.')) }),
    trustList: {
      fetch: () =>
        new CompactSign(new TextEncoder().encode(JSON.stringify(list)))
          .setProtectedHeader({ alg: 'EdDSA' })
          .sign(directory.privateKey),
      directoryKey: directory.jwk,
      refreshMs: 60_000,
      maximumAgeMs: 10_000,
    },
    deadlineMs: 1_000,
    host: '127.0.0.1',
    port: 0,
    explorable: false,
    subgraphsReady: async () => ({ consent: true }),
    ...options,
  });
}
const open: { stop(): Promise<unknown> }[] = [];
const started = async (...args: Parameters<typeof alone>): Promise<Gateway> => {
  const gateway = await alone(...args);
  open.push(gateway);
  return gateway;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()));
});

const post = async (origin: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, cache: response.headers.get('cache-control'), body: await response.json() };
};

describe('a request that is wrong before GraphQL', () => {
  const badInput = { errors: [{ message: 'The request is not valid.', extensions: { code: 'BAD_USER_INPUT' } }] };

  test('by its size is answered as a GraphQL error, with 413', async () => {
    const { url } = await started();
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'Айгерім'.repeat(40_000) } });
    expect(await post(url, body)).toEqual({ status: 413, cache: 'no-store', body: badInput });
    expect((await post(url, JSON.stringify({ query: `{ __typename }${' '.repeat(200_000)}` }))).status).toBe(200);
  });

  test('by not being JSON, with 400, and what was sent is not repeated', async () => {
    const { url } = await started();
    for (const body of ['{ "query": "Айгерім', 'Айгерім', '"Айгерім"']) {
      expect(await post(url, body)).toMatchObject({ status: 400, cache: 'no-store', body: badInput });
    }
  });

  test('by a token that is none, with 401', async () => {
    const { url } = await started();
    expect(await post(url, '{', { authorization: 'Bearer x' })).toMatchObject({
      status: 401,
      cache: 'no-store',
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });
});

describe('readiness', () => {
  const ready = async ({ url }: Gateway) => {
    const response = await fetch(`${url}/ready`);
    return { status: response.status, body: await response.json() };
  };

  test('is there with a young trust list and every subgraph', async () => {
    expect(await ready(await started())).toEqual({
      status: 200,
      body: { status: 'ready', parts: { consent: 'ready', 'trust list': 'ready' } },
    });
  });

  test('is 503 when the trust list is too old; alive nevertheless', async () => {
    const gateway = await started({}, Date.now() - 11_000);
    expect(await ready(gateway)).toEqual({
      status: 503,
      body: { status: 'not ready', parts: { consent: 'ready', 'trust list': 'not ready' } },
    });
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    const answer = await post(gateway.url, '{"query":"{ regions { code } }"}', { authorization: 'Bearer a.b.c' });
    expect(answer.status).toBe(401);
  });

  test('is 503 when a subgraph is not ready', async () => {
    const gateway = await started({ subgraphsReady: async () => ({ consent: true, referral: false }) });
    expect(await ready(gateway)).toMatchObject({ status: 503, body: { parts: { referral: 'not ready' } } });
  });
});

describe('starting', () => {
  test('on a port that is in use says so and what to do', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(alone({ port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another one.`,
    );
    await new Promise((resolve) => other.close(resolve));
    await started({ port });
  });

  test('for production offers no introspection and no GraphiQL', async () => {
    const { url } = await started();
    const introspection = '{"query":"{ __schema { types { name } } }"}';
    expect((await post(url, introspection)).body).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect((await fetch(`${url}/graphiql/`)).status).toBe(404);
    const explorable = await started({ explorable: true });
    expect((await post(explorable.url, introspection)).body).toMatchObject({ data: { __schema: {} } });
    const page = await fetch(`${explorable.url}/graphiql/`);
    expect(await page.text()).not.toMatch(/https?:\/\//);
    for (const file of ['start.js', 'react.js', 'react-dom.js', 'graphiql.js', 'graphiql.css']) {
      expect((await fetch(`${explorable.url}/graphiql/${file}`)).status).toBe(200);
    }
  });
});

describe('stopping', () => {
  test('answers the request that is under way and lets no new one in', async () => {
    const { hostname, port } = new URL(hub.url);
    const authorization = `Bearer ${await hub.token('officer-almaty')}`;
    const body = '{"query":"{ regions { code } }"}';
    const lock = hub.db('directory').createQueryRunner();
    await lock.startTransaction();
    await lock.query('LOCK TABLE region IN ACCESS EXCLUSIVE MODE');
    const underWay = new Promise<{ status?: number | undefined; body: string }>((resolve, reject) => {
      const request = httpRequest(
        {
          hostname,
          port,
          path: '/graphql',
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
        },
        async (response) => {
          let text = '';
          for await (const chunk of response) text += chunk;
          resolve({ status: response.statusCode, body: text });
        },
      );
      request.once('error', reject);
      request.end(body);
    });
    await waitingForLock();
    const stopped = hub.gateway.stop();
    const newcomer = new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.destroy());
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      socket.once('close', () => resolve('let in'));
    });
    expect(await newcomer).toBe('ECONNREFUSED');
    await lock.rollbackTransaction();
    await lock.release();
    const answer = await underWay;
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body).data.regions).toHaveLength(20);
    await stopped;
  });

  async function waitingForLock(): Promise<void> {
    for (;;) {
      const [{ waiting }] = await hub
        .db('directory')
        .query(`SELECT count(*)::int AS waiting FROM pg_locks l JOIN pg_stat_activity a USING (pid)
          WHERE NOT l.granted AND a.datname = current_database()`);
      if (waiting > 0) return;
    }
  }
});
