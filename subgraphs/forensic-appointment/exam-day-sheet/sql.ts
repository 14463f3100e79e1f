import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import { type AppointmentRow, APPOINTMENT_COLUMNS as COLUMNS } from '../appointment/sql.js';
import { CLINIC_COLUMN } from '../clinic/sql.js';
import type { Clinic } from '../clinic/types.js';

export interface DayRow {
  readonly clinic: Clinic;
  readonly beginsAt: Date;
  readonly endsAt: Date;
}

/** Wall midnight becomes an instant by the database's zone data, so that a day on which the clocks change is right. $1 agency, $2 clinic, $3 date */
export const CLINIC_DAY = new Statement<DayRow>(
  'forensic.clinic-day',
  `SELECT ${CLINIC_COLUMN}, $3::date::timestamp AT TIME ZONE c.zone AS "beginsAt", ($3::date + 1)::timestamp AT TIME ZONE c.zone AS "endsAt"
   FROM clinic c WHERE c.id = $2::uuid AND c.agency = $1::text`,
);

export interface SheetRow extends AppointmentRow {
  readonly localTime: string;
  readonly place: string | null;
  readonly equipment: string[];
  readonly kitNumbers: string[];
}

const MOST = 500;

/** Own record parameters, then $7 clinic, $8 and $9 the day. A kit behind a wall is left out like its appointment. */
export const SHEET = new Statement<SheetRow>(
  'forensic.day-sheet',
  `${logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS}, to_char(a.starts_at AT TIME ZONE c.zone, 'HH24:MI') AS "localTime",
       (SELECT p.label FROM exam_place p WHERE p.id = a.place_id) AS place,
       ARRAY(SELECT q.label FROM appointment_use u JOIN exam_equipment q ON q.clinic_id = a.clinic_id AND q.id::text = u.resource
             WHERE u.appointment_id = a.id AND u.kind = 'EQUIPMENT' ORDER BY q.label) AS equipment,
       ARRAY(SELECT k.number FROM evidence_kit k WHERE k.appointment_id = a.id AND ${notWalled('k.victim_key')} ORDER BY k.opened_at, k.id) AS "kitNumbers"
     FROM appointment a JOIN clinic c ON c.id = a.clinic_id
     WHERE a.clinic_agency = $1::text AND a.clinic_id = $7::uuid AND a.starts_at >= $8::timestamptz AND a.starts_at < $9::timestamptz
       AND a.state NOT IN ('CANCELLED', 'LAPSED') AND (a.state <> 'HELD' OR a.held_until > clock_timestamp()) AND ${notWalled('a.victim_key')}
     ORDER BY a.starts_at, a.id LIMIT ${MOST}`,
  )} ORDER BY "startsAt", id`,
);
