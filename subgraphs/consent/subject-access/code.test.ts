import { describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { testServer } from '../../../test/setup/test-server.js';
import { codeHashes, newCodes, typed, written } from './code.js';

const secrets = secretsOf(testServer().secrets, 'consent');

describe('a code', () => {
  test('is ten signs that nobody takes for another, and the two of a pair cannot be told apart', () => {
    const pairs = Array.from({ length: 500 }, newCodes);
    for (const { code, duressCode } of pairs) {
      expect(written(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(written(duressCode)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(code).not.toBe(duressCode);
    }
    expect(new Set(pairs.flatMap(({ code, duressCode }) => [code, duressCode])).size).toBe(1_000);
    const signs = new Set(pairs.flatMap(({ code }) => [...code]));
    expect(signs.size).toBe(32);
  });

  test.each([
    ['k7m2q-9xptr', 'K7M2Q9XPTR'],
    [' K7M2Q — 9XPTR ', 'K7M2Q9XPTR'],
    ['К7М2Q-9ХРТR', 'K7M2Q9XPTR'],
    ['oil00-вснтх', '01100BCHTX'],
    ['о з', '03'],
  ])('typed as %j is %s', (text, code) => {
    expect(typed(text)).toBe(code);
  });

  test('is kept as hashes under a secret of the process, and never under none', () => {
    const { code } = newCodes();
    const hashes = codeHashes(secrets, code);
    expect(codeHashes(secrets, code)).toEqual(hashes);
    expect(hashes.code.equals(hashes.selector)).toBe(false);
    const other = { ...secrets, idempotency: Buffer.alloc(32, 7) };
    expect(codeHashes(other, code).code.equals(hashes.code)).toBe(false);
    expect(() => codeHashes({ ...secrets, idempotency: Buffer.alloc(0) }, code)).toThrow('secret');
  });
});
