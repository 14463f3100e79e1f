import { registerEnumType } from 'type-graphql';

/** How many beds are free, as others may know it. */
export enum BedsFreeWord {
  NONE = 'NONE',
  A_FEW = 'A_FEW',
  SOME = 'SOME',
}

/** The least number of free beds that is "some". */
export const SOME_FROM = 4;

export function freeWord(free: number): BedsFreeWord {
  if (free <= 0) return BedsFreeWord.NONE;
  return free < SOME_FROM ? BedsFreeWord.A_FEW : BedsFreeWord.SOME;
}

/**
 * Whether beds that are given one by one are enough for a household, as far as the word tells: asking for one person, then for two, and so
 * on learns the word and nothing more. It never says NO when they are enough.
 */
export function enough(free: number, needed: number): 'YES' | 'PERHAPS' | 'NO' {
  const [least, most] = { NONE: [0, 0], A_FEW: [1, SOME_FROM - 1], SOME: [SOME_FROM, Number.POSITIVE_INFINITY] }[
    freeWord(free)
  ] as [number, number];
  if (needed <= least) return 'YES';
  return needed <= most ? 'PERHAPS' : 'NO';
}

registerEnumType(BedsFreeWord, {
  name: 'BedsFreeWord',
  description: 'How many beds or units, in a word: a number that moves tells that somebody has moved in.',
  valuesConfig: {
    NONE: { description: 'None.' },
    A_FEW: { description: 'One to three.' },
    SOME: { description: 'Four or more.' },
  },
});
