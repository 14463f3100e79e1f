import { Statement } from '../../kit/index.js';
import { CLINIC_COLUMN } from '../clinic/sql.js';
import type { Clinic } from '../clinic/types.js';
import type { ExaminerSex } from '../examiner/types.js';
import { FREE, NEED, WAYS } from './free.js';

export interface FreeSlotRow {
  readonly clinic: Clinic;
  readonly examiner: string;
  readonly examinerSex: ExaminerSex;
  readonly languages: string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly team: string | null;
  readonly onCall: boolean;
  readonly reachMinutes: number;
  /** Which of the windows it was found in, from 1 */
  readonly n: number;
}

/**
 * Free slots, window by window in the order given, within a window the sooner one first. A window is read when those before it have not given enough.
 * $1–$12 as NEED; $13, $14 and $15 the windows: earliest, latest, and whether in her region; $16 limit
 */
export const FREE_SLOTS = new Statement<FreeSlotRow>(
  'forensic.exam-slots',
  `WITH ${NEED}, ${WAYS},
   best AS MATERIALIZED (
     SELECT search.n, free.*
     FROM (SELECT * FROM unnest($13::timestamptz[], $14::timestamptz[], $15::boolean[]) WITH ORDINALITY AS w(earliest, latest, near, n) ORDER BY n) search
     JOIN ${FREE}
     ORDER BY search.n, free.starts_at, free.on_call, free.breadth, free.clinic_id, free.examiner_id
     LIMIT $16
   )
   SELECT ${CLINIC_COLUMN}, b.examiner_id AS examiner, b.sex AS "examinerSex", b.languages, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
     b.team_id AS team, b.on_call AS "onCall", b.reach_minutes AS "reachMinutes", b.n::int
   FROM best b JOIN clinic c ON c.id = b.clinic_id
   ORDER BY b.n, b.starts_at, b.on_call, b.breadth, b.clinic_id, b.examiner_id`,
);
