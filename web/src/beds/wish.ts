import type { BedAdultAge, BedChildSex, BedNeed, BedOffersQuery, BedSearchInput } from '../../generated/graphql';
import { store } from '../store';

/** For whom a place is looked for. Like all that is taken down, it is in the memory of this page alone. */
interface Wish {
  readonly adults: number;
  readonly adultMen: number;
  readonly children: readonly { readonly age: number; readonly sex: BedChildSex }[];
  readonly wheelchair: boolean;
  readonly pets: boolean;
  /** An adult among them is 16 or 17 */
  readonly minor: boolean;
  /** In which somebody of them can speak; empty when it was not asked */
  readonly languages: readonly string[];
  readonly nights: number;
  readonly regionCode: string | null;
  readonly avoid: readonly string[];
  /** Not for her whose case is open, whose protections then do not count */
  readonly forAnother: boolean;
  /** How near the need is, for the queue */
  readonly need: BedNeed;
  readonly found: BedOffersQuery['bedSearch'] | null;
}

const NOBODY_YET: Wish = {
  adults: 1,
  adultMen: 0,
  children: [],
  wheelchair: false,
  pets: false,
  minor: false,
  languages: [],
  nights: 7,
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

export const household = ({ adults, adultMen, children, wheelchair, pets, minor, languages, nights }: Wish) => ({
  adults,
  adultMen: Math.min(adultMen, adults),
  // who is grown up and of no particular age counts as of the youngest such band
  ...(minor
    ? { adultAges: Array.from({ length: adults }, (_, i) => (i === 0 ? 'FROM_16' : 'FROM_18') as BedAdultAge) }
    : {}),
  children: children.map((child) => ({ ...child })),
  wheelchair,
  pets,
  ...(languages.length > 0 ? { languages: [...languages] } : {}),
  nights,
});

export const searchOf = (now: Wish, regionCode: string): BedSearchInput => ({
  ...household(now),
  regionCode,
  avoid: [...now.avoid],
  first: 20,
});
