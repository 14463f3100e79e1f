import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readKeyFolders, writeKeyFolders } from '../../scripts/keys/folders.js';
import { rotated } from '../../scripts/keys/rotate.js';
import { sealAll } from '../../subgraphs/consent/index.js';
import { ClosureFile } from '../../subgraphs/kit/closure-log/closure-file.js';
import { createDataSource, GATEWAY, KeySet } from '../../subgraphs/kit/index.js';
import { consentedRecord, TOLD } from '../../test/consented-record.js';
import { dumpOf } from '../../test/dump.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { testServer } from '../../test/setup/test-server.js';
import { asAdmin, type DatabaseUrls, databaseUrls, ensureDatabase } from '../databases.js';
import { migrate } from '../migrate.js';
import { closureKeys, secretsOf } from '../secrets.js';
import { seedId } from '../seed/index.js';
import { SUBGRAPHS } from '../subgraphs.js';
import { backup } from './backup.js';
import type { Manifest } from './manifest.js';
import { type RestoreOptions, restore } from './restore.js';

const { adminUrl, secrets, keys: keyFolders } = testServer();
const NAMES = SUBGRAPHS.map(({ name }) => name);

let hub: TestHub;
let root: string;
beforeAll(async () => {
  hub = await openTestHub();
  const { centre } = await consentedRecord(hub);
  const look = await hub
    .as('intake-almaty', 'SHELTER')
    .query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', {
      id: centre,
    });
  expect(look.data.victim.identity.familyName).toBe(TOLD.familyName);
  // her access log, so far, as it is when the worker has sealed it
  await sealAll(hub.subgraphs.get('consent')!.db, secretsOf(secrets, 'consent').signing);
  await hub.stop();
  root = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  await Promise.all(NAMES.map((name) => backup(name, source(name), join(root, name))));
});
afterAll(async () => {
  await hub.close();
  await rm(root, { recursive: true });
});

const source = (name: string) => (hub.db(name).options as { url: string }).url;
const definitionOf = (name: string) => SUBGRAPHS.find((each) => each.name === name)!;

let made: string[];
let folder: string;
beforeEach(async () => {
  made = [];
  folder = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
});
afterEach(async () => {
  await drop(made);
  await rm(folder, { recursive: true });
});
const drop = (databases: readonly string[]) =>
  asAdmin(adminUrl, async (client) => {
    for (const name of databases) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

/** A new database of the subgraph with nothing in it; `among` those that are dropped in the end. */
async function empty(name: string, among = made): Promise<DatabaseUrls> {
  const database = `t_${randomUUID().slice(0, 8)}_restored`;
  among.push(database);
  await asAdmin(adminUrl, (client) => ensureDatabase(client, database, name));
  return databaseUrls(adminUrl, database, name, secrets);
}
const into = (name: string, { owner }: DatabaseUrls, options: Partial<RestoreOptions> = {}) =>
  restore({
    definition: definitionOf(name),
    ownerUrl: owner,
    folder: join(root, name),
    replace: false,
    closureLog: { directories: [hub.closureLogDirectory], keys: closureKeys(secrets, name) },
    ...options,
  });
const rows = async (url: string, sql: string) => (await asAdmin(url, (client) => client.query(sql))).rows;
async function dump(url: string): Promise<Record<string, string[]>> {
  const db = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
  // a restore leaves these two marks of its own
  const tables = (await dumpOf(db)).filter(([table]) => !['restore_mark', 'log_epoch_due'].includes(table));
  await db.destroy();
  return Object.fromEntries(tables.map(([table, text]) => [table, text.split('\n').sort()]));
}
/** A copy of a backup with its manifest changed. */
async function changed(name: string, change: (manifest: Manifest) => Manifest): Promise<string> {
  const copy = join(folder, name);
  await backup(name, source(name), copy);
  const manifest = JSON.parse(await readFile(join(copy, 'manifest.json'), 'utf8')) as Manifest;
  await writeFile(join(copy, 'manifest.json'), JSON.stringify(change(manifest)));
  return copy;
}

describe('restored into an empty one', () => {
  const databases: string[] = [];
  const all = new Map<string, DatabaseUrls>();
  // side by side, as operators of several organisations would
  beforeAll(() =>
    Promise.all(
      NAMES.map(async (name) => {
        const restored = await empty(name, databases);
        await into(name, restored);
        all.set(name, restored);
      }),
    ),
  );
  afterAll(() => drop(databases));

  test.each(NAMES)(
    'the database of %s comes back as it was, with the same constraints, rights for the app login, and numbers never given before',
    async (name) => {
      const restored = all.get(name)!;
      expect(await dump(restored.owner)).toEqual(await dump(source(name)));
      const constraints = `SELECT conrelid::regclass::text AS t, pg_get_constraintdef(oid) AS c FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`;
      expect(await rows(restored.owner, constraints)).toEqual(await rows(source(name), constraints));
      const highest = `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND max_value > 2147483647
      AND coalesce(last_value, 0) < 1700000000000000`;
      expect(await rows(restored.owner, highest)).toEqual([]);
      expect(await rows(restored.app, 'SELECT count(*)::int AS n FROM outbox')).toEqual([{ n: expect.any(Number) }]);
      const mark = ['consent', 'directory'].includes(name) ? [] : [{ state: 'WALLS_MISSING' }];
      expect(await rows(restored.app, 'SELECT state FROM restore_mark')).toEqual(mark);
      // the sealed log goes on in a tree of its own
      if (name === 'consent') {
        expect((await rows(restored.app, 'SELECT FROM log_leaf')).length).toBeGreaterThan(0);
        expect(await rows(restored.app, 'SELECT one FROM log_epoch_due')).toEqual([{ one: true }]);
      }
    },
  );
});

describe('a backup', () => {
  test('is for its owner alone, holds nothing readable about her, and overwrites no other', async () => {
    expect(((await stat(join(root, 'referral'))).mode & 0o777).toString(8)).toBe('700');
    expect(((await stat(join(root, 'referral', 'incident.copy.gz'))).mode & 0o777).toString(8)).toBe('600');
    const { tables } = JSON.parse(await readFile(join(root, 'referral', 'manifest.json'), 'utf8')) as Manifest;
    expect(tables.find((table) => table.name === 'incident')).toMatchObject({ rows: 1 });
    expect(tables.find((table) => table.name === 'incident')!.columns).not.toContain('desk');
    expect(tables.map((table) => table.name)).not.toContain('used_assertion');
    const { gunzipSync } = await import('node:zlib');
    for (const { file } of tables) {
      const text = gunzipSync(await readFile(join(root, 'referral', file))).toString();
      for (const told of Object.values(TOLD)) expect(text).not.toContain(told);
    }
    await expect(backup('referral', source('referral'), join(root, 'referral'))).rejects.toThrow('never overwrites');
  });

  test('of a database that must not serve yet is not taken', async () => {
    const restored = await empty('referral');
    await into('referral', restored);
    await expect(backup('referral', restored.owner, join(folder, 'x'))).rejects.toThrow('does not serve yet');
  });
});

describe('nothing is touched by a restore', () => {
  test.each<[string, string, RegExp]>([
    ['consent', 'keeps a closure log', /--closure-log/],
    ['directory', 'keeps a closure log', /--closure-log/],
    ['referral', 'keeps a closure log', /--closure-log/],
    ['shelter-capacity', 'keeps a closure log', /--closure-log/],
  ])('of %s, which %s, without one', async (name, _, message) => {
    await expect(into(name, { owner: source(name), app: '' }, { replace: true, closureLog: null })).rejects.toThrow(
      message,
    );
    expect(await rows(source(name), 'SELECT FROM restore_mark')).toEqual([]);
  });

  test('of another subgraph, of an altered file, of a newer version, or into a database with data', async () => {
    const target = { owner: source('referral'), app: '' };
    const before = await dump(target.owner);
    const attempt = (options: Partial<RestoreOptions>) => into('referral', target, { replace: true, ...options });
    await expect(attempt({ folder: join(root, 'consent') })).rejects.toThrow('a backup of consent');
    await expect(attempt({ folder })).rejects.toThrow('holds no backup');
    const newer = await changed('referral', (m) => ({ ...m, migrations: [...m.migrations, 'Later0000000000999'] }));
    await expect(attempt({ folder: newer })).rejects.toThrow('newer version: it has Later0000000000999');
    await writeFile(join(newer, 'incident.copy.gz'), 'x');
    await expect(attempt({ folder: newer })).rejects.toThrow('incident.copy.gz is not as it was');
    await expect(attempt({ replace: false })).rejects.toThrow('--replace');
    expect(await dump(target.owner)).toEqual(before);
  });

  test('with a closure log that lacks what the replaced database knows to be in it', async () => {
    const restored = await empty('consent');
    await into('consent', restored);
    await asAdmin(restored.owner, (client) =>
      client.query(`INSERT INTO closure (kind, subject, payload, written_at) VALUES ('wall-lifted', 'x', '{}', now())`),
    );
    await expect(into('consent', restored, { replace: true })).rejects.toThrow('lacks 1 of 1 lines');
    expect(await rows(restored.app, 'SELECT FROM restore_mark')).toEqual([]);
  });
});

describe('a restore that is cut in the middle', () => {
  test('leaves a database that lets nobody in, cannot be migrated, and can be restored again', async () => {
    const cut = await changed('referral', (manifest) => ({
      ...manifest,
      tables: manifest.tables.map((table) => (table.name === 'incident' ? { ...table, rows: table.rows + 1 } : table)),
    }));
    const restored = await empty('referral');
    await expect(into('referral', restored, { folder: cut })).rejects.toThrow('marked and shut. Run restore again');
    expect(await rows(restored.owner, 'SELECT state FROM restore_mark')).toEqual([{ state: 'RESTORING' }]);
    await expect(rows(restored.app, 'SELECT')).rejects.toMatchObject({ code: '42501' });
    await expect(migrate(definitionOf('referral'), restored)).rejects.toThrow('not usable');
    await into('referral', restored);
    expect(await dump(restored.owner)).toEqual(await dump(source('referral')));
  });

  test('by a replay that fails does not serve either', async () => {
    const directory = join(folder, 'log');
    const { mkdir } = await import('node:fs/promises');
    await mkdir(directory);
    const definition = definitionOf('consent');
    const failing = { ...definition, closures: {} };
    const restored = await empty('consent');
    const other = { directories: [directory], keys: [] };
    await into('consent', restored, { closureLog: other, definition: failing });
    await asAdmin(restored.owner, (client) =>
      client.query(`INSERT INTO closure (kind, subject, payload, written_at) VALUES ('wall-lifted', 'x', '{}', now())`),
    );
    const copy = join(folder, 'consent');
    await backup('consent', restored.owner, copy);
    const again = await empty('consent');
    await expect(into('consent', again, { folder: copy, closureLog: other })).rejects.toThrow('lacks 1 of 1 lines');
    expect(await rows(again.owner, 'SELECT state FROM restore_mark')).toEqual([{ state: 'RESTORING' }]);
    await expect(rows(again.app, 'SELECT')).rejects.toMatchObject({ code: '42501' });
  });
});

async function command(script: string, environment: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [`dist/scripts/${script}.js`, ...args], {
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  return { code: await new Promise((resolve) => child.once('exit', resolve)), output };
}

test('the commands do it for a database that the environment names', async () => {
  const restored = await empty('consent');
  const run = (script: string, url: string, ...args: string[]) =>
    command(script, { OWNER_DATABASE_URL: url, KEYS_DIRECTORY: join(keyFolders, 'consent') }, ...args);
  const [, all, without] = await Promise.all([
    run('backup', source('consent'), 'consent', '--to', folder).then(({ code }) => expect(code).toBe(0)),
    run('backup', source('consent'), '--all', '--to', folder),
    run('restore', restored.owner, 'consent', '--from', root),
  ]);
  expect(all.code).toBe(1);
  expect([without.code, without.output]).toEqual([1, expect.stringContaining('--closure-log')]);
  const args = ['consent', '--from', folder, '--closure-log', hub.closureLogDirectory];
  expect(await run('restore', restored.owner, ...args)).toMatchObject({
    code: 0,
    output: expect.stringContaining('closures of its log hold again'),
  });
  expect(await dump(restored.owner)).toEqual(await dump(source('consent')));
}, 120_000);

test('a closure log is verified with keys that have long been rotated away', async () => {
  const keys = join(folder, 'keys');
  await cp(keyFolders, keys, { recursive: true });
  const [first] = secrets.keys.directory!.signing.keys;
  const log = new ClosureFile('directory', {
    directory: join(folder, 'log'),
    signingKey: () => ({ kid: first!.kid, privateKey: new KeySet([first!]).newest().key }),
  });
  const staff = seedId('staff:officer-almaty-2');
  const at = '2026-11-23T10:00:00.000000Z';
  await log.append([{ sequence: '1', kind: 'staff-deactivated', payload: { staff }, at }]);
  await log.close();
  // as the command does it, which test/restarts.processes.test.ts runs
  const atOnce = { inSeconds: 0, keepSeconds: 0 };
  for (let i = 0; i < 3; i++) {
    const kept = await readKeyFolders(keys);
    await writeKeyFolders(keys, rotated(kept, [GATEWAY, ...NAMES], atOnce), SUBGRAPHS);
  }
  const kids = async (file: string) => (await readFile(join(keys, 'directory', file), 'utf8')).match(/"kid": "[^"]+"/g);
  expect(await kids('own.json')).not.toContain(`"kid": "${first!.kid}"`);
  expect(await kids('retired.json')).toHaveLength(2);
  expect(await readFile(join(keys, 'directory', 'retired.json'), 'utf8')).not.toContain('"d"');
  const restored = await empty('directory');
  const again = (...args: string[]) =>
    command(
      'restore',
      { OWNER_DATABASE_URL: restored.owner, KEYS_DIRECTORY: '' },
      ...['directory', '--from', root, '--closure-log', join(folder, 'log'), ...args],
    );
  const withoutKeys = again();
  // of whoever may have countersigned the access log, too
  const { output } = await command('keys', {}, 'public', '--folder', keys, '--process', 'shelter-capacity');
  const printed = (JSON.parse(output) as Record<string, { keys: { kid: string; d?: string }[] }>)['shelter-capacity']!
    .keys;
  expect(printed.map(({ kid }) => kid)).toContain(secrets.keys['shelter-capacity']!.signing.keys[0]!.kid);
  expect(printed.filter(({ d }) => d)).toEqual([]);

  expect(await withoutKeys).toMatchObject({ code: 1, output: expect.stringContaining('--keys') });
  expect(await again('--keys', join(keys, 'directory'))).toMatchObject({ code: 0 });
  expect(await rows(restored.owner, `SELECT active FROM staff_member WHERE id = '${staff}'`)).toEqual([
    { active: false },
  ]);
  await rm(join(keys, 'directory', 'retired.json'));
  expect(await again('--keys', join(keys, 'directory'), '--replace')).toMatchObject({
    code: 1,
    output: expect.stringContaining('no valid signature'),
  });
}, 120_000);
