import type { DataSource } from 'typeorm';
import {
  type BackgroundWork,
  eachInTurn,
  Repeated,
  rowsOf,
  type SubgraphRuntime,
  transaction,
} from '../../kit/index.js';
import { lockUnit, lockUnits } from '../bed-hold/unit-lock.js';
import { fits, offerFreed } from './offer-freed.js';
import { ASKED, BEGINNING, CAME, OVER, PAGE, SERVED, turnOf, WAITING } from './sql.js';

const EVERY_MS = 10_000;
/** Entries that one round ends. */
const ENDED = 500;
/** Units that are looked at in one statement, each with a page of those who wait for such. */
const AT_ONCE = 20;

const ENDS = `w.ended_at IS NULL AND (w.cancelled_at IS NOT NULL OR ${CAME} OR (${OVER} AND NOT ${SERVED}))`;

/** With the units in which something is still held for it. */
const TO_END = `SELECT w.id, ARRAY(SELECT p.unit_id FROM placement p WHERE p.waiting_id = w.id AND p.state = 'HELD') AS units
  FROM waiting_entry w WHERE ${ENDS} LIMIT ${ENDED}`;

/** $1 entry */
const END = `UPDATE waiting_entry w SET ended_at = clock_timestamp() WHERE w.id = $1::uuid AND ${ENDS}`;

/**
 * Ends entries of which nothing more can come, which tells who made them. An offer that is taken at the very end of its time is waited for, by the lock of
 * its unit: what it came to is seen by the statement after that. Several processes may do it at once.
 */
export async function endWaiting(db: DataSource): Promise<void> {
  const over: { id: string; units: string[] }[] = await db.query(TO_END);
  await eachInTurn(over, ({ id, units }) =>
    transaction(db, async (manager) => {
      await lockUnits(manager, units);
      await rowsOf(manager, END, [id]);
    }),
  );
}

/**
 * Offers to those who wait what is free and that nobody has freed by a step: holds that ran out, a shelter that has opened, beds put into service.
 * Several processes may do it at once; how many units were looked at closely.
 */
export async function offerWhatIsFree(db: DataSource): Promise<number> {
  const asked: { id: string }[] = await db.query(ASKED);
  let looked = 0;
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const units = await wanted(
      db,
      asked.slice(at, at + AT_ONCE).map(({ id }) => id),
    );
    await eachInTurn(units, (unit) =>
      transaction(db, async (manager) => {
        if (await lockUnit(manager, unit)) await offerFreed(manager, unit);
      }),
    );
    looked += units.length;
  }
  return looked;
}

/** Those of the units that fit somebody who waits, in the order in which units are locked. */
async function wanted(db: DataSource, units: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  let at = BEGINNING;
  for (let left = units; left.length > 0; left = left.filter((unit) => !found.has(unit))) {
    const page = await WAITING.rows(db, [left, ...at, null]);
    for (const entry of page) if (fits(entry)) found.add(entry.unit!);
    if (new Set(page.map(({ id }) => id)).size < PAGE) break;
    at = turnOf(page.at(-1)!);
  }
  return [...found].sort();
}

export function waitingListWork({ db, operating }: SubgraphRuntime): BackgroundWork {
  return new Repeated(
    EVERY_MS,
    async () => {
      await offerWhatIsFree(db);
      await endWaiting(db);
    },
    (error) => operating.log.warn('housekeeping_failed', { subgraph: 'shelter-capacity', error }),
  );
}
