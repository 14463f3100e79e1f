import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  type JWK,
  jwtVerify,
} from 'jose';
import { CookieJar } from './cookie-jar.js';
import {
  createIdentityProvider,
  DEMO_CLIENT,
  type IdentityProvider,
  terminalRedirectUri,
} from './identity-provider.js';
import { signIn } from './sign-in.js';

const audience = 'https://hub.example/graphql';
const accounts = [
  { sub: 'officer-1', label: 'Айгүл <Officer>', hint: 'Police & patrol' },
  { sub: 'nurse "2"', label: 'Nurse', hint: 'Clinic' },
];

let server: Server;
let issuer: string;
let signingKey: JWK;
let provider: IdentityProvider;

beforeAll(async () => {
  signingKey = await exportJWK((await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).privateKey);
  ({ server, issuer, provider } = await serve(signingKey));
});

afterAll(() => close(server));

const realEnvironment = process.env.NODE_ENV;
afterEach(() => {
  process.env.NODE_ENV = realEnvironment;
});

async function serve(key: JWK) {
  const app = express();
  const listening = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const creating = createIdentityProvider({
    issuer: `${origin}/oidc`,
    audience,
    accounts,
    signingKey: key,
    cookieKeys: ['a key for cookies'],
    redirectUris: [`${origin}/graphiql`],
  });
  // A refused provider leaves nothing listening.
  const created = await creating.catch(async (error) => {
    await close(listening);
    throw error;
  });
  app.use('/oidc', created.handler);
  return { server: listening, issuer: `${origin}/oidc`, provider: created };
}

function close(listening: Server): Promise<unknown> {
  listening.closeAllConnections();
  return new Promise((resolve) => listening.close(resolve));
}

/** One browser: what it is sent to, by hand, so that a test can spoil any step. */
function browser() {
  const cookies = new CookieJar();
  const request = async (url: URL, init: RequestInit = {}) => {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookies.for(url) }, ...init });
    cookies.keep(response, url);
    return response;
  };
  const verifier = 'v'.repeat(64);
  const start = (change: Record<string, string> = {}) => {
    const url = new URL(`${issuer}/auth`);
    url.search = new URLSearchParams({
      client_id: DEMO_CLIENT,
      response_type: 'code',
      redirect_uri: terminalRedirectUri(issuer),
      scope: 'openid',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...change,
    }).toString();
    return request(url);
  };
  const page = async () => new URL((await start()).headers.get('location')!, issuer);
  const choose = (url: URL, account: string) =>
    request(url, { method: 'POST', body: new URLSearchParams({ account }) });
  const code = async (account: string) => {
    const chosen = await choose(await page(), account);
    const resumed = await request(new URL(chosen.headers.get('location')!));
    return new URL(resumed.headers.get('location')!).searchParams.get('code')!;
  };
  const exchange = (change: Record<string, string>) =>
    fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: DEMO_CLIENT,
        redirect_uri: terminalRedirectUri(issuer),
        code_verifier: verifier,
        ...change,
      }),
    });
  return { request, start, page, choose, code, exchange };
}

describe('the token', () => {
  test('says who, for whom, for an hour, and nothing else', async () => {
    const token = await signIn({ issuer, audience, sub: 'officer-1' });
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(provider.jwks), {
      issuer,
      audience,
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    expect(payload.sub).toBe('officer-1');
    expect(payload.exp! - payload.iat!).toBe(3600);
    expect(protectedHeader.kid).toBe(provider.jwks.keys[0]!.kid);
    expect(
      Object.keys(payload)
        .filter((claim) => claim !== 'scope')
        .sort(),
    ).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'sub'].sort());
  });

  test('is verified by the key set that the provider publishes, which holds no private half', async () => {
    const token = await signIn({ issuer, audience, sub: 'nurse "2"' });
    const published = createRemoteJWKSet(new URL(`${issuer}/jwks`));
    expect((await jwtVerify(token, published, { issuer, audience })).payload.sub).toBe('nurse "2"');
    expect(provider.jwks.keys[0]).not.toHaveProperty('d');
    expect(JSON.stringify(await (await fetch(`${issuer}/jwks`)).json())).not.toContain('"d"');
  });

  test('is signed by a P-256 key as well', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const other = await serve(await exportJWK(privateKey));
    try {
      const token = await signIn({ issuer: other.issuer, audience, sub: 'officer-1' });
      const verified = await jwtVerify(token, createLocalJWKSet(other.provider.jwks), { audience });
      expect(verified.protectedHeader.alg).toBe('ES256');
    } finally {
      await close(other.server);
    }
  });

  test('is for the same audience when a client names none', async () => {
    const visitor = browser();
    const response = await visitor.exchange({ code: await visitor.code('officer-1') });
    const { access_token } = (await response.json()) as { access_token: string };
    expect(decodeJwt(access_token).aud).toBe(audience);
  });
});

describe('refused', () => {
  test('an account that does not exist, with the names of those that do', async () => {
    await expect(signIn({ issuer, audience, sub: 'chief' })).rejects.toThrow(
      'There is no account "chief"; there are: officer-1, nurse "2".',
    );
    const visitor = browser();
    const response = await visitor.choose(await visitor.page(), 'chief');
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  test('another audience', async () => {
    await expect(signIn({ issuer, audience: 'https://other.example', sub: 'officer-1' })).rejects.toThrow(
      /invalid_target/,
    );
  });

  test('a code that was tampered with, used twice, or is shown without its verifier', async () => {
    const visitor = browser();
    const code = await visitor.code('officer-1');
    const refusal = { error: 'invalid_grant' };
    const tampered = code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
    expect(await (await visitor.exchange({ code: tampered })).json()).toMatchObject(refusal);
    expect(await (await visitor.exchange({ code, code_verifier: 'w'.repeat(64) })).json()).toMatchObject(refusal);
    const fresh = await visitor.code('officer-1');
    expect((await visitor.exchange({ code: fresh })).status).toBe(200);
    expect(await (await visitor.exchange({ code: fresh })).json()).toMatchObject(refusal);
  });

  test('a request without PKCE, and one with the plain method', async () => {
    const changes: Record<string, string>[] = [
      { code_challenge: '', code_challenge_method: '' },
      { code_challenge_method: 'plain' },
    ];
    for (const change of changes) {
      const location = (await browser().start(change)).headers.get('location')!;
      expect(new URL(location).searchParams.get('error')).toBe('invalid_request');
    }
  });

  test('a redirect address that is not registered, on a page that loads nothing', async () => {
    const response = await browser().start({ redirect_uri: 'https://elsewhere.example/' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch('text/plain');
  });

  test('the page of another browser', async () => {
    const page = await browser().page();
    const stranger = await browser().choose(page, 'officer-1');
    expect([stranger.status, stranger.headers.get('location')]).toEqual([400, null]);
  });

  test('production', async () => {
    process.env.NODE_ENV = 'production';
    await expect(serve(signingKey)).rejects.toThrow(/refused when NODE_ENV=production/);
  });

  test('a key that is public or of another kind', async () => {
    for (const key of [provider.jwks.keys[0]!, { kty: 'RSA', n: 'x', e: 'AQAB' }]) {
      await expect(serve(key)).rejects.toThrow(/private Ed25519 or P-256/);
    }
  });

  test('a hub that is not running', async () => {
    await expect(signIn({ issuer: 'http://127.0.0.1:1/oidc', audience, sub: 'officer-1' })).rejects.toThrow(
      /npm start/,
    );
  });
});

describe('the page', () => {
  test('names nothing, runs no script, fetches nothing, is not kept', async () => {
    const visitor = browser();
    const response = await visitor.request(await visitor.page());
    const html = await response.text();
    expect(html).toContain('<title>Sign in</title>');
    expect(html).toContain('Айгүл &#60;Officer&#62;<small>Police &#38; patrol</small>');
    expect(html).not.toMatch(/<script|https?:|dereu/i);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  test('lets one browser sign in as one person after another', async () => {
    const visitor = browser();
    for (const { sub } of [...accounts, ...accounts]) {
      const response = await visitor.exchange({ code: await visitor.code(sub) });
      expect(decodeJwt(((await response.json()) as { access_token: string }).access_token).sub).toBe(sub);
    }
  });
});
