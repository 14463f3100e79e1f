import { notWalled } from '../../kit/index.js';

/** $1 agency, $2 unit */
const HOLDS = '(a.holder_agency = $1::text AND a.holder_unit IS NOT DISTINCT FROM $2::text)';
/** $1 agency, $2 unit, $3 staff */
const PARTY = `(a.clinic_agency = $1::text OR ${HOLDS}) AND ${notWalled('a.victim_key')}`;

/** The clinics of an appointment that the requester is a party to, and of the one that it is to replace; $4 its id. Nothing is locked: neither changes. */
export const CLINICS_OF_APPOINTMENT = `
  SELECT other.clinic_id AS clinic FROM appointment a JOIN appointment other ON other.id IN (a.id, a.replaces) WHERE a.id = $4::uuid AND ${PARTY}`;

/** The same for one that is confirmed: none when that ends neither another appointment nor an entry of the waiting list, as its own row is all that it changes. */
export const CLINICS_OF_CONFIRMATION = `${CLINICS_OF_APPOINTMENT} AND num_nonnulls(a.replaces, a.wait_id) > 0`;

/**
 * Locks an appointment that the requester is a party to, and the one that it is to replace, in the order of their ids; $4 its id. The clinics are locked
 * before, where a step gives time back, and time is read in a later statement.
 */
export const LOCK_APPOINTMENT = `
  SELECT a.id, a.state, a.version, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.held_until AS "heldUntil", a.clinic_id AS clinic,
    a.clinic_agency = $1::text AS "ofClinic", ${HOLDS} AS holds, a.replaces, a.wait_id AS wait, a.id = $4::uuid AS asked
  FROM appointment a
  WHERE a.id = $4::uuid AND ${PARTY} OR a.id = (SELECT a.replaces FROM appointment a WHERE a.id = $4::uuid AND a.state = 'HELD' AND ${PARTY})
  ORDER BY a.id FOR UPDATE OF a`;

/** $1 id, $2 new state, $3 reason of a cancellation. The time of each state is written once. */
export const CHANGE_STATE = `
  UPDATE appointment SET state = $2::text, version = version + 1, held_until = NULL, cancel_reason = $3::text,
    confirmed_at = CASE WHEN $2 = 'CONFIRMED' THEN clock_timestamp() ELSE confirmed_at END,
    arrived_at = CASE WHEN $2 = 'ARRIVED' THEN clock_timestamp() ELSE arrived_at END,
    started_at = CASE WHEN $2 = 'IN_PROGRESS' THEN clock_timestamp() ELSE started_at END,
    ended_at = CASE WHEN $2 IN ('COMPLETED', 'STOPPED', 'CANCELLED', 'NO_SHOW') THEN clock_timestamp() END
  WHERE id = $1::uuid`;

/** $1 the new appointment, $2 the one whose place it takes over, $3 why, $4 staff who did it. What belongs to that one goes with it. */
export const MOVE = `
  WITH orders AS (UPDATE exam_order SET appointment_id = $1::uuid WHERE appointment_id = $2::uuid)
  UPDATE appointment SET moved_from = $2::uuid, moved_because = $3::text, moved_by = $4::text WHERE id = $1::uuid`;
