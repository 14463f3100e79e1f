import { registerEnumType } from 'type-graphql';

/**
 * How old a count is, in words. To others never the instant itself: the minute in which a shelter's count moved is the minute in which
 * somebody moved in.
 */
export enum BedCountAge {
  FRESH = 'FRESH',
  AGEING = 'AGEING',
  STALE = 'STALE',
}

const FRESH_SECONDS = 2 * 3600;
/** One shift. From here on the shelter is reminded. */
export const STALE_SECONDS = 8 * 3600;

/** @param seconds since the shelter's staff last counted; null when they never have */
export function countAge(seconds: number | null): BedCountAge {
  if (seconds === null || seconds >= STALE_SECONDS) return BedCountAge.STALE;
  return seconds < FRESH_SECONDS ? BedCountAge.FRESH : BedCountAge.AGEING;
}

registerEnumType(BedCountAge, {
  name: 'BedCountAge',
  description:
    "How long ago the shelter's staff last published a count or confirmed it. Arrivals and departures do not move it.",
  valuesConfig: {
    FRESH: { description: 'Less than 2 hours ago.' },
    AGEING: { description: 'Less than 8 hours ago.' },
    STALE: { description: 'Longer ago, or never: telephone before you send her.' },
  },
});
