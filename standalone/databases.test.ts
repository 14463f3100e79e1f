import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openTestHub, type TestHub } from '../test/hub.js';
import { testServer } from '../test/setup/test-server.js';
import { asAdmin, databaseUrls, ensureDatabase, ensureLogins, loginName } from './databases.js';
import { migrate } from './migrate.js';
import { SUBGRAPHS } from './subgraphs.js';

const NAMES = SUBGRAPHS.map(({ name }) => name);
const { adminUrl, secrets } = testServer();

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** The SQLSTATE that a statement ends with under the app login of a subgraph; `done` when it is carried out. */
async function state(subgraph: string, sql: string): Promise<string> {
  try {
    await hub.subgraphs.get(subgraph)!.db.query(sql);
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const NOT_PERMITTED = '42501';
const databaseOf = async (subgraph: string): Promise<string> =>
  (await hub.db(subgraph).query('SELECT current_database() AS name'))[0].name;

describe.each(NAMES)('the app login of %s', (name) => {
  test('owns nothing and may change no structure', async () => {
    for (const sql of [
      'CREATE TABLE extra (id int)',
      'CREATE TEMPORARY TABLE extra (id int)',
      'CREATE SCHEMA extra',
      'CREATE FUNCTION extra() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'CREATE EXTENSION pg_trgm',
      'ALTER TABLE outbox ADD COLUMN extra int',
      'DROP TABLE outbox',
      'TRUNCATE own_record_log',
      'CREATE INDEX extra ON outbox (operation)',
      'ALTER TABLE outbox DISABLE TRIGGER ALL',
      "INSERT INTO migrations (timestamp, name) VALUES (1, 'forged')",
      'DELETE FROM migrations',
      `ALTER ROLE ${loginName(name, 'app')} SUPERUSER`,
      `ALTER ROLE ${loginName(name, 'owner')} PASSWORD 'x'`,
      `SET ROLE ${loginName(name, 'owner')}`,
      'CREATE DATABASE extra',
      'CREATE ROLE extra',
      "COPY outbox TO PROGRAM 'true'",
      'SELECT rolpassword FROM pg_authid',
    ]) {
      expect({ sql, state: await state(name, sql) }).toEqual({ sql, state: NOT_PERMITTED });
    }
  });

  test('is no owner, no superuser and no member of anything', async () => {
    const [row] = await hub.subgraphs.get(name)!.db.query(
      `SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS member_of
       FROM pg_roles r WHERE rolname = current_user`,
    );
    expect(row).toEqual({ mighty: false, owned: 0, member_of: 0 });
  });

  test("cannot connect to another subgraph's database", async () => {
    const others = await Promise.all(NAMES.filter((other) => other !== name).map(databaseOf));
    for (const database of others) {
      const client = new pg.Client({ connectionString: databaseUrls(adminUrl, database, name, secrets).app });
      await expect(client.connect()).rejects.toMatchObject({ code: NOT_PERMITTED });
    }
  });
});

describe('what is append-only', () => {
  test('may be read and added to, not changed or deleted', async () => {
    for (const definition of SUBGRAPHS) {
      for (const table of definition.appendOnly ?? []) {
        expect(await state(definition.name, `SELECT FROM ${table}`)).toBe('done');
        expect(await state(definition.name, `SELECT FROM ${table} FOR UPDATE`)).toBe(NOT_PERMITTED);
        expect(await state(definition.name, `DELETE FROM ${table}`)).toBe(NOT_PERMITTED);
        expect(await state(definition.name, `TRUNCATE ${table}`)).toBe(NOT_PERMITTED);
      }
    }
    expect(SUBGRAPHS.find(({ name }) => name === 'consent')?.appendOnly).toContain('access_log');
    const sql = `INSERT INTO access_log (victim_key, kind, agency, staff, role, purpose, subgraph, request_id)
      VALUES ('${randomUUID()}', 'ACCESS_LOG', 'a', 's', 'ADVOCATE', 'SUBJECT_REQUEST', 'consent', 'r')`;
    expect(await state('consent', sql)).toBe('done');
  });
});

describe('preparing', () => {
  test('can be repeated: logins, database and migrations are made once', async () => {
    const database = `t_${randomUUID().slice(0, 8)}_consent`;
    const consent = SUBGRAPHS.find(({ name }) => name === 'consent')!;
    const urls = databaseUrls(adminUrl, database, 'consent', secrets);
    try {
      const runs = [];
      for (let run = 0; run < 2; run++) {
        await asAdmin(adminUrl, async (client) => {
          await ensureLogins(client, ['consent'], secrets);
          await ensureDatabase(client, database, 'consent');
        });
        runs.push(await migrate(consent, urls));
      }
      expect(runs[0]).toHaveLength((consent.migrations as unknown[]).length);
      expect(runs[1]).toEqual([]);
      const rights = await asAdmin(urls.app, (client) =>
        client.query(
          "SELECT has_table_privilege('access_log', 'UPDATE') AS update, has_table_privilege('victim', 'INSERT') AS insert",
        ),
      );
      expect(rights.rows).toEqual([{ update: false, insert: true }]);
    } finally {
      await asAdmin(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
    }
  });
});
