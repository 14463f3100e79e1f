import { createHmac } from 'node:crypto';
import { BedCapacity } from '../availability/admission.js';
import type { Candidate } from './candidate.js';

const BY_CAPACITY = Object.values(BedCapacity);

/**
 * One offer for each kind of unit that a shelter has: the best of them, so that of rooms alike it is not told which is taken, nor how many are, as long as one
 * is free. Of several that say the same it is one that has enough beds, and the smallest, so that larger ones are left for larger households; of the same size
 * any, so that not everybody who searches reaches for one.
 *
 * First what fits, then by capacity, then by a keyed hash of shelter and kind: the same for everybody who asks and unrelated to age, name or
 * place, because three lists sorted by distance locate a shelter.
 */
export function oneOfAKind(candidates: readonly Candidate[], key: Buffer): Candidate[] {
  const best = new Map<string, Ranked>();
  for (const candidate of candidates) {
    const kind = `${candidate.shelterId} ${candidate.unitKind}`;
    const ranked = { candidate, rank: rankOf(candidate), any: Math.random() };
    const known = best.get(kind);
    if (!known || before(ranked, known)) best.set(kind, ranked);
  }
  const hash = (kind: string) => createHmac('sha256', key).update(`dereu bed search order v2 ${kind}`).digest('hex');
  return [...best]
    .map(([kind, { candidate, rank }]) => ({ candidate, rank, hash: hash(kind) }))
    .sort((a, b) => a.rank - b.rank || (a.hash < b.hash ? -1 : 1))
    .map(({ candidate }) => candidate);
}

interface Ranked {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly any: number;
}

const rankOf = ({ misfits, capacity }: Candidate): number =>
  (misfits.length === 0 ? 0 : BY_CAPACITY.length) + BY_CAPACITY.indexOf(capacity);

/** What keeps out is told of the unit that the fewest reasons close, and of those the same each time. */
function before({ candidate: a, ...one }: Ranked, { candidate: b, ...other }: Ranked): boolean {
  const order =
    one.rank - other.rank ||
    a.misfits.length - b.misfits.length ||
    a.misfits.join().localeCompare(b.misfits.join()) ||
    Number(b.enough) - Number(a.enough) ||
    a.total - b.total ||
    one.any - other.any;
  return order < 0;
}
