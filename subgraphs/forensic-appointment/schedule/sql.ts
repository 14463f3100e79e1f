import { Statement } from '../../kit/index.js';
import type { ScheduleException, ScheduleRule } from './types.js';

const wall = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI')`;

export const RULE_COLUMNS = `r.id, r.kind, r.examiner_id AS examiner, ${wall('r.starts_at')} AS "startsAt", r.minutes, r.rrule,
  r.reach_minutes AS "reachMinutes", r.version`;

export const EXCEPTION_COLUMNS = `x.id, x.kind, x.examiner_id AS examiner, x.rule_id AS rule, ${wall('x.starts_at')} AS "startsAt",
  ${wall('x.ends_at')} AS "endsAt", x.reason`;

/** Those that have not ended. */
export const RULES_OF_CLINICS = new Statement<ScheduleRule & { clinicId: string }>(
  'forensic.schedule-rules',
  `SELECT r.clinic_id AS "clinicId", ${RULE_COLUMNS} FROM schedule_rule r
   WHERE r.clinic_id = ANY ($1::uuid[]) AND r.ended_at IS NULL ORDER BY r.clinic_id, r.kind, r.starts_at, r.id`,
);

/** From today on, by the wall calendar of each clinic. */
export const EXCEPTIONS_OF_CLINICS = new Statement<ScheduleException & { clinicId: string }>(
  'forensic.schedule-exceptions',
  `SELECT x.clinic_id AS "clinicId", ${EXCEPTION_COLUMNS} FROM schedule_exception x JOIN clinic c ON c.id = x.clinic_id
   WHERE x.clinic_id = ANY ($1::uuid[]) AND coalesce(x.ends_at, x.starts_at + interval '1 day') > (clock_timestamp() AT TIME ZONE c.zone)::date
   ORDER BY x.clinic_id, x.starts_at, x.id`,
);
