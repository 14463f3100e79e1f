import type { DataSource } from 'typeorm';
import { type BackgroundWork, Repeated, rowsOf, type SubgraphRuntime, transaction } from '../../kit/index.js';
import { endClocks } from '../response-clock/clock.js';

const POLL_MS = 20_000;
const AT_ONCE = 500;

/** SQL: whether a referral has lapsed and that is not written down yet. @param r its alias */
export const lapsed = (r: string) =>
  `COALESCE(${r}.state IN ('SENT', 'RECEIVED') AND ${r}.lapses_at <= clock_timestamp(), false)`;

/**
 * SQL: the state of referral `r`. An unanswered one has lapsed when the database's clock says so, whether or not it has been written down: writing
 * changes nothing that anybody reads, so there are no two truths.
 */
export const STATE_NOW = `CASE WHEN ${lapsed('r')} THEN 'EXPIRED' ELSE r.state END`;

/** Writes down which referrals have lapsed. Two at once do different ones. Returns how many. */
export async function writeLapses(db: DataSource): Promise<number> {
  return transaction(db, async (manager) => {
    const written = await rowsOf<{ id: string }>(
      manager,
      `UPDATE referral SET state = 'EXPIRED', expired_at = lapses_at, sender_acts = true WHERE id IN (
         SELECT id FROM referral WHERE state IN ('SENT', 'RECEIVED') AND lapses_at <= (SELECT clock_timestamp())
         ORDER BY lapses_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED) RETURNING id`,
    );
    const ids = written.map(({ id }) => id);
    await endClocks(manager, ids);
    return ids.length;
  });
}

/** In the background, by whichever process. While nobody does, lists cost a little more and say the same. */
export function lapses({ db, operating }: SubgraphRuntime): BackgroundWork {
  return new Repeated(
    POLL_MS,
    async () => {
      while ((await writeLapses(db)) === AT_ONCE);
    },
    (error) => operating.log.warn('housekeeping_failed', { subgraph: 'referral', error }),
  );
}
