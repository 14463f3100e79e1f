import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { admission } from '../availability/admission.js';
import { takeBedsIfTheyFit } from '../bed-hold/take-beds.js';
import { OVER, SERVED, STANDS, TURNS } from './sql.js';

/** Minutes in which an offer must be taken; then it goes to the next. */
export const OFFER_MINUTES = 30;

/** Of those whose turn it may be at a unit, so many are looked at in a step, while somebody waits for its answer and others for the lock; the rest is the housekeeping's. */
const LOOKED_AT = 200;

type Entry = Awaited<ReturnType<typeof STANDS.rows>>[number];

export const fits = (entry: Entry): boolean => admission(entry.household, entry).misfits.length === 0;

/** Offers the free beds of locked units to those who wait for such, in their order, in the transaction that freed the beds. */
export async function offerFreed(manager: EntityManager, ...units: readonly string[]): Promise<void> {
  if (units.length === 0) return;
  for (const { unit, entries } of await TURNS.rowsIn(manager, [units, LOOKED_AT]))
    await offerInTurn(manager, unit, entries);
}

/**
 * Offers the free beds of a locked unit to these, in this order. Each offer is a hold; what is left is looked at anew after it, until nobody fits. An entry that another
 * transaction has in hand is left to it, so that nobody waits for a lock here.
 */
export async function offerInTurn(manager: EntityManager, unit: string, entries: readonly string[]): Promise<void> {
  for (let left = entries; left.length > 0; ) {
    const fitting = (await STANDS.rowsIn(manager, [unit, left])).filter(fits);
    left = [];
    for (const [at, entry] of fitting.entries())
      if (await offer(manager, unit, entry)) {
        // what an offer leaves is less: who did not fit before it does not fit after it
        left = fitting.slice(at + 1).map(({ id }) => id);
        break;
      }
  }
}

/** False when it is not to be had any more, by either. */
async function offer(manager: EntityManager, unit: string, entry: Entry): Promise<boolean> {
  if (!(await isStillWaiting(manager, entry.id))) return false;
  const { household, nights, from, sender, wallsOf } = entry;
  const made = await takeBedsIfTheyFit(manager, {
    ...{ unit, household, nights, from, sender, wallsOf, by: null, waiting: entry.id },
    until: { minutes: OFFER_MINUTES },
  });
  return made !== null;
}

/** Locks the entry first, and looks in a statement after it: the lock may have been waited out by somebody who has served it since. */
async function isStillWaiting(manager: EntityManager, id: string): Promise<boolean> {
  const lock = 'SELECT id FROM waiting_entry WHERE id = $1::uuid FOR UPDATE SKIP LOCKED';
  if ((await rowsOf(manager, lock, [id])).length === 0) return false;
  const waits = `SELECT FROM waiting_entry w WHERE w.id = $1::uuid AND NOT ${OVER} AND NOT ${SERVED}`;
  return (await rowsOf(manager, waits, [id])).length > 0;
}
