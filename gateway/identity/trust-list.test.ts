import { mock } from 'node:test';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { KeySet, type PublicKey, type Requester } from '../../subgraphs/kit/index.js';
import { authenticate } from './authenticate.js';
import { TrustListKeeper } from './trust-list.js';

const ISSUER = 'https://idp.example';
const AUDIENCE = 'urn:dereu';
const RULES = { maximumAgeMs: 300_000 };
const now = () => Math.floor(Date.now() / 1000);
type Pair = { readonly privateKey: Parameters<SignJWT['sign']>[0]; readonly jwk: JWK };

async function pair(): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: 'a' } };
}

let directory: Pair;
let provider: Pair;
let published: string;
let asked: number;
beforeAll(async () => {
  directory = await pair();
  provider = await pair();
});

const list = (change: Record<string, unknown> = {}) => ({
  version: 5,
  issuedAt: new Date().toISOString(),
  issuers: [{ issuer: ISSUER, audience: AUDIENCE, jwks: { keys: [provider.jwk] } }],
  agencies: [
    { id: 'police', kind: 'POLICE', active: true },
    { id: 'closed', kind: 'POLICE', active: false },
  ],
  staff: [
    { id: 'officer-1', issuer: ISSUER, subject: 'asel', agency: 'police', unit: 'unit-1', role: 'OFFICER' },
    { id: 'officer-2', issuer: ISSUER, subject: 'retired', agency: 'closed', unit: null, role: 'OFFICER' },
  ],
  agreements: [{ kind: 'POLICE', role: 'OFFICER', purposes: ['POLICE_RESPONSE'] }],
  ...change,
});
const signed = (content: unknown, key = directory.privateKey) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: 'a', typ: 'trust-list+json' })
    .sign(key as never);

let keeper: TrustListKeeper;
beforeEach(async () => {
  asked = 0;
  published = await signed(list());
  keeper = new TrustListKeeper({
    fetch: async () => {
      asked += 1;
      if (published === 'down') throw new Error('the directory does not answer');
      return published;
    },
    directoryKeys: () => new KeySet([directory.jwk as PublicKey]),
    refreshMs: 60_000,
    maximumAgeMs: 10_000,
  });
});
const publish = async (content: unknown, key?: Pair['privateKey']) => {
  published = typeof content === 'string' ? content : await signed(content, key);
  return keeper.refresh();
};

const headers = async (more: Record<string, string> = {}, subject = 'asel', issued = now()) => ({
  authorization: `Bearer ${await new SignJWT({}).setProtectedHeader({ alg: 'EdDSA' }).setIssuer(ISSUER).setAudience(AUDIENCE).setSubject(subject).setIssuedAt(issued).setExpirationTime('1h').sign(provider.privateKey)}`,
  ...more,
});
const enter = async (
  more: Record<string, string> = {},
  subject?: string,
  issued?: number,
): Promise<Requester | string> => {
  try {
    return (await authenticate(await headers(more, subject, issued), keeper.current, RULES))!;
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe('the trust list of a gateway', () => {
  test('is not there before the first good one: nobody is let in', async () => {
    expect(keeper.current).toBeNull();
    expect(await enter()).toBe('UNAUTHENTICATED');
    await publish('down');
    expect(keeper.current).toBeNull();
    await publish(list());
    expect(await enter()).toMatchObject({ agency: 'police', unit: 'unit-1', staff: 'officer-1', role: 'OFFICER' });
  });

  test('is replaced by a newer one only: an older one cannot bring back who was dismissed', async () => {
    expect(await publish(list())).toBe(true);
    expect(await publish(list({ version: 6, staff: [] }))).toBe(true);
    expect(await enter()).toBe('UNAUTHENTICATED');
    for (const version of [5, 6]) expect(await publish(list({ version }))).toBe(false);
    expect(await enter()).toBe('UNAUTHENTICATED');
    expect(keeper.current?.version).toBe(6);
    expect(await publish(list({ version: 7 }))).toBe(true);
    expect(await enter()).toMatchObject({ staff: 'officer-1' });
  });

  test("stays as it is when the next one is not the directory's, not a list, or does not come", async () => {
    await publish(list());
    const forged = list({ version: 99, staff: [] });
    const [header, , signature] = (await signed(forged)).split('.');
    const another = Buffer.from(JSON.stringify(list({ version: 99 }))).toString('base64url');
    const bad: unknown[] = [
      await signed(forged, (await pair()).privateKey),
      `${header}.${another}.${signature}`,
      new UnsecuredJWT(forged).encode(),
      JSON.stringify(forged),
      'down',
      '',
      {},
      list({ version: 0 }),
      list({ version: '99' }),
      list({ version: 99, issuedAt: 'today' }),
      list({ version: 99, staff: [{ id: 'x' }] }),
      list({ version: 99, agreements: [{ kind: 'POLICE', role: 'KING', purposes: [] }] }),
    ];
    for (const content of bad) expect(await publish(content)).toBe(false);
    expect(asked).toBe(bad.length + 1);
    expect(keeper.current?.version).toBe(5);
    expect(await enter()).toMatchObject({ staff: 'officer-1' });
  });

  test('that has grown too old is not used: nobody is let in until a younger one comes', async () => {
    await publish(list({ issuedAt: new Date(Date.now() - 11_000).toISOString() }));
    expect(keeper.current).toBeNull();
    expect(await enter()).toBe('UNAUTHENTICATED');
    expect(await publish(list({ version: 6 }))).toBe(true);
    expect(await enter()).toMatchObject({ staff: 'officer-1' });
  });

  test('lets in only staff of active agencies, for whom the issuer may vouch', async () => {
    await publish(list());
    expect(await enter({}, 'retired')).toBe('UNAUTHENTICATED');
    expect(await enter({}, 'stranger')).toBe('UNAUTHENTICATED');
    const issuers = [{ ...list().issuers[0], agencies: ['court'] }];
    await publish(list({ version: 6, issuers }));
    expect(await enter()).toBe('UNAUTHENTICATED');
  });
});

describe('the age of a token', () => {
  const bearer = async (claims: (token: SignJWT) => SignJWT) => {
    const token = new SignJWT({}).setProtectedHeader({ alg: 'EdDSA' }).setIssuer(ISSUER).setAudience(AUDIENCE);
    return {
      authorization: `Bearer ${await claims(token.setSubject('asel').setExpirationTime('1h')).sign(provider.privateKey)}`,
    };
  };
  const admitted = async (more: Record<string, string>) => {
    try {
      return (await authenticate(more, keeper.current, RULES))?.staff;
    } catch {
      return 'refused';
    }
  };

  test('is five minutes at most, however long it says it is valid: who was disabled at the provider is out by then', async () => {
    await publish(list());
    expect(await enter({}, 'asel', now() - 280)).toMatchObject({ staff: 'officer-1' });
    expect(await enter({}, 'asel', now() - 310)).toBe('UNAUTHENTICATED');
    expect(await enter({}, 'asel', now() + 60)).toBe('UNAUTHENTICATED');
    expect(await admitted(await bearer((token) => token))).toBe('refused');
  });

  test('counts for a token that was found right before, too', async () => {
    await publish(list());
    const token = await bearer((t) => t.setIssuedAt(now() - 200));
    expect(await admitted(token)).toBe('officer-1');
    const later = Date.now() + 110_000;
    await publish(list({ version: 6, issuedAt: new Date(later).toISOString() }));
    expect(await admitted(token)).toBe('officer-1');
    mock.timers.enable({ apis: ['Date'], now: later });
    try {
      expect(await admitted(token)).toBe('refused');
    } finally {
      mock.timers.reset();
    }
  });
});

describe('the requester', () => {
  const purpose = { 'purpose-of-use': 'POLICE_RESPONSE' };

  test('states a purpose that the agreement has, or none', async () => {
    await publish(list());
    expect(await enter(purpose)).toMatchObject({ purpose: 'POLICE_RESPONSE' });
    expect(await enter()).toMatchObject({ purpose: null });
    expect(await enter({ 'purpose-of-use': '' })).toMatchObject({ purpose: null });
    for (const stated of ['COURT', 'constructor', 'POLICE_RESPONSE ']) {
      expect(await enter({ 'purpose-of-use': stated })).toBe('PURPOSE_NOT_PERMITTED');
    }
  });

  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['kk', 'kk'],
    ['ru-RU,ru;q=0.9,en-US;q=0.8', 'ru'],
    ['KK-KZ', 'kk'],
    ['de, fr;q=0.9, ru;q=0.1', 'ru'],
    ['en;q=0.1, kk;q=0.5, ru;q=0.3', 'kk'],
    ['ru ; q=0.5 , kk ; q=0.6', 'kk'],
    ['*', 'en'],
    ['kk;q=0', 'en'],
    ['kk;q=0, ru;q=0.2', 'ru'],
    ['zz, ;;;=,,', 'en'],
    ['kk;q=abc', 'kk'],
  ])('who prefers %j is answered in %s', async (preferred, language) => {
    await publish(list());
    expect(await enter(preferred === undefined ? {} : { 'accept-language': preferred })).toMatchObject({ language });
  });
});
