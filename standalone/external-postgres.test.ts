import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type OpenPostgres, openPostgres } from './postgres.js';

let directory: string;
let server: OpenPostgres;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  await chmod(directory, 0o711);
  server = await openPostgres({ dataDirectory: join(directory, 'data'), log: () => {} });
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  await client.query(`CREATE ROLE reader LOGIN PASSWORD 'pass-word-1'`);
  await client.query(`CREATE ROLE builder LOGIN CREATEDB CREATEROLE PASSWORD 'pass-word-1'`);
  await client.end();
});

afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

function address(change: Partial<Record<'username' | 'password' | 'port' | 'pathname' | 'hostname', string>>): string {
  return Object.assign(new URL(server.adminUrl), change).href;
}

const open = (databaseUrl: string) =>
  openPostgres({ databaseUrl, dataDirectory: join(directory, 'unused'), log: () => {} });

describe('the server that DATABASE_URL names', () => {
  test.each(['postgres', 'builder'])(
    'is taken as it is when its login %s may build, and is never stopped',
    async (login) => {
      const databaseUrl =
        login === 'postgres' ? server.adminUrl : address({ username: login, password: 'pass-word-1' });
      const external = await open(databaseUrl);
      expect(external).toMatchObject({ kind: 'external', adminUrl: databaseUrl });
      await external.stop();
      await expect(open(databaseUrl)).resolves.toBeDefined();
    },
  );

  test.each([
    [
      'a login without rights',
      () => address({ username: 'reader', password: 'pass-word-1' }),
      /"reader".*ALTER ROLE "reader" CREATEDB/,
    ],
    ['a wrong password', () => address({ password: 'pass-word-2' }), /refused the login.*correct user and password/],
    ['a database that is not there', () => address({ pathname: '/nowhere' }), /does not exist.*create it/],
    [
      'nobody listening',
      () => address({ port: '1', password: 'pass-word-2' }),
      /Nothing answers at 127\.0\.0\.1:1 .*start PostgreSQL/,
    ],
    ['an unknown host', () => address({ hostname: 'nowhere.invalid' }), /not known here.*correct it/],
    ['another protocol', () => 'mysql://root:pass-word-2@localhost/db', /postgres:\/\/USER:PASSWORD@HOST/],
    ['no address at all', () => 'pass-word-2', /postgres:\/\/USER:PASSWORD@HOST/],
  ])('%s: one sentence, what to do, no password', async (_case, databaseUrl, sentence) => {
    const error = await open(databaseUrl()).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'PostgresUnavailable', message: expect.stringMatching(sentence) });
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toMatch(/pass-word/);
  });

  test('a server that never answers is given up after seconds', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    try {
      const { port } = silent.address() as { port: number };
      await expect(open(address({ port: String(port) }))).rejects.toThrow(/cannot be used .*timeout/);
    } finally {
      silent.close();
    }
  });
});
