import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

/**
 * Locks a unit for the rest of the transaction, then releases its lapsed holds. Every change of a placement begins here, so that
 * locks are always taken in the order unit, placement, and nothing deadlocks. What is decided after it, in later statements, is decided
 * by the time at which the lock was granted and not by the time at which it was asked for. False when there is no such unit.
 */
export async function lockUnit(manager: EntityManager, unit: string): Promise<boolean> {
  const locked = await rowsOf(manager, 'SELECT id FROM unit WHERE id = $1 FOR UPDATE', [unit]);
  if (locked.length === 0) return false;
  await rowsOf(
    manager,
    `UPDATE placement SET state = 'LAPSED', version = version + 1
     WHERE unit_id = $1 AND state = 'HELD' AND held_until <= clock_timestamp()`,
    [unit],
  );
  return true;
}
