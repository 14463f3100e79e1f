/**
 * What is free is derived, never stored. These pieces go into a statement over `shelter s JOIN unit u`, so that counts and
 * what they are counted for come from one snapshot. Time is the database's (`clock_timestamp()`), nights are the shelter's zone's.
 */

/** Adds `d.today` and the nights asked for: `n.starts` to `n.ends`, the day of departure. Parameters: first night or null, how many. */
export const nights = (from: string, count: string): string => `
  CROSS JOIN LATERAL (SELECT (clock_timestamp() AT TIME ZONE s.zone)::date AS today) d
  CROSS JOIN LATERAL (SELECT coalesce(${from}::date, d.today) AS starts, coalesce(${from}::date, d.today) + ${count}::int AS ends) n`;

/**
 * True for a row of `placement_bed pb JOIN placement p` that takes its bed in these nights. A hold that has lapsed takes nothing,
 * whether or not somebody has noticed; a guest who has not departed when the stay was to end has the bed until the departure is recorded.
 */
const TAKES = `pb.live AND NOT (p.state = 'HELD' AND p.held_until <= clock_timestamp())
  AND (pb.during && daterange(n.starts, n.ends) OR (p.state = 'ARRIVED' AND upper(pb.during) <= d.today AND n.starts <= d.today))`;

/**
 * Adds `a.total`, `a.occupied` (somebody sleeps there) and `a.taken` (occupied or held) beds of the unit. Only what is live is looked at, by
 * index: what has been costs nothing. A bed that is taken is in service.
 */
export const BED_COUNTS = `
  CROSS JOIN LATERAL (
    SELECT (SELECT count(*)::int FROM bed b WHERE b.unit_id = u.id AND b.in_service) AS total,
      count(DISTINCT pb.bed_id) FILTER (WHERE p.state = 'ARRIVED')::int AS occupied, count(DISTINCT pb.bed_id)::int AS taken
    FROM placement_bed pb JOIN placement p ON p.id = pb.placement_id WHERE pb.unit_id = u.id AND ${TAKES}) a`;

/** The ids of the beds that nothing takes, in the order of their numbers; what the placement `but` has counts as free. */
export const freeBeds = (
  but = 'NULL::uuid',
): string => `ARRAY(SELECT b.id FROM bed b WHERE b.unit_id = u.id AND b.in_service AND NOT EXISTS (
    SELECT FROM placement_bed pb JOIN placement p ON p.id = pb.placement_id
    WHERE pb.bed_id = b.id AND pb.placement_id IS DISTINCT FROM ${but} AND ${TAKES})
  ORDER BY b.number)`;

export const FREE_BEDS = freeBeds();

/** Every column that the rules in `admission.ts` and `household/fit.ts` look at. */
export const UNIT_STATE = `a.total, a.taken, u.exclusive, u.household_types AS "householdTypes", u.boys_max_age AS "boysMaxAge",
  u.wheelchair, u.pets, u.women_only AS "womenOnly", u.assessment_first OR u.season = 'OVERFLOW' AS "assessmentFirst",
  s.opening_state AS "openingState", s.keeps_waitlist AS "keepsWaitlist", num_nonnulls(u.starts_on, u.ends_on) > 0 AS "hasDates",
  (u.starts_on IS NULL OR u.starts_on <= n.starts) AND (u.ends_on IS NULL OR u.ends_on >= n.ends - 1) AS "withinDates"`;
