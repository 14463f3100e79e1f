import { Statement } from '../../kit/index.js';
import { FREE, NEED } from '../exam-slot/free.js';
import { LIVE } from './life-cycle.js';

/**
 * Ends the holds that have run out, those at the clinic and the examiner's elsewhere, in the order of their ids. A hold that is being confirmed
 * at this moment is waited for, and left alone if it was confirmed in time. $1 clinic, $2 examiner
 */
export const RELEASE_LAPSED = new Statement(
  'forensic.release-lapsed',
  `WITH lapsed AS MATERIALIZED (
    SELECT id FROM appointment
    WHERE state = 'HELD' AND held_until <= clock_timestamp() AND (clinic_id = $1::uuid OR examiner_id IN (
      SELECT other.id FROM examiner e JOIN examiner other ON other.staff = e.staff WHERE e.id = $2::uuid AND e.clinic_id = $1::uuid))
    ORDER BY id FOR UPDATE
  )
  UPDATE appointment a SET state = 'LAPSED', ended_at = a.held_until, version = a.version + 1 FROM lapsed WHERE a.id = lapsed.id`,
);

/**
 * Whose clinic ($1) it is, and whether the examiner ($2) is taken at an instant ($3) by what has not run out: an answer of this moment that locks nothing. Nothing
 * when there is no such clinic.
 */
export const SLOT_NOW = new Statement<{ agency: string; taken: boolean }>(
  'forensic.slot-now',
  `SELECT c.agency, EXISTS (
     SELECT FROM examiner e JOIN appointment_use u ON u.resource = coalesce(e.staff, e.id::text) AND u.live AND u.during @> $3::timestamptz
     JOIN appointment a ON a.id = u.appointment_id AND (a.state <> 'HELD' OR a.held_until > clock_timestamp())
     WHERE e.id = $2::uuid AND e.clinic_id = c.id) AS taken
   FROM clinic c WHERE c.id = $1::uuid`,
);

/**
 * Inserts the appointment, and what it takes, if the slot is real and free now. Whatever is in a live state is in the way here, because what had lapsed was
 * released before. A clinic or examiner behind a conflict wall is not available for her, and nothing says why.
 * $1–$12 as NEED, $13 start, $14 victim or null, $15 priority, $16 local reference, $17 referral code, $18–$20 holder's agency, unit and staff,
 * $21 minutes for which it is held or null for the clinic's, $22 the appointment that it is to replace or null
 */
export const HOLD_SLOT = new Statement<{ id: string }>(
  'forensic.hold-slot',
  `WITH ${NEED},
  search AS (SELECT $13::timestamptz AS earliest, $13::timestamptz + interval '1 millisecond' AS latest, NULL::text[] AS regions, false AS others, true AS teams),
  chosen AS MATERIALIZED (
    SELECT free.*, c.hold_minutes FROM search CROSS JOIN ${FREE} JOIN clinic c ON c.id = free.clinic_id
    WHERE NOT EXISTS (
        SELECT FROM appointment a
        WHERE a.clinic_id = free.clinic_id AND (a.examiner_id = free.examiner_id
            OR (a.victim_key = $14::uuid AND a.holder_agency = $18::text AND a.holder_unit IS NOT DISTINCT FROM $19::text AND a.id IS DISTINCT FROM $22::uuid))
          AND a.state IN (${LIVE}) AND a.during && tstzrange(free.starts_at, free.ends_at))
      AND NOT EXISTS (
        SELECT FROM conflict_wall w
        WHERE w.victim_key = $14::uuid AND ((w.subject_kind = 'AGENCY' AND w.subject = free.agency)
          OR (w.subject_kind = 'STAFF' AND w.subject = free.staff)))
  ),
  booked AS (
    INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, place_id, team_region, kind, priority, starts_at, ends_at, buffer_before_minutes,
      buffer_after_minutes, victim_key, local_reference, referral_code, holder_agency, holder_unit, holder_staff, replaces, state, held_until)
    SELECT clinic_id, agency, examiner_id, units[1], CASE WHEN team_id IS NOT NULL THEN $5::text END, $1::text, $15::text, starts_at, ends_at, before, after,
      $14::uuid, $16::text, $17::text, $18::text, $19::text, $20::text, $22::uuid, 'HELD', clock_timestamp() + make_interval(mins => coalesce($21::int, hold_minutes))
    FROM chosen RETURNING id, clinic_id
  )
  INSERT INTO appointment_use (appointment_id, clinic_id, kind, resource, during)
  SELECT b.id, b.clinic_id, CASE WHEN u.place = 1 THEN 'PLACE' ELSE 'EQUIPMENT' END, u.id::text, c.taken
  FROM booked b CROSS JOIN chosen c CROSS JOIN unnest(c.units) WITH ORDINALITY AS u(id, place)
  RETURNING appointment_id AS id`,
);
