import { Statement } from '../../kit/index.js';
import type { Examiner } from '../examiner/types.js';
import type { ClosedDate, OpeningHours } from '../opening-hours/types.js';
import type { Clinic } from './types.js';

/** The `Clinic` of a row of `clinic c`, as one column, so that a list costs no second statement for its clinics. */
export const CLINIC_COLUMN = `json_build_object('id', c.id, 'agency', c.agency, 'regionCode', c.region_code, 'zone', c.zone,
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
  `SELECT clinic_id AS "clinicId", id, sex, skills, languages, active FROM examiner
   WHERE clinic_id = ANY ($1::uuid[]) ORDER BY clinic_id, id`,
);

export const OPENING_HOURS_OF_CLINICS = new Statement<OpeningHours & { clinicId: string }>(
  'forensic.opening-hours',
  `SELECT clinic_id AS "clinicId", weekday, to_char(opens, 'HH24:MI') AS opens, to_char(closes, 'HH24:MI') AS closes FROM opening_hours
   WHERE clinic_id = ANY ($1::uuid[]) ORDER BY clinic_id, weekday, opening_hours.opens`,
);

/** From today on, by the wall calendar of each clinic. */
export const CLOSED_DATES_OF_CLINICS = new Statement<ClosedDate & { clinicId: string }>(
  'forensic.closed-dates',
  `SELECT x.clinic_id AS "clinicId", x.closed_on AS date, x.reason FROM closed_date x JOIN clinic c ON c.id = x.clinic_id
   WHERE x.clinic_id = ANY ($1::uuid[]) AND x.closed_on >= (clock_timestamp() AT TIME ZONE c.zone)::date
   ORDER BY x.clinic_id, x.closed_on`,
);
