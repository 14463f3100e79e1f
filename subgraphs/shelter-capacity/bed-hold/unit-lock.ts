import type { EntityManager } from 'typeorm';
import { Statement } from '../../kit/index.js';
import { offerFreed } from '../waiting-list/offer-freed.js';

/** A hold whose time is over, with a step of its history that nobody took. $1 units */
const LAPSE = new Statement<{ readonly unit: string }>(
  'shelter-capacity.lapse',
  `WITH lapsed AS (
    UPDATE placement SET state = 'LAPSED', version = version + 1
    WHERE unit_id = ANY($1::uuid[]) AND state = 'HELD' AND held_until <= clock_timestamp() RETURNING id, unit_id, during
  ) INSERT INTO placement_step (placement_id, step, unit_id, during, beds)
    SELECT id, 'LAPSE', unit_id, during, '{}' FROM lapsed RETURNING unit_id AS unit`,
);

/** $1 units */
const LOCK = new Statement<{ readonly id: string }>(
  'shelter-capacity.lock-units',
  'SELECT id FROM unit WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
);

/**
 * Locks a unit for the rest of the transaction, then releases its lapsed holds. Every change of a placement begins here, so that
 * locks are always taken in the order unit, placement, and nothing deadlocks. What is decided after it, in later statements, is decided
 * by the time at which the lock was granted and not by the time at which it was asked for. False when there is no such unit.
 */
export async function lockUnit(manager: EntityManager, unit: string): Promise<boolean> {
  return (await lockUnits(manager, [unit])).length > 0;
}

/**
 * The same for several, in the order of their ids; the ids of those that there are. Beds that a lapsed hold has freed are offered to who
 * waits for them before anybody else may have them.
 */
export async function lockUnits(manager: EntityManager, units: readonly string[]): Promise<readonly string[]> {
  const ids = (await LOCK.rowsIn(manager, [units])).map(({ id }) => id);
  if (ids.length === 0) return ids;
  const lapsed = await LAPSE.rowsIn(manager, [ids]);
  await offerFreed(manager, ...new Set(lapsed.map(({ unit }) => unit)));
  return ids;
}
