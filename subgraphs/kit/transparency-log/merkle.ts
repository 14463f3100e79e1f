import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** The Merkle tree of RFC 6962, section 2.1. */
export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF, data);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);
export const EMPTY_ROOT = sha256();

/** Leaves from `from` on, without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Of a subtree that is complete, so that its hash never changes again: of the leaves from `position * 2^level` on, `2^level` of them. */
export interface Place {
  readonly level: number;
  readonly position: number;
}

/** The largest power of two below `size`. Numbers, not bits: a tree may have more leaves than 32 bits count. */
function split(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/** Whose hashes prove that a leaf is in the tree, from its sibling upwards. */
export function inclusionRanges(leaf: number, { from, to }: Range): Range[] {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return leaf < middle
    ? [...inclusionRanges(leaf, { from, to: middle }), { from: middle, to }]
    : [...inclusionRanges(leaf, { from: middle, to }), { from, to: middle }];
}

/** Whose hashes prove that the tree of `size` leaves begins with that of `old`. */
export function consistencyRanges(old: number, size: number): Range[] {
  return old === 0 ? [] : subproof(old, { from: 0, to: size }, true);
}

function subproof(old: number, { from, to }: Range, known: boolean): Range[] {
  if (old === to - from) return known ? [] : [{ from, to }];
  const k = split(to - from);
  return old <= k
    ? [...subproof(old, { from, to: from + k }, known), { from: from + k, to }]
    : [...subproof(old - k, { from: from + k, to }, false), { from, to: from + k }];
}

/** The complete subtrees of which the hash of a range is made: at most one for each level. */
export function placesOf({ from, to }: Range): Place[] {
  const places: Place[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    places.push({ level, position: at / 2 ** level });
    at += 2 ** level;
  }
  return places;
}

/** The hash of a range from those of its complete subtrees, in their order. */
export const folded = (hashes: readonly Buffer[]): Buffer =>
  hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));

/** The right edge of a tree: all that is needed to make it grow. */
export class Frontier {
  constructor(
    public size = 0,
    /** Hashes of `placesOf({ from: 0, to: size })` */
    private readonly peaks: Buffer[] = [],
  ) {}

  /** Adds a leaf. Returns the subtrees that it completes, the leaf itself first. */
  add(hash: Buffer): (Place & { readonly hash: Buffer })[] {
    let node = { level: 0, position: this.size, hash };
    const completed = [node];
    while (node.position % 2 === 1) {
      node = { level: node.level + 1, position: (node.position - 1) / 2, hash: nodeHash(this.peaks.pop()!, node.hash) };
      completed.push(node);
    }
    this.peaks.push(node.hash);
    this.size++;
    return completed;
  }

  get root(): Buffer {
    return folded(this.peaks);
  }
}

/** The root that an inclusion proof leads to; null when it is too short or too long. */
export function rootOfInclusion(leaf: number, size: number, hash: Buffer, path: readonly Buffer[]): Buffer | null {
  if (!(leaf >= 0 && leaf < size)) return null;
  if (size === 1) return path.length === 0 ? hash : null;
  const k = split(size);
  const sibling = path.at(-1);
  const below =
    leaf < k
      ? rootOfInclusion(leaf, k, hash, path.slice(0, -1))
      : rootOfInclusion(leaf - k, size - k, hash, path.slice(0, -1));
  if (!sibling || !below) return null;
  return leaf < k ? nodeHash(below, sibling) : nodeHash(sibling, below);
}

/** Whether the tree `root` of `size` leaves begins with the tree `oldRoot` of `old`. */
export function isConsistent(
  old: number,
  oldRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (old > size) return false;
  if (old === 0) return proof.length === 0;
  const roots = rootsOfConsistency(old, size, proof, oldRoot);
  return roots !== null && oldRoot.equals(roots.old) && root.equals(roots.new);
}

/** @param whole the root of the old tree, while all of it is still in question */
function rootsOfConsistency(
  old: number,
  size: number,
  proof: readonly Buffer[],
  whole: Buffer | null,
): { old: Buffer; new: Buffer } | null {
  if (old === size) {
    const same = whole ?? proof[0];
    return same && proof.length === (whole ? 0 : 1) ? { old: same, new: same } : null;
  }
  const k = split(size);
  const last = proof.at(-1);
  const rest = proof.slice(0, -1);
  const below = old <= k ? rootsOfConsistency(old, k, rest, whole) : rootsOfConsistency(old - k, size - k, rest, null);
  if (!last || !below) return null;
  return old <= k
    ? { old: below.old, new: nodeHash(below.new, last) }
    : { old: nodeHash(last, below.old), new: nodeHash(last, below.new) };
}
