import type { BedAdultAge, BedChildSex } from '../../generated/graphql';

/** Who comes, and for how long. Nobody is named. */
export interface Who {
  readonly adults: number;
  readonly adultMen: number;
  readonly children: readonly { readonly age: number; readonly sex: BedChildSex }[];
  readonly wheelchair: boolean;
  readonly pets: boolean;
  /** An adult among them is 16 or 17 */
  readonly minor: boolean;
  readonly nights: number;
}

export const ALONE: Who = {
  ...{ adults: 1, adultMen: 0, children: [], nights: 7 },
  ...{ wheelchair: false, pets: false, minor: false },
};

/** As the hub takes it. */
export const asInput = ({ adults, adultMen, children, wheelchair, pets, minor, nights }: Who) => ({
  adults,
  adultMen: Math.min(adultMen, adults),
  // who is grown up and of no particular age counts as of the youngest such band
  ...(minor
    ? { adultAges: Array.from({ length: adults }, (_, i) => (i === 0 ? 'FROM_16' : 'FROM_18') as BedAdultAge) }
    : {}),
  children: children.map((child) => ({ ...child })),
  wheelchair,
  pets,
  nights,
});
