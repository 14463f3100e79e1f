import pg from 'pg';
import type { ScratchDatabases } from '../harness/scratch-databases.js';
import { LARGE_TABLES } from './large-tables.js';

/**
 * Fills every subgraph's database with years of fictional history. As superuser with triggers off: the keys that the rows carry
 * need not exist elsewhere. All constraints hold; the other indexes are taken away while rows come in, and put back as the migrations made them.
 */
export async function loadHistory(databases: ScratchDatabases, rows: number): Promise<void> {
  await Promise.all(
    Object.entries(LARGE_TABLES).map(([subgraph, statements]) =>
      asSuperuser(databases, subgraph, async (client) => {
        await client.query('SET session_replication_role = replica');
        await client.query('SET synchronous_commit = off');
        const indexes = await dropIndexes(client);
        for (const statement of statements(rows)) await client.query(statement);
        for (const definition of indexes) await client.query(definition);
        await client.query('VACUUM ANALYZE');
      }),
    ),
  );
}

/** Drops the indexes that no constraint stands on, which halves the time of the load; returns their definitions. */
export async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

export async function asSuperuser<T>(
  databases: ScratchDatabases,
  subgraph: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(databases.adminUrl);
  url.pathname = new URL(databases.urls.get(subgraph)!.app).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
