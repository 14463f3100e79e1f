import { setTimeout as sleep } from 'node:timers/promises';
import type { TestHub } from '../../../test/hub.js';

/**
 * Makes requests meet: holds `lock` (a statement that locks what all of them need) until every one of them waits in the database, then lets
 * go. So what happens between them does not depend on who is faster.
 */
export async function meeting<T>(
  hub: TestHub,
  lock: { readonly sql: string; readonly values?: unknown[] },
  requests: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = hub.db('referral').createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query(lock.sql, lock.values);
    const answers = Promise.all(requests.map((request) => request()));
    await allWaiting(hub, requests.length);
    await holder.rollbackTransaction();
    return await answers;
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  }
}

/** Until so many wait for a lock in the database of `referral`. */
export async function allWaiting(hub: TestHub, expected: number): Promise<void> {
  for (let attempt = 0; attempt < 3_000; attempt++) {
    const [{ waiting }] = await hub.db('referral').query(
      `SELECT count(DISTINCT l.pid)::int AS waiting FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE NOT l.granted AND a.datname = current_database()`,
    );
    if (waiting >= expected) return;
    await sleep(20);
  }
  throw new Error(`${expected} requests should wait for the lock.`);
}
