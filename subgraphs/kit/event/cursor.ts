import { hkdfSync } from 'node:crypto';
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

/** @param position a place in the log of events */
export function eventCursor(secret: Buffer, agency: string, position: string): string {
  return cipher(secret).toPublic(BigInt(position).toString(16).padStart(32, '0'), agency);
}

/** The place that a cursor stands for; null when it is none of this agency's here. */
export function eventPosition(secret: Buffer, agency: string, cursor: string): string | null {
  const hex = cipher(secret).toKey(cursor, agency)?.replaceAll('-', '');
  return hex ? BigInt(`0x${hex}`).toString() : null;
}
