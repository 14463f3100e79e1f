import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { asAdmin, databaseUrls, ensureDatabase, ensureLogins } from '../../standalone/databases.js';
import { migrate } from '../../standalone/migrate.js';
import { openPostgres } from '../../standalone/postgres.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { testServer } from '../setup/test-server.js';

const DATABASE = 'dereu_killable';

/** The database of `consent` on a server of its own, which can be killed. Whoever uses it finds it at the same address when it is back. */
export interface KillablePostgres {
  /** Of the app login */
  readonly url: string;
  /** Under the owner login */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  kill(): Promise<void>;
  /** After it was killed: the same data, recovered as PostgreSQL recovers them */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openKillablePostgres(): Promise<KillablePostgres> {
  const definition = SUBGRAPHS.find(({ name }) => name === 'consent')!;
  const { secrets } = testServer();
  const folder = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  // the embedded server's own user must reach its data below it
  await chmod(folder, 0o755);
  const open = () => openPostgres({ dataDirectory: folder, log: () => {} });
  let server = await open();
  await asAdmin(server.adminUrl, async (client) => {
    await ensureLogins(client, ['consent'], secrets);
    await ensureDatabase(client, DATABASE, 'consent');
  });
  await migrate(definition, databaseUrls(server.adminUrl, DATABASE, 'consent', secrets));

  // each start is on a port of its own: this one stays
  const door = createServer((socket) => {
    const onward = connect(Number(new URL(server.adminUrl).port), '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const [one, other] of [[socket, onward] as const, [onward, socket] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const atTheDoor = new URL(server.adminUrl);
  atTheDoor.port = String((door.address() as AddressInfo).port);

  return {
    url: databaseUrls(atTheDoor.href, DATABASE, 'consent', secrets).app,
    async query(sql, values = []) {
      const client = new pg.Client({
        connectionString: databaseUrls(server.adminUrl, DATABASE, 'consent', secrets).owner,
      });
      await client.connect();
      try {
        return (await client.query(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    async kill() {
      const [pid] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    async restart() {
      await server.stop();
      server = await open();
    },
    async close() {
      door.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
