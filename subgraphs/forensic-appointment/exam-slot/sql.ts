import { Statement } from '../../kit/index.js';
import { LIVE } from '../appointment/life-cycle.js';
import { CLINIC_COLUMN } from '../clinic/sql.js';
import type { Clinic } from '../clinic/types.js';
import type { ExaminerSex } from '../examiner/types.js';
import { OPEN } from '../opening-hours/sql.js';

/**
 * CTE `free`: every slot that could be held now. Opening hours × examiners − appointments; stored nowhere. A slot begins on the clinic's
 * grid (`slot_minutes` from the opening), lies wholly within the open time and within the clinic's horizon.
 * Parameters: $1 minutes, $2 skill, and those of OPEN.
 */
export const FREE = `${OPEN},
  start AS MATERIALIZED (
    SELECT DISTINCT s.clinic_id, grid.at AS starts_at, grid.at + make_interval(mins => $1::int) AS ends_at
    FROM search CROSS JOIN shift s JOIN open o USING (clinic_id)
    CROSS JOIN LATERAL generate_series(s.opens_at, s.closes_at - interval '1 second', make_interval(mins => s.slot_minutes)) AS grid(at)
    WHERE grid.at >= search.earliest AND grid.at <= least(search.latest, search.now + make_interval(days => s.horizon_days))
      AND tstzrange(grid.at, grid.at + make_interval(mins => $1::int)) <@ o.during
  ),
  busy AS MATERIALIZED (
    SELECT a.examiner_id, range_agg(a.during) AS during
    FROM search JOIN appointment a ON a.ends_at > search.earliest AND a.starts_at < search.latest + make_interval(mins => $1::int)
    WHERE a.state IN (${LIVE}) AND (a.state <> 'HELD' OR a.held_until > search.now) AND ($5::uuid IS NULL OR a.clinic_id = $5::uuid)
    GROUP BY a.examiner_id
  ),
  free AS MATERIALIZED (
    SELECT s.clinic_id, e.id AS examiner_id, e.staff AS examiner_staff, e.sex, e.languages, s.starts_at, s.ends_at
    FROM start s JOIN examiner e ON e.clinic_id = s.clinic_id AND e.active AND $2::text = ANY (e.skills)
    LEFT JOIN busy b ON b.examiner_id = e.id
    WHERE b.during IS NULL OR NOT b.during && tstzrange(s.starts_at, s.ends_at)
  )`;

export interface FreeSlotRow {
  readonly clinic: Clinic;
  readonly examiner: string;
  readonly examinerSex: ExaminerSex;
  readonly languages: string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Waits no longer than the priority asks for */
  readonly inTime: boolean;
}

/**
 * Free slots in the order in which they serve her: what would be lost by then (medical need and evidence alike), whether the wait is within what the
 * priority asks for, her region, then the sooner one.
 * $6 examiner's sex or null, $7 language or null, $8 ends of the windows that concern her (ascending), $9 target wait in hours, $10 her region or null, $11 limit
 */
export const RANKED_FREE_SLOTS = new Statement<FreeSlotRow>(
  'forensic.exam-slots',
  `WITH ${FREE},
   best AS MATERIALIZED (
     SELECT f.*, f.starts_at <= search.now + make_interval(hours => $9::int) AS in_time, width_bucket(f.starts_at, $8::timestamptz[]) AS lost,
            c.region_code = $10::text AS in_region
     FROM search CROSS JOIN free f JOIN clinic c ON c.id = f.clinic_id
     WHERE ($6::text IS NULL OR f.sex = $6) AND ($7::text IS NULL OR $7 = ANY (f.languages))
     ORDER BY lost, in_time DESC, in_region DESC NULLS LAST, f.starts_at, f.clinic_id, f.examiner_id
     LIMIT $11
   )
   SELECT ${CLINIC_COLUMN}, b.examiner_id AS examiner, b.sex AS "examinerSex", b.languages, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
          b.in_time AS "inTime"
   FROM best b JOIN clinic c ON c.id = b.clinic_id
   ORDER BY b.lost, b.in_time DESC, b.in_region DESC NULLS LAST, b.starts_at, b.clinic_id, b.examiner_id`,
);
