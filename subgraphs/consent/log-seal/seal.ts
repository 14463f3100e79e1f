import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { firstLeafOf, rowsOf, type SubgraphSecrets, transaction } from '../../kit/index.js';
import { ENTRY, type LogEntry, leafOf, missingText, textOf } from './entry.js';
import { type Epoch, grow } from './tree.js';

/** Leaves under one checkpoint at most */
const BATCH = 2_000;
const LOCK = "hashtext('seal the access log')";

const newOrigin = () => `dereu/access-log/${randomBytes(8).toString('hex')}`;

/** What is queued and committed; an entry that is gone has its number only. What commits later is found by a later batch. */
const TAKE = `
  WITH taken AS (
    DELETE FROM log_unsealed WHERE entry_id IN (SELECT entry_id FROM log_unsealed ORDER BY entry_id LIMIT $1) RETURNING entry_id)
  SELECT taken.entry_id::text AS queued, ${ENTRY} FROM taken LEFT JOIN access_log a ON a.id = taken.entry_id ORDER BY taken.entry_id`;

/**
 * Gives what is queued a leaf, in one transaction with the checkpoint over it: what is cut short is queued as before. Of several processes one seals, the
 * others have nothing to do. Returns how many leaves; nothing while a new epoch is due.
 */
export function sealBatch(db: DataSource, signing: SubgraphSecrets['signing']): Promise<number> {
  return transaction(db, async (manager) => {
    const [lock] = await rowsOf<{ mine: boolean }>(manager, `SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`);
    if (!lock!.mine || (await rowsOf(manager, 'SELECT FROM log_epoch_due')).length > 0) return 0;
    const entries = await rowsOf<LogEntry & { queued: string; id: string | null }>(manager, TAKE, [BATCH]);
    if (entries.length === 0) return 0;
    const leaves = entries.map((entry) => {
      const salt = randomBytes(16);
      const text = entry.id === null ? missingText(entry.queued) : textOf(entry, salt);
      return { hash: leafOf(text), entryId: entry.queued, salt };
    });
    await grow(manager, await currentEpoch(manager), leaves, signing);
    return leaves.length;
  });
}

/** Everything that is queued now. */
export async function sealAll(db: DataSource, signing: SubgraphSecrets['signing']): Promise<void> {
  while ((await sealBatch(db, signing)) === BATCH);
}

async function currentEpoch(manager: EntityManager): Promise<Epoch> {
  const [epoch] = await rowsOf<Epoch>(manager, 'SELECT number, origin FROM log_epoch ORDER BY number DESC LIMIT 1');
  if (epoch) return epoch;
  const [first] = await rowsOf<Epoch>(
    manager,
    'INSERT INTO log_epoch (number, origin) VALUES (1, $1) RETURNING number, origin',
    [newOrigin()],
  );
  return first!;
}

/** What a restored database has done to it: the next leaf begins a new tree, since the old one may have grown beyond this state. */
export const newEpochIsDue = async (manager: EntityManager): Promise<void> =>
  void (await rowsOf(manager, 'INSERT INTO log_epoch_due DEFAULT VALUES ON CONFLICT DO NOTHING'));

/**
 * Begins a new tree. Its first leaf names the last checkpoint of the old one: `held`, which the witness has countersigned last, or the last one known here.
 * Entries that were sealed here after the last countersignature are sealed again: the witness may hold another tree in their place.
 */
export function beginEpoch(db: DataSource, signing: SubgraphSecrets['signing'], held: string | null): Promise<void> {
  return transaction(db, async (manager) => {
    await rowsOf(manager, `SELECT pg_advisory_xact_lock(${LOCK})`);
    if ((await rowsOf(manager, 'DELETE FROM log_epoch_due RETURNING one')).length === 0) return;
    const [last] = await rowsOf<Epoch & { size: string; note: string; cosigned: string }>(
      manager,
      `SELECT e.number, e.origin, c.size, c.note, coalesce((SELECT max(size) FROM log_cosignature w WHERE w.epoch = e.number), 0) AS cosigned
       FROM log_epoch e JOIN log_checkpoint c ON c.epoch = e.number ORDER BY e.number DESC, c.size DESC LIMIT 1`,
    );
    // nothing was ever sealed, and the witness knows of nothing: the first tree can begin as if there had been no restore
    if (!last && held === null) return;
    const origin = newOrigin();
    const beginning = firstLeafOf(origin, held ?? last!.note);
    const number = (last?.number ?? 1) + 1;
    await rowsOf(manager, 'INSERT INTO log_epoch (number, origin, beginning) VALUES ($1, $2, $3)', [
      number,
      origin,
      beginning,
    ]);
    if (last && held !== null) {
      await rowsOf(
        manager,
        `INSERT INTO log_unsealed (entry_id) SELECT entry_id FROM log_leaf
         WHERE epoch = $1 AND leaf >= $2 AND entry_id IS NOT NULL ON CONFLICT DO NOTHING`,
        [last.number, last.cosigned],
      );
    }
    await grow(manager, { number, origin }, [{ hash: leafOf(beginning), entryId: null, salt: null }], signing);
  });
}
