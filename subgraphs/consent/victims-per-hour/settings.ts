import { z } from 'zod';

/** A list of an hour is kept in one row: it must stay small. */
const LONGEST = 10_000;
const perHour = (standard: number) => z.coerce.number().int().min(1).max(LONGEST).default(standard);

/**
 * How many different victims may be opened within an hour. A page of an inbox with names shows at most a hundred people: one of them, and
 * twenty records beside it, is more than anybody's hour at work; whoever reads records one by one needs ten or fifteen. An agency has ten such people.
 */
export const VICTIMS_PER_HOUR = {
  VICTIMS_PER_HOUR_OF_STAFF: perHour(120),
  VICTIMS_PER_HOUR_OF_AGENCY: perHour(1_200),
} as const;

export interface VictimsPerHour {
  readonly VICTIMS_PER_HOUR_OF_STAFF: number;
  readonly VICTIMS_PER_HOUR_OF_AGENCY: number;
}
