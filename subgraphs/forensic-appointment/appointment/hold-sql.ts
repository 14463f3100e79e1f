import { FREE } from '../exam-slot/sql.js';
import { LIVE } from './life-cycle.js';

/** Two holds for one patient at one clinic follow one another, whoever their examiners are. $1 clinic, $2 victim */
export const LOCK_VICTIM_AT_CLINIC = `SELECT pg_advisory_xact_lock(hashtextextended('appointment ' || $1::text || $2::text, 0))`;

/** $1 examiner, $2 clinic */
export const LOCK_EXAMINER = `
  SELECT c.agency FROM examiner e JOIN clinic c ON c.id = e.clinic_id WHERE e.id = $1::uuid AND e.clinic_id = $2::uuid FOR UPDATE OF e`;

/**
 * Ends the holds that have run out, the examiner's and the patient's at this clinic, in the order of their ids. A hold that is being confirmed
 * at this moment is waited for, and left alone if it was confirmed in time. $1 examiner, $2 clinic, $3 victim or null
 */
export const RELEASE_LAPSED = `
  WITH lapsed AS MATERIALIZED (
    SELECT id FROM appointment
    WHERE state = 'HELD' AND held_until <= clock_timestamp()
      AND (examiner_id = $1::uuid OR (clinic_id = $2::uuid AND victim_key = $3::uuid))
    ORDER BY id FOR UPDATE
  )
  UPDATE appointment a SET state = 'LAPSED', ended_at = a.held_until, version = a.version + 1 FROM lapsed WHERE a.id = lapsed.id`;

/**
 * Inserts the appointment if the slot is real and free now. Whatever is in a live state is in the way here, because what had lapsed was
 * released before. A clinic or examiner behind a conflict wall is not available for her, and nothing says why.
 * $1–$5 as FREE (start = earliest = latest), $6 examiner, $7 kind, $8 victim or null, $9 priority, $10 local reference, $11 referral code,
 * $12–$14 holder's agency, unit and staff
 */
export const HOLD_SLOT = `
  WITH ${FREE}
  INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, victim_key, local_reference, referral_code,
    holder_agency, holder_unit, holder_staff, state, held_until)
  SELECT f.clinic_id, c.agency, f.examiner_id, $7::text, $9::text, f.starts_at, f.ends_at, $8::uuid, $10::text, $11::text,
    $12::text, $13::text, $14::text, 'HELD', clock_timestamp() + make_interval(mins => c.hold_minutes)
  FROM free f JOIN clinic c ON c.id = f.clinic_id
  WHERE f.examiner_id = $6::uuid AND f.starts_at = $3::timestamptz
    AND NOT EXISTS (
      SELECT FROM appointment a
      WHERE a.clinic_id = f.clinic_id AND (a.examiner_id = f.examiner_id
          OR (a.victim_key = $8::uuid AND a.holder_agency = $12::text AND a.holder_unit IS NOT DISTINCT FROM $13::text))
        AND a.state IN (${LIVE}) AND a.during && tstzrange(f.starts_at, f.ends_at))
    AND NOT EXISTS (
      SELECT FROM conflict_wall w
      WHERE w.victim_key = $8::uuid AND ((w.subject_kind = 'AGENCY' AND w.subject = c.agency)
        OR (w.subject_kind = 'STAFF' AND w.subject = f.examiner_staff)))
  RETURNING id`;
