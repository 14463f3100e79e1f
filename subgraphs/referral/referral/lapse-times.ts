import { ReferralUrgency } from './vocabulary.js';

const DAY = 24 * 60;

/**
 * Minutes after which a referral that nobody has answered lapses, by urgency, and its sender must turn elsewhere. When the answer is late says the response
 * clock, long before. Policy of the network, not law (grade B, to be reviewed before use).
 */
export const LAPSES_AFTER: Readonly<Record<ReferralUrgency, number>> = {
  [ReferralUrgency.STAT]: DAY,
  [ReferralUrgency.ASAP]: 2 * DAY,
  [ReferralUrgency.URGENT]: 4 * DAY,
  [ReferralUrgency.ROUTINE]: 14 * DAY,
};

/** SQL: the instant so many minutes from now, for a parameter. */
export const inMinutes = (parameter: string) => `clock_timestamp() + make_interval(mins => ${parameter}::int)`;
