import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SubgraphDefinition } from '../subgraphs/kit/index.js';
import { testServer } from '../test/setup/test-server.js';
import { asAdmin, type DatabaseUrls, databaseUrls, ensureDatabase } from './databases.js';
import { migrate, underMigrationLock } from './migrate.js';
import { SUBGRAPHS } from './subgraphs.js';

const { adminUrl, secrets } = testServer();
const consent = SUBGRAPHS.find(({ name }) => name === 'consent')!;
const FAST = { lockTimeoutMs: 300, pauseMs: 50 };

class Widen implements MigrationInterface {
  readonly name = 'Widen0000000000901';
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE first (a int); ALTER TABLE victim ADD COLUMN note text');
  }
  async down() {}
}
class Index implements MigrationInterface {
  readonly name = 'Index0000000000902';
  readonly transaction = false;
  async up(runner: QueryRunner) {
    await runner.query('CREATE INDEX CONCURRENTLY extra ON victim (registered_at)');
  }
  async down() {}
}
const later = (...migrations: unknown[]): SubgraphDefinition => ({
  ...consent,
  migrations: [...(consent.migrations as never[]), ...(migrations as never[])],
});

let database: string;
let urls: DatabaseUrls;
let reader: pg.Client;
beforeEach(async () => {
  database = `t_${randomUUID().slice(0, 8)}_consent`;
  urls = databaseUrls(adminUrl, database, 'consent', secrets);
  await asAdmin(adminUrl, (client) => ensureDatabase(client, database, 'consent'));
  await migrate(consent, urls);
  reader = new pg.Client({ connectionString: urls.app });
  await reader.connect();
});
afterEach(async () => {
  await reader.end();
  await asAdmin(adminUrl, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
});

const one = async (sql: string) => (await asAdmin(urls.owner, (client) => client.query(sql))).rows[0];
/** pg_locks is one list for every database of the server. */
const WAITING = `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
  WHERE NOT l.granted AND a.datname = current_database()`;
const columns = () =>
  one("SELECT count(*)::int AS n FROM pg_attribute WHERE attrelid = 'victim'::regclass AND attname = 'note'");

describe('a migration that waits behind a long reader', () => {
  beforeEach(async () => {
    await reader.query('BEGIN');
    await reader.query('SELECT FROM victim');
  });

  test('gives up, names the table, does nothing of it, and leaves other readers unblocked', async () => {
    const lines: string[] = [];
    const attempt = migrate(later(Widen), urls, { ...FAST, attempts: 2, log: (line) => lines.push(line) });
    await expect(attempt).rejects.toThrow('consent: the table victim is busy. Nothing of this migration was done');
    expect(lines).toEqual(['  consent: the table victim is busy, trying again']);
    expect((await one('SELECT count(*)::int AS n FROM victim')).n).toBe(0);
    expect((await one(WAITING)).n).toBe(0);
    expect(await columns()).toEqual({ n: 0 });
    expect(await one("SELECT to_regclass('first') AS made")).toEqual({ made: null });
  });

  test('tries again and is done when the reader has ended', async () => {
    const busy = new Promise<void>((resolve) => {
      void migrate(later(Widen), urls, { ...FAST, attempts: 50, log: () => resolve() }).catch(() => {});
    });
    await busy;
    await reader.query('COMMIT');
    for (let i = 0; i < 200 && (await columns()).n === 0; i++) await sleep(50);
    expect(await columns()).toEqual({ n: 1 });
  });
});

test('two deployments do not migrate a database at once, and the second finds nothing to do', async () => {
  const runs = await Promise.all([migrate(later(Widen, Index), urls), migrate(later(Widen, Index), urls)]);
  expect(runs.map((run) => run.length).sort()).toEqual([0, 2]);
});

test('a deployment that waits its turn holds up no index that is built concurrently', async () => {
  let second: Promise<string[]> | undefined;
  await underMigrationLock(urls.owner, async () => {
    second = migrate(later(Widen), urls);
    await sleep(700);
    await asAdmin(urls.owner, (client) => client.query('CREATE INDEX CONCURRENTLY extra ON victim (registered_at)'));
  });
  expect(await second).toEqual(['Widen0000000000901']);
});
