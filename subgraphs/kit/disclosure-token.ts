import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Requester } from './requester.js';
import type { Category } from './vocabulary.js';

/** What a disclosure token states: this requester may, for this purpose and request, see this category of this victim. */
export interface Disclosure {
  readonly victim: string;
  readonly category: Category;
  readonly requester: Requester;
  readonly requestId: string;
  /** ms since the epoch */
  readonly expires: number;
}

/** Domain separation: a token can never be mistaken for another MAC under the same key. */
const LABEL = 'dereu disclosure v1';

function mac(key: Buffer, d: Disclosure): Buffer {
  const { agency, unit, staff, role, purpose } = d.requester;
  return createHmac('sha256', key)
    .update(JSON.stringify([LABEL, d.victim, d.category, agency, unit, staff, role, purpose, d.requestId, d.expires]))
    .digest();
}

/** Issued by `consent` only, under the key that it shares with the one subgraph that owns the category. */
export function issueDisclosure(key: Buffer, disclosure: Disclosure): string {
  return `${disclosure.expires.toString(36)}.${mac(key, disclosure).toString('base64url')}`;
}

/**
 * True only for a token made under this key for exactly this victim, category, requester (purpose included) and request, and
 * not expired at `now` (ms since the epoch).
 */
export function verifyDisclosure(
  key: Buffer,
  token: unknown,
  expected: Omit<Disclosure, 'expires'>,
  now: number = Date.now(),
): boolean {
  if (typeof token !== 'string') return false;
  const dot = token.indexOf('.');
  if (dot < 1) return false;
  const expires = Number.parseInt(token.slice(0, dot), 36);
  if (!Number.isSafeInteger(expires) || expires <= now) return false;
  const given = Buffer.from(token.slice(dot + 1), 'base64url');
  const computed = mac(key, { ...expected, expires });
  return given.length === computed.length && timingSafeEqual(given, computed);
}
