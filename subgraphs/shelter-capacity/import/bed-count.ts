import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

/** The beds of a unit, those that some placement takes or will take first; lapsed holds were released when the unit was locked. */
const BEDS = `SELECT b.id, b.number, b.in_service AS "inService", taken.bed IS NOT NULL AS "inUse"
  FROM bed b LEFT JOIN (SELECT DISTINCT bed_id AS bed FROM placement_bed WHERE unit_id = $1 AND live) taken ON taken.bed = b.id
  WHERE b.unit_id = $1 ORDER BY "inUse" DESC, b.in_service DESC, b.number`;

/** Who has seen a unit with other beds has not seen it as it is. $1 unit */
export const CHANGED = 'UPDATE unit SET version = version + 1 WHERE id = $1';

/**
 * Brings the beds in service of a locked unit to `count`. A bed is never deleted: one that goes out of service keeps its history and
 * is the first to come back. A bed in use never goes: when more are in use, nothing is changed and the answer is false.
 */
export async function setBeds(manager: EntityManager, unit: string, count: number): Promise<boolean> {
  const beds = await rowsOf<{ id: string; number: number; inService: boolean; inUse: boolean }>(manager, BEDS, [unit]);
  if (beds.filter((bed) => bed.inUse).length > count) return false;
  const turned = beds.filter((bed, i) => bed.inService !== i < count).map((bed) => bed.id);
  await rowsOf(manager, 'UPDATE bed SET in_service = NOT in_service WHERE id = ANY($1::uuid[])', [turned]);
  await rowsOf(
    manager,
    'INSERT INTO bed (unit_id, number) SELECT $1::uuid, $2::int + i FROM generate_series(1, $3::int) AS i',
    [unit, Math.max(0, ...beds.map((bed) => bed.number)), Math.max(0, count - beds.length)],
  );
  return true;
}

/** A locked unit that is no longer listed: its beds go out of service, its history stays. False when some are in use: nothing is changed then. */
export async function takeOutOfService(manager: EntityManager, unit: string): Promise<boolean> {
  const done = await setBeds(manager, unit, 0);
  if (done) await rowsOf(manager, CHANGED, [unit]);
  return done;
}
