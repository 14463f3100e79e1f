import type { DataSource } from 'typeorm';
import { type BackgroundWork, eachInTurn, Repeated, type SubgraphRuntime, transaction } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import { fits, offerFreed, type Waiting } from './offer-freed.js';
import { waitingFor } from './sql.js';

const EVERY_MS = 10_000;
/** Pairs of an entry and a unit that one round looks at. */
const LOOKED_AT = 500;

/** By the index on the end of an entry: those that are over are not looked at. */
const WAITING = `${waitingFor('w.expires_at > clock_timestamp()')} LIMIT ${LOOKED_AT}`;

/** Entries of which nothing more can come leave the index of those that wait. */
export const END_WAITING = `UPDATE waiting_entry SET ended_at = clock_timestamp()
  WHERE ended_at IS NULL AND (cancelled_at IS NOT NULL OR expires_at <= clock_timestamp())`;

/**
 * Offers to those who wait what is free and that nobody has freed by a step: holds that ran out, a shelter that has opened, beds put into service.
 * Several processes may do it at once; how many units were looked at closely.
 */
export async function offerWhatIsFree(db: DataSource): Promise<number> {
  const waiting: Waiting[] = await db.query(WAITING);
  const units = [...new Set(waiting.filter(fits).map(({ unit }) => unit))].sort();
  await eachInTurn(units, (unit) =>
    transaction(db, async (manager) => {
      if (await lockUnit(manager, unit)) await offerFreed(manager, unit);
    }),
  );
  return units.length;
}

export function waitingListWork({ db, operating }: SubgraphRuntime): BackgroundWork {
  return new Repeated(
    EVERY_MS,
    () => offerWhatIsFree(db),
    (error) => operating.log.warn('housekeeping_failed', { subgraph: 'shelter-capacity', error }),
  );
}
