import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { admission } from '../availability/admission.js';
import { takeBedsIfTheyFit } from '../bed-hold/take-beds.js';
import { BEGINNING, OVER, PAGE, SERVED, turnOf, UNANSWERED, WAITING } from './sql.js';

/** Minutes in which an offer must be taken; then it goes to the next. */
export const OFFER_MINUTES = 30;

type Entry = Awaited<ReturnType<typeof WAITING.rows>>[number];

export const fits = (entry: Entry): boolean =>
  entry.unit !== null && admission(entry.household, entry).misfits.length === 0;

/**
 * Offers the free beds of a locked unit to those who wait for such, in their order, until the list ends: first to those that have missed no offer, then by need and
 * time. Each offer is a hold, made in the transaction that freed the beds, and what is left is looked at after it. An entry that another transaction has in hand
 * is left to it, so that nobody waits for a lock here.
 */
export async function offerFreed(manager: EntityManager, unit: string): Promise<void> {
  const missed: Entry[] = [];
  await offerInTurn(manager, unit, null, (entry) => {
    if (entry.missed > 0) missed.push(entry);
    return entry.missed === 0;
  });
  for (let times = 1; times < UNANSWERED; times++) {
    const ids = missed.filter((entry) => entry.missed === times).map(({ id }) => id);
    if (ids.length > 0) await offerInTurn(manager, unit, ids, () => true);
  }
}

/** To all who wait, or to `only` these, page by page; after an offer the rest is looked at anew, as the unit then stands. */
async function offerInTurn(
  manager: EntityManager,
  unit: string,
  only: readonly string[] | null,
  isIts: (entry: Entry) => boolean,
): Promise<void> {
  let at = BEGINNING;
  for (;;) {
    const page = await WAITING.rowsIn(manager, [[unit], ...at, only]);
    let offered = false;
    for (const entry of page) {
      at = turnOf(entry);
      offered = fits(entry) && isIts(entry) && (await offer(manager, unit, entry));
      if (offered) break;
    }
    if (!offered && page.length < PAGE) return;
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
