import type { EntityManager } from 'typeorm';
import { neighboursOf, Statement } from '../../kit/index.js';
import { CLINIC_COLUMN } from '../clinic/sql.js';
import type { Clinic } from '../clinic/types.js';
import type { ExaminerSex } from '../examiner/types.js';
import { freeBut, NEED, needParameters } from './free.js';
import type { ExamNeed } from './need.js';
import type { SearchWindow } from './windows.js';

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
  /** What it takes of the examiner, buffers and travel included */
  readonly from: Date;
  readonly to: Date;
}

/**
 * Free slots, window by window in the order given, within a window the sooner one first. A window is read when those before it have not given enough.
 * $1–$12 as NEED; $13, $14 and $15 the windows: earliest, latest, and which regions (0 hers, 1 those around it, 2 the others, null all); $16 limit;
 * $17 the regions around hers
 */
const freeSlots = (except: string): string => `
  WITH ${NEED},
   best AS MATERIALIZED (
     SELECT search.n, free.*
     FROM (
       SELECT asked.n, asked.earliest, asked.latest, coalesce(asked.ring = 2, false) AS others, coalesce(asked.ring = 0, true) AS teams,
         CASE asked.ring WHEN 0 THEN ARRAY[$5::text] WHEN 1 THEN $17::text[] WHEN 2 THEN $5::text || $17::text[] END AS regions
       FROM unnest($13::timestamptz[], $14::timestamptz[], $15::int[]) WITH ORDINALITY AS asked(earliest, latest, ring, n) ORDER BY asked.n
     ) search CROSS JOIN ${freeBut(except)}
     ORDER BY search.n, free.starts_at, free.on_call, free.breadth, free.clinic_id, free.examiner_id
     LIMIT $16
   )
   SELECT ${CLINIC_COLUMN}, b.examiner_id AS examiner, b.sex AS "examinerSex", b.languages, b.starts_at AS "startsAt", b.ends_at AS "endsAt",
     b.team_id AS team, b.on_call AS "onCall", b.reach_minutes AS "reachMinutes", b.n::int,
     lower(b.taken) AS "from", upper(b.taken) AS "to"
   FROM best b JOIN clinic c ON c.id = b.clinic_id
   ORDER BY b.n, b.starts_at, b.on_call, b.breadth, b.clinic_id, b.examiner_id`;

export const FREE_SLOTS = new Statement<FreeSlotRow>('forensic.exam-slots', freeSlots(''));

/** As FREE_SLOTS, as if the appointments $18 were gone. */
const FREE_SLOTS_WITHOUT = new Statement<FreeSlotRow>(
  'forensic.exam-slots-without',
  freeSlots('AND a.id <> ALL ($18::uuid[])'),
);

export const freeSlotParameters = (need: ExamNeed, windows: readonly SearchWindow[], limit: number): unknown[] => [
  ...needParameters(need),
  windows.map(({ earliest }) => earliest),
  windows.map(({ latest }) => latest),
  windows.map(({ ring }) => ring),
  limit,
  need.region ? neighboursOf(need.region) : [],
];

/** The first free slots of a stretch of time, wherever `need` allows, the soonest first, in a transaction; as if the appointments `without` were gone. */
export const freeSlotsBetween = (
  manager: EntityManager,
  need: ExamNeed,
  [earliest, latest]: readonly [Date, Date],
  limit: number,
  without: readonly string[] = [],
): Promise<FreeSlotRow[]> => {
  const parameters = freeSlotParameters(need, [{ earliest, latest, ring: null }], limit);
  return without.length > 0
    ? FREE_SLOTS_WITHOUT.rowsIn(manager, [...parameters, without])
    : FREE_SLOTS.rowsIn(manager, parameters);
};
