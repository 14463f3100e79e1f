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
import { fits, offerInTurn } from './offer-freed.js';
import { ASKED, CAME, OVER, SERVED, STANDS, TURNS } from './sql.js';

const EVERY_MS = 10_000;
/** Entries that one round ends. */
const ENDED = 500;
/** Units of one region whose turns are one statement. */
const AT_ONCE = 10;
/** Entries that are looked at closely in one statement. */
const PART = 500;

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
 * Offers to those who wait what is free and that nobody has freed by a step: holds that ran out, a shelter that has opened, beds put into service; and what a step
 * left. The list is looked through to its end without a lock; a unit is locked for those alone that fit. Several processes may do it at once; how many units were locked.
 */
export async function offerWhatIsFree(db: DataSource): Promise<number> {
  const regions: { units: string[] }[] = await db.query(ASKED);
  let looked = 0;
  await eachInTurn(
    regions.flatMap(({ units }) => [...inParts(units, AT_ONCE)]),
    async (units) => {
      await eachInTurn(await TURNS.rows(db, [units, null]), async ({ unit, entries }) => {
        const next = await nextFitting(db, unit, entries);
        if (next.length === 0) return;
        looked++;
        await transaction(db, async (manager) => {
          if (await lockUnit(manager, unit)) await offerInTurn(manager, unit, next);
        });
      });
    },
  );
  return looked;
}

/** The first of those that fit, in their order; none when nobody does. */
async function nextFitting(db: DataSource, unit: string, entries: readonly string[]): Promise<readonly string[]> {
  for (const part of inParts(entries, PART)) {
    const fitting = (await STANDS.rows(db, [unit, part])).filter(fits);
    if (fitting.length > 0) return fitting.map(({ id }) => id);
  }
  return [];
}

function* inParts(ids: readonly string[], size: number): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += size) yield ids.slice(at, at + size);
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
