import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { admission, type UnitState } from '../availability/admission.js';
import { takeBedsIfTheyFit } from '../bed-hold/take-beds.js';
import type { Household } from '../household/fit.js';
import { OVER, SERVED, WAITING } from './sql.js';

/** Minutes in which an offer must be taken; then it goes to the next. */
export const OFFER_MINUTES = 30;

export const fits = (entry: UnitState & { readonly household: Household }): boolean =>
  admission(entry.household, entry).misfits.length === 0;

/**
 * Offers the free beds of a locked unit to those who wait for such, in their order, until nobody fits any more: each offer is a hold, made in the transaction that
 * freed the beds, and what is left is looked at after it. An entry that another transaction has in hand is left to it, so that nobody waits for a lock here.
 */
export async function offerFreed(manager: EntityManager, unit: string): Promise<void> {
  const tried: string[] = [];
  for (;;) {
    const entry = (await WAITING.rowsIn(manager, [[unit], tried])).find(fits);
    if (!entry) return;
    tried.push(entry.id);
    if (!(await isStillWaiting(manager, entry.id))) continue;
    const { household, nights, from, sender, wallsOf } = entry;
    await takeBedsIfTheyFit(manager, {
      ...{ unit, household, nights, from, sender, wallsOf, by: null, waiting: entry.id },
      until: { minutes: OFFER_MINUTES },
    });
  }
}

/** Locks the entry first, and looks in a statement after it: the lock may have been waited out by somebody who has served it since. */
async function isStillWaiting(manager: EntityManager, id: string): Promise<boolean> {
  const lock = 'SELECT id FROM waiting_entry WHERE id = $1::uuid FOR UPDATE SKIP LOCKED';
  if ((await rowsOf(manager, lock, [id])).length === 0) return false;
  const waits = `SELECT FROM waiting_entry w WHERE w.id = $1::uuid AND NOT ${OVER} AND NOT ${SERVED}`;
  return (await rowsOf(manager, waits, [id])).length > 0;
}
