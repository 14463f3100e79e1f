import { describe, expect, test } from '@jest/globals';
import {
  consistencyRanges,
  Frontier,
  folded,
  inclusionRanges,
  isConsistent,
  leafHash,
  nodeHash,
  placesOf,
  type Range,
  rootOfInclusion,
} from './merkle.js';

/** The leaves and roots by which implementations of RFC 6962 are compared (certificate-transparency's merkle_tree_test). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hashes = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    leafHash(Buffer.from(LEAVES[i] ?? `leaf ${i}`, i in LEAVES ? 'hex' : 'utf8')),
  );

/** MTH as the RFC defines it. */
function root(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? folded([]);
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(root(leaves.slice(0, k)), root(leaves.slice(k)));
}
const grown = (leaves: readonly Buffer[]) => {
  const frontier = new Frontier();
  const nodes = new Map<string, Buffer>();
  for (const leaf of leaves)
    for (const { level, position, hash } of frontier.add(leaf)) nodes.set(`${level}/${position}`, hash);
  const hashOf = (range: Range) =>
    folded(placesOf(range).map(({ level, position }) => nodes.get(`${level}/${position}`)!));
  return { frontier, hashOf };
};

test('the roots are those of the reference vectors', () => {
  const all = hashes(8);
  expect(ROOTS.map((_, size) => grown(all.slice(0, size)).frontier.root.toString('hex'))).toEqual(ROOTS);
});

describe('for every tree of up to 40 leaves', () => {
  const SIZES = Array.from({ length: 41 }, (_, size) => size);
  const leaves = hashes(40);
  const { hashOf } = grown(leaves);
  const roots = SIZES.map((size) => root(leaves.slice(0, size)));

  test('it grows to the root of the definition, and goes on from its right edge', () => {
    for (const size of SIZES) {
      expect(grown(leaves.slice(0, size)).frontier.root).toEqual(roots[size]);
      const peaks = placesOf({ from: 0, to: size }).map(({ level, position }) =>
        hashOf({ from: position * 2 ** level, to: (position + 1) * 2 ** level }),
      );
      const resumed = new Frontier(size, peaks);
      for (const leaf of leaves.slice(size)) resumed.add(leaf);
      expect(resumed.root).toEqual(roots[40]);
    }
  });

  test('a leaf is proven by its path, and by no other, at no other place', () => {
    for (const size of SIZES.slice(1)) {
      for (let leaf = 0; leaf < size; leaf++) {
        const path = inclusionRanges(leaf, { from: 0, to: size }).map(hashOf);
        expect(rootOfInclusion(leaf, size, leaves[leaf]!, path)).toEqual(roots[size]);
        expect(rootOfInclusion(leaf, size, leafHash(Buffer.from('x')), path)).not.toEqual(roots[size]);
        expect(rootOfInclusion((leaf + 1) % size, size, leaves[leaf]!, path)?.equals(roots[size]!) ?? false).toBe(
          size === 1,
        );
        expect(rootOfInclusion(leaf, size, leaves[leaf]!, [...path, path[0] ?? roots[0]!])).not.toEqual(roots[size]);
      }
    }
    expect(rootOfInclusion(3, 3, leaves[3]!, [])).toBeNull();
    expect(rootOfInclusion(-1, 3, leaves[3]!, [])).toBeNull();
  });

  test('an older tree is proven to be the beginning of it, another one is not', () => {
    for (const size of SIZES) {
      for (let old = 0; old <= size; old++) {
        const proof = consistencyRanges(old, size).map(hashOf);
        expect(isConsistent(old, roots[old]!, size, roots[size]!, proof)).toBe(true);
        if (old === 0) continue;
        const other = leafHash(Buffer.from('other'));
        expect(isConsistent(old, other, size, roots[size]!, proof)).toBe(false);
        expect(isConsistent(old, roots[old]!, size, other, proof)).toBe(false);
        expect(isConsistent(old, roots[old]!, size, roots[size]!, [...proof, other])).toBe(false);
        if (proof.length > 0) {
          expect(isConsistent(old, roots[old]!, size, roots[size]!, proof.slice(1))).toBe(false);
          expect(isConsistent(old, roots[old]!, size, roots[size]!, proof.with(0, other))).toBe(false);
        }
      }
    }
    expect(isConsistent(5, roots[5]!, 4, roots[4]!, [])).toBe(false);
  });
});
