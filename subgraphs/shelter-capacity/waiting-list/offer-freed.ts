import type { EntityManager } from 'typeorm';
import { rowsOf, Statement } from '../../kit/index.js';
import { admission, type UnitState } from '../availability/admission.js';
import { takeBedsIfTheyFit } from '../bed-hold/take-beds.js';
import type { Household } from '../household/fit.js';
import { OVER, SERVED, waitingFor } from './sql.js';

/** Minutes in which an offer must be taken; then it goes to the next. */
export const OFFER_MINUTES = 30;

/** Entries that one change looks at. */
const LOOKED_AT = 50;

export interface Waiting extends UnitState {
  readonly id: string;
  readonly unit: string;
  readonly household: Household;
  readonly nights: number;
  readonly from: string | null;
  readonly sender: { readonly agency: string; readonly unit: string | null; readonly staff: string };
  readonly wallsOf: string | null;
}

export const fits = (entry: Waiting): boolean => admission(entry.household, entry).misfits.length === 0;

/** $1 unit */
const WAITING = new Statement<Waiting>(
  'shelter-capacity.waiting-for-unit',
  `${waitingFor('u.id = $1::uuid')} LIMIT ${LOOKED_AT}`,
);

/**
 * Offers the free beds of a locked unit to those who wait for such, in their order: each offer is a hold, made in the transaction that freed the
 * beds. An entry that another transaction has in hand is left to it, so that nobody waits for a lock here.
 */
export async function offerFreed(manager: EntityManager, unit: string): Promise<void> {
  for (const entry of (await WAITING.rowsIn(manager, [unit])).filter(fits)) {
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
