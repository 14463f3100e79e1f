import { LIVE } from './life-cycle.js';

/** $1 agency, $2 unit, $3 staff, $4 the appointment whose time is wanted: it is at a clinic of the agency. */
export const WANTED_TIME = `
  SELECT a.clinic_id AS clinic, a.examiner_id AS examiner, a.starts_at AS "startsAt", a.team_region AS region,
    CASE WHEN a.team_region IS NOT NULL THEN a.place_id END AS team
  FROM appointment a WHERE a.id = $4::uuid AND a.clinic_agency = $1::text AND NOT EXISTS (SELECT FROM conflict_wall w WHERE w.victim_key = a.victim_key
    AND w.subject IN ($1::text, $2::text, $3::text))`;

/**
 * What stands in the way of an examination of $5 minutes that begins at $4 with the examiner $2 at a clinic ($1), of
 * kind $3: the examiner's own, and whatever takes rooms and equipment at the time. Locked in the order of their ids.
 */
export const IN_THE_WAY = `
  WITH wanted AS (
    SELECT tstzrange($4::timestamptz - make_interval(mins => c.buffer_before_minutes),
      $4::timestamptz + make_interval(mins => coalesce((c.exam_minutes ->> $3::text)::int, $5::int) + c.buffer_after_minutes)) AS during
    FROM clinic c WHERE c.id = $1::uuid
  )
  SELECT a.id, a.state, a.priority, a.kind, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.victim_key AS victim, a.local_reference AS "localReference",
    a.referral_code AS "referralCode", a.holder_agency AS agency, a.holder_unit AS unit, a.holder_staff AS staff, a.replaces, a.wait_id AS wait,
    a.team_region AS region, CASE WHEN a.team_region IS NOT NULL THEN a.place_id END AS team, e.sex, e.languages, e.skills,
    a.examiner_id = $2::uuid AS "sameExaminer"
  FROM wanted CROSS JOIN appointment a JOIN examiner e ON e.id = a.examiner_id
  WHERE a.clinic_id = $1::uuid AND a.state IN (${LIVE}) AND (a.state <> 'HELD' OR a.held_until > clock_timestamp())
    AND EXISTS (SELECT FROM appointment_use u WHERE u.appointment_id = a.id AND u.live AND u.during && wanted.during)
  ORDER BY a.id FOR UPDATE OF a`;

/** $1 the urgent one, $2 reason */
export const OVERRIDE = 'UPDATE appointment SET override_reason = $2::text WHERE id = $1::uuid';

/** The hold that a displaced hold was to replace, and the entry that it was offered to, stay its own. $1 the new one, $2 the displaced one */
export const INHERIT = `UPDATE appointment n SET wait_id = d.wait_id FROM appointment d WHERE n.id = $1::uuid AND d.id = $2::uuid`;
