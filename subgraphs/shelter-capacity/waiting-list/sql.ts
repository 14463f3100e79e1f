import { Statement } from '../../kit/index.js';
import type { UnitState } from '../availability/admission.js';
import { today } from '../availability/shelter-day.js';
import { BED_COUNTS, HAS_BEDS, OPENING_STATE, UNIT_STATE } from '../availability/sql.js';
import type { Household } from '../household/fit.js';

/** An entry at its turn, and a unit as it stands for its nights; without a unit where none is free for it. */
interface Waiting extends UnitState {
  readonly id: string;
  readonly need: number;
  readonly since: string;
  /** Offers to it that ran out */
  readonly missed: number;
  readonly unit: string | null;
  readonly household: Household;
  readonly nights: number;
  readonly from: string | null;
  readonly sender: { readonly agency: string; readonly unit: string | null; readonly staff: string };
  readonly wallsOf: string | null;
}

/** Entries that one statement looks at: it is as quick at the end of a long list as at its beginning. */
export const PAGE = 100;

/** Where the pages of a list have come to: need, time and id of the last entry that was looked at. */
export type Turn = readonly [need: number, since: string, id: string];
export const BEGINNING: Turn = [0, '-infinity', '00000000-0000-0000-0000-000000000000'];
export const turnOf = ({ need, since, id }: Pick<Waiting, 'need' | 'since' | 'id'>): Turn => [need, since, id];

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

/** Nothing more can come of the entry `w`: its time is over, it was left, its place was had, or it did not answer. */
export const OVER = `(w.cancelled_at IS NOT NULL OR w.expires_at <= clock_timestamp() OR ${RAN_OUT} >= ${UNANSWERED}
  OR EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND p.taken_at IS NOT NULL
    AND p.state IN ('RELEASED', 'NOT_WANTED_BY_HER', 'DEPARTED')))`;

/**
 * The next entries of the regions of some units, by need and time, each with those of the units in which anything is free for its nights, as that stands then, and
 * once without a unit where there is none. Only a shelter that keeps a waiting list is asked; one behind a wall is none. No more entries are looked at than a
 * page has, by index: whoever fits is found behind any number of those who do not. $1 units, $2 to $4 where the pages have come to, $5 these entries only, or null
 */
export const WAITING = new Statement<Waiting>(
  'shelter-capacity.waiting',
  `SELECT w.id, w.need, w.created_at::text AS since, ${RAN_OUT}::int AS missed, w.household, w.nights,
    jsonb_build_object('agency', w.sender_agency, 'unit', w.sender_unit, 'staff', w.sender_staff) AS sender, w.victim_key AS "wallsOf", stands.*
  FROM (SELECT w.* FROM waiting_entry w
    WHERE w.region_codes && ARRAY(SELECT s.region_code FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE u.id = ANY($1::uuid[])) AND ${IS_OPEN}
      AND (w.need, w.created_at, w.id) > ($2::int, $3::timestamptz, $4::uuid) AND ($5::uuid[] IS NULL OR w.id = ANY($5::uuid[]))
    ORDER BY w.need, w.created_at, w.id LIMIT ${PAGE}) w
  LEFT JOIN LATERAL (
    SELECT u.id AS unit, CASE WHEN w.first_night > d.today THEN w.first_night END AS "from", ${UNIT_STATE}
    FROM shelter s JOIN unit u ON u.shelter_id = s.id
    ${today()}
    CROSS JOIN LATERAL (SELECT greatest(w.first_night, d.today) AS starts, greatest(w.first_night, d.today) + w.nights AS ends) n ${BED_COUNTS}
    WHERE u.id = ANY($1::uuid[]) AND w.region_codes @> ARRAY[s.region_code] AND a.taken < a.total AND NOT (u.exclusive AND a.taken > 0)
      AND ${SERVES} AND NOT ${OVER} AND NOT ${SERVED}
      AND NOT EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND p.unit_id = u.id AND p.created_at > clock_timestamp() - interval '${AGAIN_HOURS} hours')
      AND NOT EXISTS (SELECT FROM conflict_wall c WHERE c.victim_key = w.victim_key AND c.subject_kind = 'AGENCY' AND c.subject = s.agency)
  ) stands ON true
  ORDER BY w.need, w.created_at, w.id`,
);

/** Units for which anybody may be waiting, in the order in which units are locked. */
export const ASKED = `SELECT u.id FROM shelter s JOIN unit u ON u.shelter_id = s.id
  WHERE ${SERVES} AND u.beds_in_service > 0 AND EXISTS (SELECT FROM waiting_entry w WHERE w.region_codes @> ARRAY[s.region_code] AND ${IS_OPEN})
  ORDER BY u.id`;
