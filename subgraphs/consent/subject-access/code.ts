import { randomBytes } from 'node:crypto';
import { keyed as keyedFor, type SubgraphSecrets } from '../../kit/index.js';

/** Crockford's base32: no I, L, O or U, and each of 32 signs is five bits. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SELECTOR = 4;
const LENGTH = 10;

/** What is read or typed in the place of a sign: Crockford's own, and the Cyrillic letters that look the same. */
const READ_AS: Readonly<Record<string, string>> = {
  ...{ O: '0', I: '1', L: '1' },
  ...{ А: 'A', В: 'B', Е: 'E', З: '3', К: 'K', М: 'M', Н: 'H', О: '0', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', І: '1' },
};

/**
 * Two codes that nobody can tell apart. The first four signs are the same in both: they find the pair, so that wrong tries at it can be counted;
 * the other six (30 bits) are each code's own.
 */
export function newCodes(): { readonly code: string; readonly duressCode: string } {
  const selector = signs(SELECTOR);
  const code = selector + signs(LENGTH - SELECTOR);
  const duressCode = selector + signs(LENGTH - SELECTOR);
  return code === duressCode ? newCodes() : { code, duressCode };
}

/** As it is written on paper: two groups of five. */
export const written = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** As it was meant by whoever typed it; anything else stays something that is no code. */
export function typed(text: string): string {
  return [
    ...text
      .slice(0, 40)
      .normalize('NFC')
      .toUpperCase()
      .replace(/[\s‐-―-]/g, ''),
  ]
    .map((sign) => READ_AS[sign] ?? sign)
    .join('');
}

function signs(count: number): string {
  return [...randomBytes(count)].map((byte) => SIGNS[byte & 31]).join('');
}

export interface CodeHashes {
  readonly selector: Buffer;
  readonly code: Buffer;
}

/** Of a code only these are kept: who has the database alone can try no code against it. */
export function codeHashes(secrets: SubgraphSecrets, code: string): CodeHashes {
  return { selector: keyed(secrets, 'selector', code.slice(0, SELECTOR)), code: keyed(secrets, 'code', code) };
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export const keyed = (
  secrets: SubgraphSecrets,
  use: 'selector' | 'code' | 'session' | 'source',
  value: string,
): Buffer => keyedFor(secrets, `subject-access/${use}`, value);
