import { Statement } from '../../kit/index.js';
import type { Examiner } from '../examiner/types.js';
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
  `SELECT clinic_id AS "clinicId", id, sex, skills, languages, active, own_hours AS "ownHours", version FROM examiner
   WHERE clinic_id = ANY ($1::uuid[]) ORDER BY clinic_id, id`,
);
