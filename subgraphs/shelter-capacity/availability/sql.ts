import { today } from './shelter-day.js';
/**
 * What is free is derived, never stored. These pieces go into a statement over `shelter s JOIN unit u`, so that counts and
 * what they are counted for come from one snapshot. Time is the database's (`clock_timestamp()`), nights are the house's (`shelter-day.ts`).
 */

/** Adds `d.today` and the nights asked for: `n.starts` to `n.ends`, the day of departure. Parameters: first night or null, how many. */
export const nights = (from: string, count: string): string => `
  ${today()}
  CROSS JOIN LATERAL (SELECT coalesce(${from}::date, d.today) AS starts, coalesce(${from}::date, d.today) + ${count}::int AS ends) n`;

/** True of every unit: by naming the shelter too, it tells the planner that no unit is counted twice, and saves a cache that would find nothing. */
const ONCE = 'u.shelter_id = s.id';

/**
 * True for a row of `placement_bed p` that takes its bed in these nights. A hold that has lapsed takes nothing, whether or not somebody has noticed;
 * a guest who has not departed when the stay was to end has the bed until the departure is recorded.
 */
const TAKES = `p.live AND NOT (p.state = 'HELD' AND p.held_until <= clock_timestamp())
  AND (p.during && daterange(n.starts, n.ends) OR (p.state = 'ARRIVED' AND upper(p.during) <= d.today AND n.starts <= d.today))`;

/**
 * Adds `counted`, the last count of a counts-only shelter, and `a.total`, `a.occupied` (somebody sleeps there), `a.taken` (occupied or held) and
 * `a.others` of the unit. Only what is live is looked at, by index: what has been costs nothing. A bed that is taken is in service. `a.others`
 * are guests of a counts-only shelter of whom the hub has no placement: they stay until the next count, and take no bed that
 * is no longer in service; before the first count nothing is known to be free (`least` passes over null). What came, went or was held after the count adjusts it by itself, as placements do.
 */
export const BED_COUNTS = `
  LEFT JOIN LATERAL (SELECT bo.others, bo.observed_at, bo.role FROM bed_observation bo
    WHERE ${ONCE} AND s.participation = 'COUNTS_ONLY' AND bo.unit_id = u.id ORDER BY bo.version DESC LIMIT 1) counted ON true
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT p.bed_id) FILTER (WHERE p.state = 'ARRIVED')::int AS occupied, count(DISTINCT p.bed_id)::int AS taken
    FROM placement_bed p WHERE ${ONCE} AND p.unit_id = u.id AND ${TAKES}) known
  CROSS JOIN LATERAL (SELECT CASE WHEN s.participation = 'COUNTS_ONLY' THEN least(counted.others, u.beds_in_service) ELSE 0 END AS others) unknown
  CROSS JOIN LATERAL (SELECT u.beds_in_service AS total, unknown.others, known.occupied + unknown.others AS occupied, known.taken + unknown.others AS taken) a`;

/** The ids of the beds that nothing takes, in the order of their numbers; what the placement `but` has counts as free, the first `others` do not. */
export const freeBeds = (
  but = 'NULL::uuid',
  others = '0',
): string => `ARRAY(SELECT b.id FROM bed b WHERE b.unit_id = u.id AND b.in_service AND NOT EXISTS (
    SELECT FROM placement_bed p WHERE p.unit_id = u.id AND p.bed_id = b.id AND p.placement_id IS DISTINCT FROM ${but} AND ${TAKES})
  ORDER BY b.number OFFSET ${others})`;

/** As many fewer as there are guests whose beds are not known. Beside `BED_COUNTS`. */
export const FREE_BEDS = freeBeds(undefined, 'a.others');

/**
 * What the shelter says of itself at this moment. A state with an end is over by the database's clock: a shelter that was open is then closed,
 * one that admitted nobody is open again.
 */
export const OPENING_STATE = `CASE WHEN s.opening_until IS NULL OR s.opening_until > clock_timestamp() THEN s.opening_state
  WHEN s.opening_state IN ('OPEN', 'SEASONAL') THEN 'CLOSED' ELSE 'OPEN' END`;

/** Somebody of the house has spoken for it, since it came from another system. The reason is over at its time, as any closure. */
export const CONFIRMED = "(s.opening_reason IS DISTINCT FROM 'NOT_CONFIRMED' OR s.opening_until <= clock_timestamp())";

/** It has beds for others on the hub: not one that only looks for some, nor one that is not confirmed. */
export const HAS_BEDS = `s.participation <> 'VIEW_ONLY' AND ${CONFIRMED}`;

/**
 * When staff last published: of a counts-only shelter the count itself (null before the first), else when they last confirmed what the hub derives, or set the
 * unit up. No step of a guest's moves it: the minute at which it became fresh would tell that somebody came or went.
 */
export const OBSERVED_AT = "CASE WHEN s.participation = 'COUNTS_ONLY' THEN counted.observed_at ELSE u.observed_at END";

/** Every column that the rules in `admission.ts` and `household/fit.ts` look at. */
export const UNIT_STATE = `a.total, a.taken, u.exclusive, u.household_types AS "householdTypes", u.boys_max_age AS "boysMaxAge",
  u.girls_max_age AS "girlsMaxAge", u.children_min_age AS "childrenMinAge", u.adults_min_age AS "adultsMinAge",
  u.largest_household AS "largestHousehold", u.languages, u.max_nights AS "maxNights", n.ends - n.starts AS nights,
  u.wheelchair, u.pets, u.women_only AS "womenOnly", u.assessment_first OR u.season = 'OVERFLOW' AS "assessmentFirst",
  CASE WHEN s.participation = 'VIEW_ONLY' THEN 'CLOSED' ELSE ${OPENING_STATE} END AS "openingState", s.keeps_waitlist AS "keepsWaitlist",
  num_nonnulls(u.starts_on, u.ends_on) > 0 AS "hasDates",
  (u.starts_on IS NULL OR u.starts_on <= n.starts) AND (u.ends_on IS NULL OR u.ends_on >= n.ends - 1) AS "withinDates"`;
