import { afterEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createOperating, KeySet, makeSigningKey, type Operating } from '../../subgraphs/kit/index.js';
import { ISSUER, type LonelyGateway, openLonelyGateway } from '../test/lonely-gateway.js';
import { RATE_LIMITS, type RateLimitSettings } from './rate-limits.js';

const OWN = 'query Own { regions { code } }';
const CLIENT = 'client-1';
const HUB = 'urn:dereu:hub';
const LIST = {
  agencies: ['police', 'clinic'].map((id) => ({ id, kind: 'POLICE', active: true })),
  staff: [
    ...['first', 'second'].map((subject) => ({ subject, agency: 'police', issuer: ISSUER })),
    { subject: 'third', agency: 'clinic', issuer: ISSUER },
    { subject: CLIENT, agency: 'clinic', issuer: HUB },
  ].map((each) => ({ ...each, id: `staff-${each.subject}`, unit: null, role: 'OFFICER' })),
};

let gateway: LonelyGateway;
let operating: Operating;
let lines: string[];
let clientKey: { privateKey: Parameters<SignJWT['sign']>[0]; jwk: JWK };
/** Subgraphs answer when it is let go. */
let held: Promise<void> | undefined;
async function open(limits: Partial<RateLimitSettings>, more: { trustedProxies?: string } = {}): Promise<void> {
  lines = [];
  operating = await createOperating({
    process: 'gateway',
    level: 'warn',
    destination: { write: (line) => lines.push(line) },
  });
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  clientKey = { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: 'c1' } };
  const hub = [makeSigningKey()];
  gateway = await openLonelyGateway({
    rateLimits: { ...RATE_LIMITS, ...limits },
    operating,
    operations: { firstParty: [OWN], registeredOnly: true },
    tokens: { keys: () => new KeySet(hub) },
    before: async () => held,
    list: { ...LIST, clients: [{ id: CLIENT, jwks: { keys: [clientKey.jwk] } }] },
    ...more,
  });
}
afterEach(async () => {
  held = undefined;
  await gateway.stop();
});

async function send(
  authorization?: string,
  headers: Record<string, string> = {},
  body = JSON.stringify({ query: OWN }),
) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}), ...headers },
    body,
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, after: response.headers.get('retry-after') };
}
const bearer = async (subject: string) => `Bearer ${await gateway.token(subject)}`;
const as = async (subject: string, body?: string) => send(await bearer(subject), {}, body);
const times = async <T>(n: number, work: () => Promise<T>): Promise<T[]> => {
  const answers: T[] = [];
  for (let i = 0; i < n; i++) answers.push(await work());
  return answers;
};
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);
const limited = { status: 429, code: 'RATE_LIMITED', after: expect.stringMatching(/^([1-9]|[1-5]\d|60)$/) };
const counted = async () =>
  (await operating.metrics.text()).body.split('\n').filter((line) => line.startsWith('dereu_limited_total{'));

describe('a member of staff who asks too often', () => {
  test('is refused before anything is read, planned or fetched; nobody else is', async () => {
    await open({ staffPerMinute: 3 });
    expect(statuses(await times(3, () => as('first')))).toEqual([200, 200, 200]);
    expect(gateway.asked).toHaveLength(3);
    for (const body of [undefined, '{', 'x'.repeat(300_000)]) expect(await as('first', body)).toEqual(limited);
    expect(gateway.asked).toHaveLength(3);
    expect(statuses([await as('second'), await as('third')])).toEqual([200, 200]);
  });

  test('is counted by kind, and told to the operator once a minute, without saying who it is', async () => {
    await open({ staffPerMinute: 1 });
    await times(5, () => as('first'));
    expect(await counted()).toEqual(['dereu_limited_total{limit="staff_rate"} 4']);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ event: 'rate_limited', limit: 'staff_rate', agencyKind: 'POLICE' }),
    ]);
    expect(lines.join()).not.toMatch(/staff-|first|127\.0\.0\.1/);
  });

  test('by asking much at once is let in again as soon as an answer is there, or he has gone away', async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    await open({ staffAtOnce: 2 });
    const authorization = await bearer('first');
    const gone = new AbortController();
    const waiting = as('first');
    const aborted = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: OWN }),
      signal: gone.signal,
    }).catch(() => null);
    while (gateway.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await as('first')).toEqual({ ...limited, after: '1' });
    expect(gateway.asked).toHaveLength(2);
    gone.abort();
    await aborted;
    // one place is free; whoever takes it waits like the first
    let next = send(authorization);
    while (gateway.asked.length < 3) {
      const early = await Promise.race([next, new Promise<null>((resolve) => setTimeout(resolve, 20, null))]);
      if (early) next = send(authorization);
    }
    expect((await as('first')).status).toBe(429);
    release();
    expect(statuses([await waiting, await next, await as('first')])).toEqual([200, 200, 200]);
  });
});

describe('an agency that asks too much', () => {
  test('is refused as a whole; what one person is refused does not count against his colleagues', async () => {
    await open({ staffPerMinute: 2, agencyPerMinute: 3 });
    expect(statuses(await times(9, () => as('first')))).toEqual([200, 200, ...Array(7).fill(429)]);
    expect(statuses(await times(2, () => as('second')))).toEqual([200, 429]);
    expect((await as('third')).status).toBe(200);
    expect(await counted()).toEqual([
      'dereu_limited_total{limit="staff_rate"} 7',
      'dereu_limited_total{limit="agency_rate"} 1',
    ]);
  });

  test('at once, too', async () => {
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    await open({ agencyAtOnce: 1 });
    const waiting = as('first');
    while (gateway.asked.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await as('second')).status).toBe(429);
    const other = as('third');
    while (gateway.asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    expect(statuses([await waiting, await other, await as('second')])).toEqual([200, 200, 200]);
  });
});

describe('whoever shows no valid token', () => {
  test('is limited by address, with his body unread; a valid token from there is not', async () => {
    await open({ sourcePerMinute: 4 });
    const refused = [
      await send(),
      await send('Bearer x', {}, '{'),
      await send(undefined, {}, '{'),
      await send(await bearer('first'), { 'purpose-of-use': 'TREAT' }),
    ];
    expect(statuses(refused)).toEqual([401, 401, 401, 403]);
    expect(await send()).toEqual(limited);
    expect(await send('Bearer x')).toEqual(limited);
    expect(gateway.asked).toEqual([]);
    expect((await as('first')).status).toBe(200);
    expect(lines.join()).not.toMatch(/127\.0\.0\.1/);
  });

  test('is known by the address that a trusted proxy names, an IPv6 one by its network; by nobody else’s word', async () => {
    await open({ sourcePerMinute: 1 }, { trustedProxies: 'loopback' });
    const from = async (address: string) => (await send(undefined, { 'x-forwarded-for': address })).status;
    expect(await from('203.0.113.5')).toBe(401);
    expect(await from('203.0.113.5')).toBe(429);
    expect(await from('203.0.113.6')).toBe(401);
    expect(await from('2001:db8:0:1::5')).toBe(401);
    expect(await from('2001:db8::1:ffff:0:0:6')).toBe(429);
    expect(await from('2001:db8:0:2::5')).toBe(401);
    await gateway.stop();
    await open({ sourcePerMinute: 1 });
    expect(await from('203.0.113.5')).toBe(401);
    expect(await from('203.0.113.6')).toBe(429);
  });
});

describe('the token endpoint', () => {
  const ask = async (assertion: string) => {
    const response = await fetch(`${gateway.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    });
    const { error } = (await response.json()) as { error?: string };
    return { status: response.status, error, after: response.headers.get('retry-after') };
  };
  const signed = () =>
    new SignJWT({ iss: CLIENT, sub: CLIENT, aud: HUB, jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'c1' })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(clientKey.privateKey);

  test('limits what it refuses by address, and a client by its own name', async () => {
    await open({ sourcePerMinute: 2, staffPerMinute: 2 });
    expect(statuses(await times(2, () => ask('x.y.z')))).toEqual([401, 401]);
    expect(await ask('x.y.z')).toEqual({ status: 429, error: 'too_many_requests', after: limited.after });
    expect(statuses(await times(3, async () => ask(await signed())))).toEqual([200, 200, 429]);
  });
});

test('the defaults let a busy person through: twenty at the same time, five hundred in a minute', async () => {
  await open({});
  const authorization = await bearer('first');
  const worker = () => times(25, () => send(authorization));
  const answers = (await Promise.all(Array.from({ length: 20 }, worker))).flat();
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
  expect(await counted()).toEqual([]);
});
