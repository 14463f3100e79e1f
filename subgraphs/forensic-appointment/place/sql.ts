import { Statement } from '../../kit/index.js';
import type { ExamPlace } from './types.js';

export const PLACE_COLUMNS = `p.id, p.kind, p.label, p.fit_for AS "fitFor", p.regions, p.travel_minutes AS "travelMinutes", p.active, p.version`;

export const PLACES_OF_CLINICS = new Statement<ExamPlace & { clinicId: string }>(
  'forensic.places',
  `SELECT p.clinic_id AS "clinicId", ${PLACE_COLUMNS} FROM exam_place p WHERE p.clinic_id = ANY ($1::uuid[]) ORDER BY p.clinic_id, p.kind DESC, p.label`,
);
