import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../kit/index.js';
import { publicKeysOf, usableKeysOf } from './public-keys.js';

type Jwk = Record<string, unknown>;
const pair = (type: string, options: object) =>
  generateKeyPairSync(type as 'ed25519', options) as KeyPairKeyObjectResult;
const ed25519 = (kid?: string): Jwk => ({ ...jwk('ed25519'), ...(kid ? { kid } : {}) });
const jwk = (type: string, options: object = {}): Jwk => pair(type, options).publicKey.export({ format: 'jwk' }) as Jwk;
const privateJwk = (type: string, options: object = {}): Jwk =>
  pair(type, options).privateKey.export({ format: 'jwk' }) as Jwk;

/** The field that a set is refused for; null when it is taken. */
function refused(jwks: unknown): string | null {
  try {
    publicKeysOf(jwks);
    return null;
  } catch (error) {
    return (error as Refusal).field!.join('.');
  }
}
const one = (key: unknown) => refused({ keys: [key] });

describe('keys that are given', () => {
  test('are taken when a signature of theirs can be relied on, and only their public members are kept', () => {
    const rsa = { ...jwk('rsa', { modulusLength: 2048 }), kid: 'r', alg: 'PS256', use: 'sig' };
    const keys = [
      { ...ed25519('a'), x5c: ['…'], note: 'not needed' },
      { ...jwk('ec', { namedCurve: 'P-256' }), kid: 'b', alg: 'ES256' },
      { ...jwk('ec', { namedCurve: 'P-384' }), kid: 'c' },
      rsa,
    ];
    const taken = publicKeysOf({ keys });
    expect(taken.map(({ kid }) => kid)).toEqual(['a', 'b', 'c', 'r']);
    expect(Object.keys(taken[0]!).sort()).toEqual(['crv', 'kid', 'kty', 'x']);
    expect(taken[3]).toEqual(rsa);
  });

  test('are refused by the name of their private member', () => {
    expect(one(privateJwk('ed25519'))).toBe('jwks.keys.0.d');
    expect(one(privateJwk('ec', { namedCurve: 'P-256' }))).toBe('jwks.keys.0.d');
    expect(one(privateJwk('rsa', { modulusLength: 2048 }))).toBe('jwks.keys.0.d');
    const { d: _, p, ...half } = privateJwk('rsa', { modulusLength: 2048 });
    expect(one({ ...half, p })).toBe('jwks.keys.0.p');
    expect(one({ ...ed25519(), k: 'c2VjcmV0' })).toBe('jwks.keys.0.k');
    expect(refused({ keys: [ed25519('a'), { ...privateJwk('ed25519'), kid: 'b' }] })).toBe('jwks.keys.1.d');
  });

  test('are refused when they are weak, symmetric, of another kind or no keys', () => {
    expect(one(jwk('rsa', { modulusLength: 1024 }))).toBe('jwks.keys.0.n');
    expect(one(jwk('rsa', { modulusLength: 2048, publicExponent: 3 }))).toBe('jwks.keys.0.e');
    expect(one({ kty: 'oct', k: 'c2VjcmV0' })).toBe('jwks.keys.0.kty');
    expect(one(jwk('ec', { namedCurve: 'secp256k1' }))).toBe('jwks.keys.0.crv');
    expect(one(jwk('x25519'))).toBe('jwks.keys.0.crv');
    expect(one({ ...ed25519(), alg: 'HS256' })).toBe('jwks.keys.0.alg');
    expect(one({ ...ed25519(), use: 'enc' })).toBe('jwks.keys.0.use');
    expect(one({ ...ed25519(), x: 'short' })).toBe('jwks.keys.0');
    expect(one('key')).toBe('jwks.keys.0');
    for (const none of [null, {}, { keys: [] }, { keys: {} }, { keys: Array(21).fill(ed25519()) }, []])
      expect(refused(none)).toBe('jwks');
  });

  test('need a name of their own as soon as there are two', () => {
    expect(one(ed25519())).toBeNull();
    expect(refused({ keys: [ed25519('a'), ed25519('b')] })).toBeNull();
    expect(refused({ keys: [ed25519('a'), ed25519('a')] })).toBe('jwks.keys.1.kid');
    expect(refused({ keys: [ed25519('a'), ed25519()] })).toBe('jwks.keys.1.kid');
  });

  test('are not repeated in the refusal', () => {
    const key = privateJwk('ed25519');
    try {
      publicKeysOf({ keys: [key] });
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain(String(key.d));
      return;
    }
    throw new Error('A private key was taken.');
  });
});

test("of a provider's own keys only those for signatures are used", () => {
  const keys = [
    { ...ed25519('a') },
    { ...jwk('rsa', { modulusLength: 2048 }), kid: 'enc', use: 'enc', alg: 'RSA-OAEP' },
    { kty: 'oct', k: 'c2VjcmV0' },
    jwk('rsa', { modulusLength: 1024 }),
    null,
  ];
  expect(usableKeysOf({ keys }).map(({ kid }) => kid)).toEqual(['a']);
  expect(usableKeysOf('nothing')).toEqual([]);
});
