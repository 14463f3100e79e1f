import pg from 'pg';
import type { ScratchDatabases } from '../harness/scratch-databases.js';
import { LARGE_TABLES } from './large-tables.js';

/**
 * Fills every subgraph's database with years of fictional history. As superuser with triggers off: the keys that the rows carry
 * need not exist elsewhere; CHECK and EXCLUDE constraints and every index are those of the migrations.
 */
export async function loadHistory(databases: ScratchDatabases, rows: number): Promise<void> {
  await Promise.all(
    Object.entries(LARGE_TABLES).map(([subgraph, statements]) =>
      asSuperuser(databases, subgraph, async (client) => {
        await client.query('SET session_replication_role = replica');
        await client.query('SET synchronous_commit = off');
        for (const statement of statements(rows)) await client.query(statement);
        await client.query('VACUUM ANALYZE');
      }),
    ),
  );
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
