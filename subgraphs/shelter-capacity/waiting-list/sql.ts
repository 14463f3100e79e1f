import { Statement } from '../../kit/index.js';
import type { UnitState } from '../availability/admission.js';
import { today } from '../availability/shelter-day.js';
import { BED_COUNTS, HAS_BEDS, OPENING_STATE, UNIT_STATE } from '../availability/sql.js';
import { ADULT_YEARS, type Household } from '../household/fit.js';

/** The entries whose turn it may be at a unit, in their order. */
interface Turn {
  readonly unit: string;
  readonly entries: string[];
}

/** An entry, and the unit as it stands for its nights. */
interface Waiting extends UnitState {
  readonly id: string;
  readonly household: Household;
  readonly nights: number;
  readonly from: string | null;
  readonly sender: { readonly agency: string; readonly unit: string | null; readonly staff: string };
  readonly wallsOf: string | null;
}

/** Unanswered offers after which an entry is over: somebody who does not answer keeps no beds from those who would. */
export const UNANSWERED = 3;
/** Hours in which an entry is not offered the same unit again. */
const AGAIN_HOURS = 12;

const RUNS_OUT = "p.state = 'HELD' AND p.held_until <= clock_timestamp()";

/** Offers to the entry `w` that ran out before anybody took them. */
const RAN_OUT = `(SELECT count(*) FROM placement p WHERE p.waiting_id = w.id AND p.taken_at IS NULL AND (p.state = 'LAPSED' OR (${RUNS_OUT})))`;

/** The shelter `s` serves those who wait. */
const SERVES = `s.keeps_waitlist AND ${HAS_BEDS} AND ${OPENING_STATE} IN ('OPEN', 'SEASONAL')`;
/** As the index has it. */
const IS_OPEN = 'w.ended_at IS NULL AND w.cancelled_at IS NULL';

/** The entry `w` has an offer that runs, or a place. */
export const SERVED = `EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND p.live AND NOT (${RUNS_OUT}))`;

/** Who waited by the entry `w` came to the place that was offered to it. Whether she is there still is not told to who made the entry. */
export const CAME =
  'EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND p.taken_at IS NOT NULL AND p.arrived_at IS NOT NULL)';

/** Nothing more can come of the entry `w`: its time is over, it was left, its place was had, or it did not answer. A fence: by index, not by a table of all places. */
export const OVER = `(w.cancelled_at IS NOT NULL OR w.expires_at <= clock_timestamp() OR ${RAN_OUT} >= ${UNANSWERED}
  OR EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND p.taken_at IS NOT NULL
    AND p.state IN ('RELEASED', 'NOT_WANTED_BY_HER', 'DEPARTED') OFFSET 0))`;

/** The units of `ids`, with their shelters: a fence, so that no entry is looked at together with every shelter of the country. */
const asked = (ids: string): string => `(SELECT * FROM unit WHERE id = ANY(${ids}) OFFSET 0) u
  CROSS JOIN LATERAL (SELECT * FROM shelter WHERE id = u.shelter_id OFFSET 0) s ${today()}`;

/** From its first night on, or tonight, for so many nights: `n`. */
const nightsFrom = (first: string, nights: string): string =>
  `CROSS JOIN LATERAL (SELECT greatest(${first}, d.today) AS starts, greatest(${first}, d.today) + ${nights} AS ends) n`;

/** The entry `w` may be offered the unit of an agency: it waits, has not been offered that unit lately, and no wall is between. */
const mayBeOffered = (unit: string, agency: string): string => `NOT ${OVER} AND NOT ${SERVED}
  AND NOT EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND p.unit_id = ${unit} AND p.created_at > clock_timestamp() - interval '${AGAIN_HOURS} hours')
  AND NOT EXISTS (SELECT FROM conflict_wall c WHERE c.victim_key = w.victim_key AND c.subject_kind = 'AGENCY' AND c.subject = ${agency})`;

/** Of the children of `w`, one of this sex is older than the unit `f` takes. */
const tooOld = (sex: 'MALE' | 'FEMALE', limit: string): string =>
  `${limit} IS NOT NULL AND jsonb_path_exists(w.children, '$[*] ? (@.sex == "${sex}" && @.age > $age)', jsonb_build_object('age', ${limit}))`;

/** The first year of the youngest adult's band, as `household/fit.ts` has it: whoever waits has said the age of every adult, or of none. */
const YOUNGEST = `CASE ${Object.entries(ADULT_YEARS)
  .map(([band, [first]]) => `WHEN w.household->'adultAges' ? '${band}' THEN ${first}`)
  .join(' ')} ELSE ${ADULT_YEARS.FROM_18[0]} END`;

/**
 * Leaves out whom the unit `f` surely does not take for these nights: of a list on which nobody fits, nothing remains to be looked at. Who is left in is decided on
 * by `admission`.
 */
const MAY_FIT = `w.persons <= least(f.free, f.largest_household) AND w.nights <= coalesce(f.max_nights, w.nights) AND w.youngest >= coalesce(f.adults_min_age, 0)
  AND (f.wheelchair OR NOT w.wheelchair) AND (f.pets OR NOT w.pets) AND NOT (f.women_only AND w.men)
  AND CASE w.children WHEN '[]' THEN 'WITHOUT_CHILDREN' ELSE 'ADULT_AND_CHILD' END = ANY(f.household_types)
  AND NOT (${tooOld('MALE', 'f.boys_max_age')}) AND NOT (${tooOld('FEMALE', 'f.girls_max_age')})
  AND NOT (f.children_min_age IS NOT NULL AND jsonb_path_exists(w.children, '$[*] ? (@.age < $age)', jsonb_build_object('age', f.children_min_age)))
  AND (f.languages = '{}' OR w.languages = '[]' OR w.languages ?| f.languages)`;

/**
 * Whose turn it may be at each of some units: first those that have missed no offer, then by need and time. The list of their regions is read once, by index, and where
 * nothing is free for the nights that anybody waits for, nobody is looked at. Only a shelter that keeps a waiting list is asked; one behind a wall is none.
 * $1 units, $2 entries for each, or null for all
 */
export const TURNS = new Statement<Turn>(
  'shelter-capacity.waiting-turns',
  `WITH waits AS MATERIALIZED (
    SELECT r.code, coalesce(w.first_night, '-infinity') AS first, w.id, w.need, w.created_at, w.expires_at, w.cancelled_at, w.victim_key, w.nights,
      (w.household->>'adults')::int + jsonb_array_length(w.household->'children') AS persons, w.household->'children' AS children,
      coalesce((w.household->>'wheelchair')::boolean, false) AS wheelchair, coalesce((w.household->>'pets')::boolean, false) AS pets,
      coalesce((w.household->>'adultMen')::int > 0, false) AS men,
      ${YOUNGEST} AS youngest, coalesce(nullif(w.household->'languages', 'null'), '[]') AS languages
    FROM (SELECT DISTINCT s.region_code AS code FROM ${asked('$1::uuid[]')} WHERE ${SERVES}) r
    CROSS JOIN LATERAL (SELECT * FROM waiting_entry w WHERE w.region_codes @> ARRAY[r.code] AND ${IS_OPEN} OFFSET 0) w
  ), free AS MATERIALIZED (
    SELECT u.*, s.region_code, asks.first, asks.nights, a.total - a.taken AS free
    FROM ${asked('$1::uuid[]')} JOIN (SELECT DISTINCT code, first, nights FROM waits) asks ON asks.code = s.region_code
    ${nightsFrom('asks.first', 'asks.nights')} ${BED_COUNTS}
    WHERE ${SERVES} AND a.taken < a.total AND NOT (u.exclusive AND a.taken > 0)
      AND (u.starts_on IS NULL OR u.starts_on <= n.starts) AND (u.ends_on IS NULL OR u.ends_on >= n.ends - 1)
  ), fit AS MATERIALIZED (
    SELECT f.id AS unit, f.agency, w.* FROM free f JOIN waits w ON w.code = f.region_code AND w.first = f.first AND w.nights = f.nights
    WHERE ${MAY_FIT}
  ) SELECT w.unit, (array_agg(w.id ORDER BY ${RAN_OUT}, w.need, w.created_at, w.id))[1:coalesce($2::int, 2147483647)] AS entries
    FROM fit w WHERE ${mayBeOffered('w.unit', 'w.agency')} GROUP BY w.unit ORDER BY w.unit`,
);

/**
 * Some entries, in the order given, as long as they may be offered the unit: each with the unit as it stands at this moment, which is counted once for all that ask
 * for the same nights. $1 unit, $2 entries
 */
export const STANDS = new Statement<Waiting>(
  'shelter-capacity.waiting-stands',
  `WITH house AS MATERIALIZED (
    SELECT u.id, s.region_code, s.agency FROM ${asked('ARRAY[$1::uuid]')} WHERE ${SERVES}
  ), entry AS MATERIALIZED (
    SELECT w.*, e.nth FROM unnest($2::uuid[]) WITH ORDINALITY AS e (id, nth)
    CROSS JOIN LATERAL (SELECT * FROM waiting_entry w WHERE w.id = e.id AND ${IS_OPEN} OFFSET 0) w
  ), waits AS MATERIALIZED (
    SELECT w.*, coalesce(w.first_night, '-infinity') AS first FROM house h CROSS JOIN entry w
    WHERE w.region_codes @> ARRAY[h.region_code] AND ${mayBeOffered('h.id', 'h.agency')}
  ), stands AS MATERIALIZED (
    SELECT asks.first, CASE WHEN asks.first > d.today THEN asks.first END AS "from", ${UNIT_STATE}
    FROM ${asked('ARRAY[$1::uuid]')} CROSS JOIN (SELECT DISTINCT first, nights FROM waits) asks
    ${nightsFrom('asks.first', 'asks.nights')} ${BED_COUNTS}
  ) SELECT w.id, w.household, jsonb_build_object('agency', w.sender_agency, 'unit', w.sender_unit, 'staff', w.sender_staff) AS sender,
      w.victim_key AS "wallsOf", stands.*
    FROM waits w JOIN stands ON stands.first = w.first AND stands.nights = w.nights ORDER BY w.nth`,
);

/** Units for which anybody may be waiting, region by region. */
export const ASKED = `SELECT s.region_code AS region, array_agg(u.id ORDER BY u.id) AS units FROM shelter s JOIN unit u ON u.shelter_id = s.id
  WHERE ${SERVES} AND u.beds_in_service > 0
    AND s.region_code IN (SELECT DISTINCT unnest(w.region_codes) FROM waiting_entry w WHERE ${IS_OPEN})
  GROUP BY s.region_code ORDER BY s.region_code`;
