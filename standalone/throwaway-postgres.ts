import { asAdmin } from './databases.js';
import { type OpenPostgres, openPostgres } from './postgres.js';

/**
 * An embedded server whose data goes with it, as tests and checks need one: nothing waits for a disk. What is committed outlives the server's
 * processes, not the machine's.
 */
export async function openThrowawayPostgres(dataDirectory: string): Promise<OpenPostgres> {
  const server = await openPostgres({ dataDirectory, log: () => {} });
  await asAdmin(server.adminUrl, async (admin) => {
    for (const setting of ['fsync', 'full_page_writes']) await admin.query(`ALTER SYSTEM SET ${setting} = off`);
    await admin.query('SELECT pg_reload_conf()');
  });
  return server;
}
