import { Statement } from '../../kit/index.js';
import type { ExamEquipment } from './types.js';

export const EQUIPMENT_COLUMNS = 'q.id, q.kind, q.label, q.team_id AS "mobileTeam", q.active, q.version';

export const EQUIPMENT_OF_CLINICS = new Statement<ExamEquipment & { clinicId: string }>(
  'forensic.equipment',
  `SELECT q.clinic_id AS "clinicId", ${EQUIPMENT_COLUMNS} FROM exam_equipment q WHERE q.clinic_id = ANY ($1::uuid[]) ORDER BY q.clinic_id, q.kind, q.label`,
);
