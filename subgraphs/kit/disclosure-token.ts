import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Requester } from './requester.js';
import type { KeySet, UsableKey } from './trust/key-set.js';
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

function mac(key: KeyObject, d: Disclosure): Buffer {
  const { agency, unit, staff, role, purpose } = d.requester;
  return createHmac('sha256', key)
    .update(JSON.stringify([LABEL, d.victim, d.category, agency, unit, staff, role, purpose, d.requestId, d.expires]))
    .digest();
}

/** Issued by `consent` only, under the key that it shares with the one subgraph that owns the category: `<kid>.<expiry>.<mac>`. */
export function issueDisclosure({ kid, key }: UsableKey, disclosure: Disclosure): string {
  return `${kid}.${disclosure.expires.toString(36)}.${mac(key, disclosure).toString('base64url')}`;
}

/**
 * True only for a token made under one of these keys for exactly this victim, category, requester (purpose included) and request, and
 * not expired at `now` (ms since the epoch).
 */
export function verifyDisclosure(
  keys: KeySet,
  token: unknown,
  expected: Omit<Disclosure, 'expires'>,
  now: number = Date.now(),
): boolean {
  if (typeof token !== 'string') return false;
  const [kid = '', until = '', given64 = '', ...more] = token.split('.');
  const key = keys.find(kid, now);
  const expires = Number.parseInt(until, 36);
  if (!key || more.length > 0 || !Number.isSafeInteger(expires) || expires <= now) return false;
  const given = Buffer.from(given64, 'base64url');
  const computed = mac(key, { ...expected, expires });
  return given.length === computed.length && timingSafeEqual(given, computed);
}
