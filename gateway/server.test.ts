import { readFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { createOperating, KeySet, type PublicKey } from '../subgraphs/kit/index.js';
import { openTestHub, type TestHub } from '../test/hub.js';
import { type Gateway, type GatewayOptions, startGateway } from './index.js';

/** What the directory publishes and the subgraphs say of themselves, for the gateways of this file. */
const list = { version: 1, issuedAt: '', issuers: [], agencies: [], staff: [], agreements: [] };
const parts: Record<string, boolean> = { consent: true };

let start: (options?: Partial<Pick<GatewayOptions, 'port' | 'explorable'>>) => Promise<Gateway>;
let gateway: Gateway;
let hub: TestHub;
beforeAll(async () => {
  const supergraphSdl = await readFile('schema/supergraph.graphql', 'utf8');
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const directoryKeys = new KeySet([{ ...(await exportJWK(publicKey)), kid: 'a' } as PublicKey]);
  const trustList = () =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(list)))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'a', typ: 'trust-list+json' })
      .sign(privateKey);
  const operating = await createOperating({ process: 'gateway', level: 'silent' });
  // a gateway before no subgraph but the directory's trust list: what it says by itself
  start = (options = {}) =>
    startGateway({
      supergraphSdl,
      version: 'test',
      operating,
      transport: {
        call: async (name, { caller }) => {
          if (caller.actor !== 'gateway') throw new Error('There is no subgraph here.');
          if (name === 'consent') return { data: { pendingWalls: [] } };
          return { data: { trustList: await trustList() } };
        },
      },
      trustList: {
        directoryKeys: () => directoryKeys,
        refreshMs: 3_600_000,
        maximumAgeMs: 60_000,
      },
      deadlineMs: 1_000,
      operations: { firstParty: [], registeredOnly: false },
      host: '127.0.0.1',
      port: 0,
      explorable: false,
      subgraphsReady: async () => parts,
      ...options,
    });
  list.issuedAt = new Date().toISOString();
  gateway = await start();
  hub = await openTestHub();
});
afterAll(async () => {
  await gateway?.stop();
  await hub?.close();
});

const post = async (origin: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, cache: response.headers.get('cache-control'), body: await response.json() };
};

test('a connection stays open for longer than a proxy keeps it, so that none is closed as it is used again', async () => {
  const { headers } = await fetch(`${gateway.url}/health`);
  expect(headers.get('keep-alive')).toBe('timeout=65');
});

describe('a request that is wrong before GraphQL', () => {
  const badInput = { errors: [{ message: 'The request is not valid.', extensions: { code: 'BAD_USER_INPUT' } }] };

  test('by its size is answered as a GraphQL error, with 413', async () => {
    const body = JSON.stringify({ query: '{ __typename }', variables: { x: 'Айгерім'.repeat(40_000) } });
    expect(await post(gateway.url, body)).toEqual({ status: 413, cache: 'no-store', body: badInput });
    expect((await post(gateway.url, JSON.stringify({ query: `{ __typename }${' '.repeat(200_000)}` }))).status).toBe(
      200,
    );
  });

  test('by not being JSON, with 400, and what was sent is not repeated', async () => {
    for (const body of ['{ "query": "Айгерім', 'Айгерім', '"Айгерім"']) {
      expect(await post(gateway.url, body)).toMatchObject({ status: 400, cache: 'no-store', body: badInput });
    }
  });

  test('by a token that is none, with 401', async () => {
    expect(await post(gateway.url, '{', { authorization: 'Bearer x' })).toMatchObject({
      status: 401,
      cache: 'no-store',
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });
});

describe('readiness', () => {
  const ready = async () => {
    const response = await fetch(`${gateway.url}/ready`);
    return { status: response.status, body: await response.json() };
  };
  const publish = (age: number) => {
    list.version += 1;
    list.issuedAt = new Date(Date.now() - age).toISOString();
    return gateway.refreshTrustList();
  };

  test('is there with a young trust list and every subgraph', async () => {
    await publish(0);
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'ready', parts: { consent: 'ready', 'trust list': 'ready', 'pending walls': 'ready' } },
    });
  });

  test('is 503 when the trust list is too old, until a younger one comes; alive nevertheless', async () => {
    expect(await publish(61_000)).toBe(true);
    expect(await ready()).toEqual({
      status: 503,
      body: { status: 'not ready', parts: { consent: 'ready', 'trust list': 'not ready', 'pending walls': 'ready' } },
    });
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    await publish(0);
    expect((await ready()).status).toBe(200);
  });

  test('is 503 when a subgraph is not ready', async () => {
    parts.referral = false;
    expect(await ready()).toMatchObject({ status: 503, body: { parts: { referral: 'not ready' } } });
    parts.referral = true;
    expect((await ready()).status).toBe(200);
  });
});

describe('starting', () => {
  test('on a port that is in use says so and what to do', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another one.`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test('for production offers no introspection and no GraphiQL', async () => {
    const introspection = '{"query":"{ __schema { types { name } } }"}';
    expect((await post(gateway.url, introspection)).body).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect((await fetch(`${gateway.url}/graphiql/`)).status).toBe(404);
    const explorable = await start({ explorable: true });
    expect((await post(explorable.url, introspection)).body).toMatchObject({ data: { __schema: {} } });
    const page = await fetch(`${explorable.url}/graphiql/`);
    expect(await page.text()).not.toMatch(/https?:\/\//);
    for (const file of ['start.js', 'react.js', 'react-dom.js', 'graphiql.js', 'graphiql.css']) {
      expect((await fetch(`${explorable.url}/graphiql/${file}`)).status).toBe(200);
    }
    await explorable.stop();
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
    try {
      await waitingForLock();
      const stopped = hub.gateway.stop();
      while (await letIn(hostname, Number(port)));
      await lock.rollbackTransaction();
      const answer = await underWay;
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.body).data.regions).toHaveLength(20);
      await stopped;
      expect(await letIn(hostname, Number(port))).toBe(false);
    } finally {
      if (lock.isTransactionActive) await lock.rollbackTransaction();
      await lock.release();
    }
  });

  /** Whether somebody who comes now is connected; a connection that is cut at once is none. */
  function letIn(hostname: string, port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(port, hostname, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  }

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
