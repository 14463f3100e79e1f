import { hkdfSync, randomBytes } from 'node:crypto';
import { PairwiseIds } from '../pairwise-id.js';

const ciphers = new WeakMap<Buffer, PairwiseIds>();

/** Sealed for one agency: how many events others get cannot be counted by it, and another agency's is none. */
function cipher(secret: Buffer): PairwiseIds {
  let made = ciphers.get(secret);
  if (!made) {
    made = new PairwiseIds(Buffer.from(hkdfSync('sha256', secret, '', 'dereu event cursor v1', 64)));
    ciphers.set(secret, made);
  }
  return made;
}

/**
 * Another one each time, also of the same place: the place moves on with everybody's events, and two that are the same would say that nothing has happened anywhere.
 * @param position a place in the log of events
 */
export function eventCursor(secret: Buffer, agency: string, position: string): string {
  const place = BigInt(position).toString(16).padStart(16, '0');
  return cipher(secret).toPublic(randomBytes(8).toString('hex') + place, agency);
}

/** The place that a cursor stands for; null when it is none of this agency's here. */
export function eventPosition(secret: Buffer, agency: string, cursor: string): string | null {
  const hex = cipher(secret).toKey(cursor, agency)?.replaceAll('-', '');
  return hex ? BigInt(`0x${hex.slice(16)}`).toString() : null;
}
