import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { KeySet, makeSigningKey, type PrivateKey, publicHalf } from '../../subgraphs/kit/index.js';
import { ISSUER, type LonelyGateway, openLonelyGateway } from '../test/lonely-gateway.js';

const CLIENT = 'client-1';
const HUB = 'urn:dereu:hub';
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const OWN = 'query Own { regions { code } }';
type Pair = { readonly privateKey: Parameters<SignJWT['sign']>[0]; readonly jwk: JWK };

async function pair(kid: string, alg = 'EdDSA'): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}

let gateway: LonelyGateway;
let client: Pair;
let hub: PrivateKey[];
const now = () => Math.floor(Date.now() / 1000);
const staffOf = (subject: string, issuer = HUB) => ({
  ...{ id: `staff of ${subject}`, issuer, subject, agency: 'police', unit: null, role: 'INTEGRATOR' },
});
beforeAll(async () => {
  client = await pair('c1', 'ES256');
  hub = [{ ...makeSigningKey(), kid: 'h1' }];
  gateway = await openLonelyGateway({
    operations: { firstParty: [OWN], registeredOnly: true },
    tokens: { keys: () => new KeySet(hub) },
  });
});
afterAll(() => gateway?.stop());
beforeEach(() =>
  gateway.publish({
    agencies: [{ id: 'police', kind: 'POLICE', active: true }],
    staff: [staffOf(CLIENT)],
    clients: [{ id: CLIENT, jwks: { keys: [client.jwk] } }],
  }),
);

const assertion = (claims: Record<string, unknown> = {}, key = client, alg = 'ES256') =>
  new SignJWT({
    ...{ iss: CLIENT, sub: CLIENT, aud: `${gateway.url}/oauth/token`, jti: randomUUID(), iat: now(), exp: now() + 60 },
    ...claims,
  })
    .setProtectedHeader({ alg, kid: key.jwk.kid! })
    .sign(key.privateKey);
async function ask(form: Record<string, string> | string) {
  const response = await fetch(`${gateway.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const body = (await response.json()) as Record<string, string>;
  return { status: response.status, cache: response.headers.get('cache-control'), body };
}
const askBy = async (client_assertion: string, more: Record<string, string> = {}) =>
  ask({ grant_type: 'client_credentials', client_assertion_type: TYPE, client_assertion, ...more });
const enter = async (token: string) =>
  (await gateway.post({ query: OWN }, { authorization: `Bearer ${token}` })).status;

describe('a machine client', () => {
  test('gets a token of five minutes for its signature, and comes in with it', async () => {
    const { status, cache, body } = await askBy(await assertion());
    expect({ status, cache, ...body }).toMatchObject({
      ...{ status: 200, cache: 'no-store', token_type: 'Bearer', expires_in: 300 },
    });
    const { payload } = await jwtVerify(body.access_token!, await importJWK(publicHalf(hub[0]!), 'EdDSA'), {
      issuer: HUB,
      audience: HUB,
    });
    expect(payload).toMatchObject({ sub: CLIENT, client_id: CLIENT });
    expect(payload.exp! - payload.iat!).toBe(300);
    expect(decodeProtectedHeader(body.access_token!)).toEqual({ alg: 'EdDSA', kid: 'h1', typ: 'at+jwt' });
    expect(await enter(body.access_token!)).toBe(200);
    for (const aud of [gateway.url, HUB, [HUB, 'https://elsewhere.example']])
      expect((await askBy(await assertion({ aud }))).status).toBe(200);
    expect((await askBy(await assertion(), { client_id: CLIENT })).status).toBe(200);
  });

  test('is refused with an assertion that is not right, without being told what is wrong', async () => {
    const stranger = await pair('c1', 'ES256');
    const wrong: Record<string, Promise<string>> = {
      'signed by another key': assertion({}, stranger),
      'of another client': assertion({ iss: 'client-2', sub: 'client-2' }),
      'for another subject': assertion({ sub: 'client-2' }),
      'for another hub': assertion({ aud: 'https://another.example/oauth/token' }),
      expired: assertion({ exp: now() - 10 }),
      'valid for too long': assertion({ exp: now() + 3_600 }),
      'without end': assertion({ exp: undefined }),
      'without name': assertion({ jti: undefined }),
      'with an empty name': assertion({ jti: '' }),
      'with a name that is none': assertion({ jti: 7 }),
      'not yet valid': assertion({ nbf: now() + 60 }),
      'by a symmetric key': new SignJWT({ iss: CLIENT, sub: CLIENT, aud: HUB, jti: 'x', exp: now() + 60 })
        .setProtectedHeader({ alg: 'HS256', kid: 'c1' })
        .sign(new TextEncoder().encode(client.jwk.x)),
      'that is no JWT': Promise.resolve('abc'),
    };
    for (const [name, token] of Object.entries(wrong)) {
      const { status, cache, body } = await askBy(await token);
      expect({ name, status, cache, error: body.error }).toEqual({
        ...{ name, status: 401, cache: 'no-store', error: 'invalid_client' },
      });
    }
    const other = await askBy(await assertion(), { client_id: 'client-2' });
    expect(other.body.error).toBe('invalid_client');
  });

  test('uses an assertion once, also twice at once', async () => {
    const once = await assertion();
    const answers = await Promise.all([askBy(once), askBy(once), askBy(once)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await askBy(once)).status).toBe(401);
  });

  test('changes its key without a gap: both are taken while both are registered', async () => {
    const next = await pair('c2');
    const replace = (...pairs: Pair[]) =>
      gateway.publish({ clients: [{ id: CLIENT, jwks: { keys: pairs.map(({ jwk }) => jwk) } }] });
    const tokens = async () => [
      (await askBy(await assertion())).status,
      (await askBy(await assertion({}, next, 'EdDSA'))).status,
    ];
    expect(await tokens()).toEqual([200, 401]);
    await replace(client, next);
    expect(await tokens()).toEqual([200, 200]);
    await replace(next);
    expect(await tokens()).toEqual([401, 200]);
  });

  test('that was deactivated gets no token, and the one that it has is worth nothing', async () => {
    const { body } = await askBy(await assertion());
    expect(await enter(body.access_token!)).toBe(200);
    await gateway.publish({ staff: [], clients: [{ id: CLIENT, jwks: { keys: [client.jwk] } }] });
    expect((await askBy(await assertion())).body.error).toBe('invalid_client');
    expect(await enter(body.access_token!)).toBe(401);
  });
});

describe("the hub's own tokens", () => {
  const forged = async (key: PrivateKey, typ = 'at+jwt', subject = CLIENT) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ })
      .setIssuer(HUB)
      .setAudience(HUB)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(await importJWK(key, 'EdDSA'));

  test('are signed by the newest key and taken by every key that the gateways still publish', async () => {
    const { body } = await askBy(await assertion());
    hub.push({ ...makeSigningKey(), kid: 'h2' });
    expect(decodeProtectedHeader((await askBy(await assertion())).body.access_token!).kid).toBe('h2');
    await gateway.publish({});
    expect(await enter(body.access_token!)).toBe(200);
    hub.shift();
    await gateway.publish({});
    expect(await enter(body.access_token!)).toBe(401);
  });

  test('cannot be vouched for by the trust list, nor by a client', async () => {
    const stranger = { ...makeSigningKey(), kid: hub[0]!.kid };
    await gateway.publish({
      issuers: [{ issuer: HUB, audience: HUB, jwks: { keys: [publicHalf(stranger)] } }],
      staff: [staffOf(CLIENT), staffOf('someone', ISSUER)],
    });
    expect(await enter(await forged(stranger))).toBe(401);
    expect(await enter(await forged({ ...stranger, kid: 'unknown' }))).toBe(401);
    // what the gateway signs for subgraphs with the same key is no access token
    expect(await enter(await forged(hub[0]!, 'JWT'))).toBe(401);
    expect(await enter(await assertion({ aud: HUB }))).toBe(401);
    expect(await enter(await forged(hub[0]!))).toBe(200);
  });
});

describe('the token endpoint', () => {
  test('names what is wrong with the form of a request', async () => {
    const error = async (form: Record<string, string> | string) => {
      const { status, cache, body } = await ask(form);
      expect(cache).toBe('no-store');
      return `${status} ${body.error}`;
    };
    const form = { grant_type: 'client_credentials', client_assertion_type: TYPE, client_assertion: 'x' };
    expect(await error({})).toBe('400 invalid_request');
    expect(await error({ ...form, grant_type: 'password' })).toBe('400 unsupported_grant_type');
    expect(await error({ ...form, client_assertion_type: 'x' })).toBe('400 invalid_request');
    expect(await error({ ...form, client_assertion: '' })).toBe('400 invalid_request');
    expect(await error({ ...form, scope: 'admin' })).toBe('400 invalid_scope');
    expect(await error(`${new URLSearchParams(form)}&client_assertion=y`)).toBe('400 invalid_request');
    expect(await error({ ...form, client_assertion: 'x'.repeat(20_000) })).toBe('400 invalid_request');
    const json = await fetch(`${gateway.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
    });
    expect(json.status).toBe(400);
  });

  test('is described where RFC 8414 says, and gives nothing without a young trust list', async () => {
    const metadata = await (await fetch(`${gateway.url}/.well-known/oauth-authorization-server`)).json();
    expect(metadata).toMatchObject({
      issuer: gateway.url,
      token_endpoint: `${gateway.url}/oauth/token`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
    const without = await openLonelyGateway({
      trustList: { directoryKeys: () => new KeySet([]), refreshMs: 3_600_000, maximumAgeMs: 60_000 },
      tokens: { keys: () => new KeySet(hub) },
    });
    const form = { grant_type: 'client_credentials', client_assertion_type: TYPE, client_assertion: await assertion() };
    const answer = await fetch(`${without.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    await without.stop();
    expect([answer.status, await answer.json()]).toMatchObject([503, { error: 'temporarily_unavailable' }]);
  });
});
