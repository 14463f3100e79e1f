import { createHmac } from 'node:crypto';
import { BedCapacity } from '../availability/admission.js';
import type { Candidate } from './candidate.js';

const BY_CAPACITY = Object.values(BedCapacity);

/**
 * First what fits, then by capacity, then by a keyed hash of the unit: the same for everybody who asks and unrelated to age, name or
 * place, because three lists sorted by distance locate a shelter.
 */
export function inOrder(candidates: readonly Candidate[], key: Buffer): Candidate[] {
  const rank = (c: Candidate) => (c.misfits.length === 0 ? 0 : BY_CAPACITY.length) + BY_CAPACITY.indexOf(c.capacity);
  const hash = (c: Candidate) =>
    createHmac('sha256', key).update(`dereu bed search order v1 ${c.unitId}`).digest('hex');
  return candidates
    .map((candidate) => ({ candidate, rank: rank(candidate), hash: hash(candidate) }))
    .sort((a, b) => a.rank - b.rank || (a.hash < b.hash ? -1 : 1))
    .map(({ candidate }) => candidate);
}
