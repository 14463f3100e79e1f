import type { DataSource } from 'typeorm';
import { type BackgroundWork, type Log, Repeated, rowsOf, type SubgraphRuntime, transaction } from '../../kit/index.js';
import { discoverKeys } from './discovery.js';

const POLL_MS = 15_000;

/**
 * Reads again the keys of every provider whose keys are discovered, each five minutes; where that fails the last good ones stay. Any number of
 * processes may do it: who claims a provider is the only one to ask it.
 */
export const issuerRefresh = ({ db, operating: { log } }: Pick<SubgraphRuntime, 'db' | 'operating'>): BackgroundWork =>
  new Repeated(
    POLL_MS,
    () => refreshIssuers(db, log),
    (error) => log.warn('issuer_keys_stale', { subgraph: 'directory', error }),
  );

/** Those that nobody has asked for five minutes are claimed before they are asked: no transaction waits for another process. */
const CLAIM = `
  UPDATE issuer SET tried_at = clock_timestamp() WHERE issuer IN (
    SELECT issuer FROM issuer
    WHERE discovered AND removed_at IS NULL AND (tried_at IS NULL OR tried_at < clock_timestamp() - interval '5 minutes')
    FOR NO KEY UPDATE SKIP LOCKED)
  RETURNING issuer`;

/** One round. Returns how many providers were asked. */
export async function refreshIssuers(db: DataSource, log: Log): Promise<number> {
  const claimed = await transaction(db, (manager) => rowsOf<{ issuer: string }>(manager, CLAIM));
  await Promise.all(
    claimed.map(async ({ issuer }) => {
      try {
        const keys = await discoverKeys(issuer);
        await db.query(
          `UPDATE issuer SET jwks = $2, refreshed_at = clock_timestamp() WHERE issuer = $1 AND discovered AND removed_at IS NULL`,
          [issuer, JSON.stringify({ keys })],
        );
      } catch (error) {
        log.warn('issuer_keys_stale', { subgraph: 'directory', error });
      }
    }),
  );
  return claimed.length;
}
