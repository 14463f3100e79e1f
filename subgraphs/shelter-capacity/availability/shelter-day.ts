/** The hour at which one day of a house becomes the next. */
const TURNS_AT = '6 hours';

/**
 * The day of a house in `zone` at an instant, by which its nights are counted. It turns in the morning and not at midnight: tonight is one night for who holds a bed
 * at ten in the evening, for who is at the door at half past midnight, and for whoever asks for the same bed in between.
 */
export const shelterDay = (zone = 's.zone', at = 'clock_timestamp()'): string =>
  `(${at} AT TIME ZONE ${zone} - interval '${TURNS_AT}')::date`;

/** Adds `d.today`. */
export const today = (zone?: string): string => `CROSS JOIN LATERAL (SELECT ${shelterDay(zone)} AS today) d`;
