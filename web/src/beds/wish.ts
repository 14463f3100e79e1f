import type { BedNeed, BedOffersQuery, BedSearchInput } from '../../generated/graphql';
import { ALONE, asInput, type Who } from '../household/who';
import { store } from '../store';

/** For whom a place is looked for. Like all that is taken down, it is in the memory of this page alone. */
interface Wish extends Who {
  /** In which somebody of them can speak; empty when it was not asked */
  readonly languages: readonly string[];
  readonly regionCode: string | null;
  readonly avoid: readonly string[];
  /** Not for her whose case is open, whose protections then do not count */
  readonly forAnother: boolean;
  /** How near the need is, for the queue */
  readonly need: BedNeed;
  readonly found: BedOffersQuery['bedSearch'] | null;
}

const NOBODY_YET: Wish = {
  ...ALONE,
  languages: [],
  regionCode: null,
  avoid: [],
  forAnother: false,
  need: 'NOWHERE_TO_SLEEP',
  found: null,
};

export const wish = store<Wish>(NOBODY_YET);
/** For somebody else. */
export const wishAnew = () => wish.set(NOBODY_YET);
/** What was found was found for another wish once this one is changed. */
export const wishFor = (by: Partial<Wish>) => wish.set({ ...wish.get(), found: null, ...by });

export const household = (now: Wish) => ({
  ...asInput(now),
  ...(now.languages.length > 0 ? { languages: [...now.languages] } : {}),
});

export const searchOf = (now: Wish, regionCode: string): BedSearchInput => ({
  ...household(now),
  regionCode,
  avoid: [...now.avoid],
  first: 20,
});
