import type { DataSource } from 'typeorm';
import { poolOf } from '../../subgraphs/kit/index.js';

const PATIENCE_MS = 60_000;

/**
 * On a busy machine many who meet at one lock wait longer for a connection and for each other than a request may. From now on so many of a subgraph's
 * connections are there, stay, and wait for a minute: for tests in which nothing is about time.
 */
export async function waitPatiently(db: DataSource, connections: number): Promise<void> {
  const pool = poolOf(db);
  const limits = {
    lock_timeout: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    idle_in_transaction_session_timeout: PATIENCE_MS,
  };
  const { options } = pool as unknown as { options: object };
  Object.assign(options, limits, {
    max: connections,
    connectionTimeoutMillis: PATIENCE_MS,
    idleTimeoutMillis: 0,
  });
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  try {
    for (const client of clients)
      for (const [name, ms] of Object.entries(limits)) await client.query(`SET ${name} = ${ms}`);
  } finally {
    for (const client of clients) client.release();
  }
}
