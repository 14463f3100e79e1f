import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eraseSubject, eraseWhatIsOver } from '../../subgraphs/kit/erasure/erase.js';
import { DataKey, transaction } from '../../subgraphs/kit/index.js';
import { consentedRecord, TOLD } from '../../test/consented-record.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { testServer } from '../../test/setup/test-server.js';
import { asAdmin, databaseUrls, ensureDatabase } from '../databases.js';
import { closureKeys, secretsOf } from '../secrets.js';
import { SUBGRAPHS } from '../subgraphs.js';
import { backup } from './backup.js';
import { erasedSubjects, forget, keptBackups } from './forget.js';
import type { Manifest } from './manifest.js';
import { restore } from './restore.js';

const { adminUrl, secrets } = testServer();
const referral = SUBGRAPHS.find(({ name }) => name === 'referral')!;
const shelter = SUBGRAPHS.find(({ name }) => name === 'shelter-capacity')!;

let hub: TestHub;
let root: string;
let kept: string;
const victims: string[] = [];
beforeAll(async () => {
  hub = await openTestHub();
  for (let i = 0; i < 2; i++) {
    // the centre has few beds, and each record takes one
    await hub.db('shelter-capacity').query('UPDATE placement SET state = $1 WHERE live', ['RELEASED']);
    await consentedRecord(hub);
    const [{ key }] = await hub.db('consent').query('SELECT key FROM victim ORDER BY registered_at DESC LIMIT 1');
    victims.push(key);
  }
  await hub.db('shelter-capacity').query("UPDATE placement SET guest_reference = 'G-1'");
  await hub.stop();
  root = await mkdtemp(join(tmpdir(), 'dereu-backup-'));
  for (const { name } of [referral, shelter]) {
    await backup(name, url(name), join(root, name));
    await cp(join(root, name), join(root, '2026-11-23', name), { recursive: true });
    await transaction(hub.db(name), (manager) =>
      eraseSubject((sql, values) => manager.query(sql, [...values]), [], victims[0]!),
    );
  }
  kept = join(root, '2026-11-23', 'referral');
});
afterAll(async () => {
  await hub.close();
  await rm(root, { recursive: true });
});

const url = (name: string) => (hub.db(name).options as { url: string }).url;
const manifestOf = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
const eventsOfHers = async (name: string): Promise<number> =>
  (await hub.db(name).query('SELECT count(*)::int AS n FROM event WHERE $1 IN (victim_key, walls_of)', [victims[0]]))[0]
    .n;
const textOf = async (folder: string, table: string) => {
  const { file } = (await manifestOf(folder)).tables.find(({ name }) => name === table)!;
  return gunzipSync(await readFile(join(folder, file))).toString();
};

test('her keys leave every kept backup, which stays one of everybody else, and cut short it is whole', async () => {
  const subjects = await erasedSubjects(url('referral'));
  expect([...subjects]).toEqual([victims[0]]);
  const folders = await keptBackups(root, 'referral');
  expect(folders).toEqual([kept, join(root, 'referral')].sort());
  const before = await manifestOf(kept);

  // a run that was cut short left these
  await writeFile(join(kept, 'data_key-half.copy.gz'), 'x');
  await writeFile(join(kept, 'manifest.json.new'), '{');
  const rows = 6 + (await eventsOfHers('referral'));
  for (const folder of folders) expect(await forget(referral, subjects, folder)).toEqual({ folder, rows });

  const after = await manifestOf(kept);
  const hers = (text: string) => text.includes(victims[0]!);
  const hersGo = ['data_key', 'identity_token', 'event'];
  for (const table of hersGo) expect(hers(await textOf(kept, table))).toBe(false);
  expect(await textOf(kept, 'data_key')).toContain(victims[1]!);
  expect(hers(await textOf(kept, 'incident'))).toBe(true);
  expect((await readdir(kept)).sort()).toEqual(['manifest.json', ...after.tables.map(({ file }) => file)].sort());
  const unchanged = ({ tables }: Manifest) => tables.filter(({ name }) => !hersGo.includes(name));
  expect(unchanged(after)).toEqual(unchanged(before));
  expect(await forget(referral, subjects, kept)).toEqual({ folder: kept, rows: 0 });
  expect(await manifestOf(kept)).toEqual(after);
});

test('restored from it, she cannot be read, and the others can', async () => {
  const database = `t_${randomUUID().slice(0, 8)}_forgotten`;
  await asAdmin(adminUrl, (client) => ensureDatabase(client, database, 'referral'));
  try {
    const { owner } = databaseUrls(adminUrl, database, 'referral', secrets);
    const closureLog = { directories: [hub.closureLogDirectory], keys: closureKeys(secrets, 'referral') };
    await restore({ definition: referral, ownerUrl: owner, folder: kept, replace: false, closureLog });
    const rows = await asAdmin(
      owner,
      async (client) =>
        (
          await client.query(
            `SELECT i.id, i.victim_key, i.agency, i.account, k.wrapped FROM incident i
             LEFT JOIN data_key k ON k.subject = i.victim_key::text AND k.agency = i.agency::text`,
          )
        ).rows,
    );
    const found = new Map(rows.map((row) => [row.victim_key, row]));
    expect(found.get(victims[0]!)).toMatchObject({ wrapped: null, account: expect.any(Buffer) });
    const { id, agency, account, wrapped } = found.get(victims[1]!)!;
    const key = await DataKey.open(secretsOf(secrets, 'referral').agencyKeys, agency, wrapped);
    expect(key.open(`incident.account:${id}`, account)).toBe(TOLD.account);
  } finally {
    await asAdmin(adminUrl, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
  }
});

test('a guest who was noted before anybody knew whose the stay is leaves the backups from before as well', async () => {
  const db = hub.db('shelter-capacity');
  const run = (sql: string, values: readonly unknown[]) => db.query(sql, [...values]);
  const [{ id, agency }] = await db.query('SELECT id, agency FROM placement WHERE victim_key = $1', [victims[1]]);
  const { agencyKeys } = secretsOf(secrets, 'shelter-capacity');
  await transaction(db, async (manager) => {
    const key = await DataKey.obtain(manager, agencyKeys, `placement:${id}`, agency);
    const sealed = key.seal(`placement.guest_sealed:${id}`, { name: 'Noted' });
    const early =
      'UPDATE placement SET victim_key = NULL, walls_of = NULL, guest_sealed = $2, guest_reference = $3 WHERE id = $1';
    await manager.query(early, [id, sealed, 'G-EARLY']);
  });
  const folder = join(root, 'early', 'shelter-capacity');
  await mkdir(join(root, 'early'));
  await backup('shelter-capacity', url('shelter-capacity'), folder);
  const key = `placement:${id}`;
  for (const [table, word] of [
    ['data_key', key],
    ['placement', 'G-EARLY'],
  ] as const)
    expect(await textOf(folder, table)).toContain(word);

  await db.query('UPDATE placement SET victim_key = $2 WHERE id = $1', [id, victims[1]]);
  await eraseSubject(run, shelter.erases!, victims[1]!);
  // while her stay goes on it keeps its name; the housekeeping does the rest
  expect(await db.query('SELECT FROM data_key WHERE subject = $1', [key])).toHaveLength(1);
  await db.query("UPDATE placement SET state = 'RELEASED' WHERE id = $1", [id]);
  await eraseWhatIsOver(db, shelter.erases!);
  expect(await db.query('SELECT FROM data_key WHERE subject = $1', [key])).toEqual([]);
  const subjects = await erasedSubjects(url('shelter-capacity'));
  expect(subjects).toContain(key);
  await forget(shelter, subjects, folder);
  for (const [table, word] of [
    ['data_key', key],
    ['placement', 'G-EARLY'],
  ] as const)
    expect(await textOf(folder, table)).not.toContain(word);
  expect(await textOf(folder, 'placement')).toContain(id);
});

test('what is not sealed is emptied in it, and an altered backup is left as it is', async () => {
  const subjects = new Set([victims[0]!]);
  const folder = join(root, 'shelter-capacity');
  const references = async () => (await textOf(folder, 'placement')).split('G-1').length - 1;
  const before = await references();
  const [{ n }] = await hub
    .db('shelter-capacity')
    .query('SELECT count(*)::int AS n FROM placement WHERE victim_key = $1', [victims[0]]);
  expect(n).toBeGreaterThan(0);
  expect((await forget(shelter, subjects, folder)).rows).toBe(n + (await eventsOfHers('shelter-capacity')));
  expect(await references()).toBe(before - n);

  const altered = join(root, '2026-11-23', 'shelter-capacity');
  await writeFile(join(altered, 'bed.copy.gz'), 'x');
  const files = await readdir(altered);
  await expect(forget(shelter, subjects, altered)).rejects.toThrow('bed.copy.gz is not as it was');
  expect(await readdir(altered)).toEqual(files);
});
