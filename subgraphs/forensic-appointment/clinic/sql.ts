import { notWalled, Statement } from '../../kit/index.js';
import type { Examiner } from '../examiner/types.js';
import type { Shift } from '../schedule/types.js';
import type { Clinic } from './types.js';

/** The `Clinic` of a row of `clinic c`, as one column, so that a list costs no second statement for its clinics. */
export const CLINIC_COLUMN = `json_build_object('id', c.id, 'agency', c.agency, 'regionCode', c.region_code, 'zone', c.zone,
  'version', c.version, 'slotMinutes', c.slot_minutes, 'holdMinutes', c.hold_minutes, 'horizonDays', c.horizon_days,
  'bufferBeforeMinutes', c.buffer_before_minutes, 'bufferAfterMinutes', c.buffer_after_minutes, 'examMinutesByKind', c.exam_minutes,
  'names', json_build_object('kk', c.name_kk, 'ru', c.name_ru, 'en', c.name_en)) AS clinic`;

/** $1 region or null, $2 and $3 the keyset (region, id), $4 limit */
export const CLINICS = new Statement<{ clinic: Clinic }>(
  'forensic.clinics',
  `SELECT ${CLINIC_COLUMN} FROM clinic c
   WHERE ($1::text IS NULL OR c.region_code = $1) AND ($2::text IS NULL OR (c.region_code, c.id) > ($2::text, $3::uuid))
   ORDER BY c.region_code, c.id LIMIT $4`,
);

export const EXAMINERS_OF_CLINICS = new Statement<Examiner & { clinicId: string }>(
  'forensic.examiners',
  `SELECT clinic_id AS "clinicId", id, sex, skills, languages, active, own_hours AS "ownHours", version FROM examiner
   WHERE clinic_id = ANY ($1::uuid[]) ORDER BY clinic_id, id`,
);

export const ONE_CLINIC = new Statement<{ clinic: Clinic }>(
  'forensic.clinic',
  `SELECT ${CLINIC_COLUMN} FROM clinic c WHERE c.id = $1::uuid`,
);

/**
 * Confirmed appointments to come that have not, any more, what they were made with: time of the examiner, or a place or unit in use.
 * $1–$3 agency, unit and staff of who asks, $4 the clinic. Each of them is cancelled or moved by somebody, never by a change of hours.
 */
export const OUTSIDE_HOURS = new Statement<{ id: string }>(
  'forensic.outside-hours',
  `SELECT a.id FROM appointment a JOIN examiner e ON e.id = a.examiner_id
   WHERE a.clinic_id = $4::uuid AND a.clinic_agency = $1::text AND a.state = 'CONFIRMED' AND a.starts_at > clock_timestamp() AND ${notWalled('a.victim_key')}
     AND (NOT e.active
       OR NOT tstzrange(a.starts_at - make_interval(mins => a.buffer_before_minutes), a.ends_at + make_interval(mins => a.buffer_after_minutes)) <@ coalesce(
         (SELECT range_agg(s.during) FROM shift s WHERE s.examiner_id = a.examiner_id AND s.during && tstzrange(a.starts_at - interval '1 day', a.ends_at + interval '1 day')), '{}')
       OR EXISTS (SELECT FROM appointment_use u JOIN exam_place p ON p.id::text = u.resource WHERE u.appointment_id = a.id AND NOT p.active)
       OR EXISTS (SELECT FROM appointment_use u JOIN exam_equipment q ON q.id::text = u.resource WHERE u.appointment_id = a.id AND NOT q.active))
   ORDER BY a.starts_at, a.id`,
);

/** Shifts of clinics that touch a stretch of time, the clinic's own first. $1 clinics, $2 from, $3 to */
export const SHIFTS_OF_CLINICS = new Statement<Shift & { clinicId: string }>(
  'forensic.shifts',
  `SELECT s.clinic_id AS "clinicId", s.kind, s.examiner_id AS examiner, s.rule_id AS rule, lower(s.during) AS "startsAt", upper(s.during) AS "endsAt"
   FROM shift s WHERE s.clinic_id = ANY ($1::uuid[]) AND lower(s.during) >= $2::timestamptz - interval '1 day' AND lower(s.during) < $3::timestamptz
     AND upper(s.during) > $2::timestamptz
   ORDER BY s.clinic_id, s.examiner_id NULLS FIRST, lower(s.during), s.rule_id`,
);
