import { registerEnumType } from 'type-graphql';

/**
 * How old a count is, in words. Never the instant itself: the minute in which a shelter's count moved is the minute in which
 * somebody moved in.
 */
export enum BedCountAge {
  FRESH = 'FRESH',
  AGEING = 'AGEING',
  STALE = 'STALE',
}

/** Seconds. One shift, one day: working assumptions, to be set with the shelters. */
const SHIFT = 8 * 3600;
const DAY = 24 * 3600;

/** @param seconds since the shelter's staff last did something with the unit */
export function countAge(seconds: number): BedCountAge {
  if (seconds <= SHIFT) return BedCountAge.FRESH;
  return seconds <= DAY ? BedCountAge.AGEING : BedCountAge.STALE;
}

registerEnumType(BedCountAge, {
  name: 'BedCountAge',
  description: "How long ago the shelter's staff last dealt with the unit.",
  valuesConfig: {
    FRESH: { description: 'Within the last 8 hours.' },
    AGEING: { description: 'Within the last 24 hours.' },
    STALE: { description: 'Longer ago: telephone before you send her.' },
  },
});
