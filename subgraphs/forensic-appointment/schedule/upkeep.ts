import {
  type BackgroundParts,
  type BackgroundWork,
  eachInTurn,
  Repeated,
  rowsOf,
  type SubgraphRuntime,
  transaction,
} from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import { offerFreeTimes } from '../waiting-list/offer.js';
import { deriveShifts } from './derive.js';

const OF_ANOTHER_DAY = `SELECT c.id FROM clinic c WHERE c.derived_on IS DISTINCT FROM (clock_timestamp() AT TIME ZONE c.zone)::date`;

/** Moves every clinic's horizon on by the days that have passed, and offers them to whoever waits, each in a transaction of its own. While nobody does, the horizon is shorter and nothing is wrong. */
export async function keepShifts({ db }: Pick<SubgraphRuntime, 'db'>): Promise<void> {
  const due: { id: string }[] = await db.query(`${OF_ANOTHER_DAY} ORDER BY c.id`);
  await eachInTurn(due, ({ id }) =>
    transaction(db, async (manager) => {
      await lockClinics(manager, [id]);
      const [still] = await rowsOf(manager, `${OF_ANOTHER_DAY} AND c.id = $1::uuid`, [id]);
      if (!still) return;
      await deriveShifts(manager, id);
      await offerFreeTimes(manager, id);
    }),
  );
}

const POLL_MS = 60_000;

/** In the background, by whichever process; two at once follow one another by the clinic's lock. */
export function shiftUpkeep(runtime: SubgraphRuntime, _parts: BackgroundParts): BackgroundWork {
  return new Repeated(
    POLL_MS,
    () => keepShifts(runtime),
    (error) => runtime.operating.log.warn('housekeeping_failed', { subgraph: 'forensic-appointment', error }),
  );
}
