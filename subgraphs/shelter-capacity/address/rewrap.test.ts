import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { writeKeyFolders } from '../../../scripts/keys/folders.js';
import { allRewrapped } from '../../../scripts/keys/rewrapped.js';
import { vaultForgotten, vaultRotated } from '../../../scripts/keys/rotate.js';
import { databaseUrls } from '../../../standalone/databases.js';
import { SUBGRAPHS } from '../../../standalone/subgraphs.js';
import { run } from '../../../test/compose/keys.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { createDataSource, makeOwnKeys, type OwnKeys, secretsFrom, type Vault } from '../../kit/index.js';
import { keepWhereabouts } from './kept.js';
import { rewrapVault } from './rewrap.js';

let hub: TestHub;
let url: string;
let vault: DataSource;
let shelters: { id: string; agency: string }[];
beforeAll(async () => {
  hub = await openTestHub();
  const [{ name }] = await sql('SELECT current_database() AS name');
  const { adminUrl, secrets } = testServer();
  url = databaseUrls(adminUrl, name, 'shelter-capacity', secrets).vault!;
  vault = await createDataSource({ url, entities: [], migrations: [], poolSize: 3 }).initialize();
  shelters = await sql('SELECT id, agency FROM shelter ORDER BY id LIMIT 4');
});
beforeEach(() => sql('DELETE FROM shelter_address; DELETE FROM vault_mark'));
afterAll(async () => {
  await vault?.destroy();
  await hub?.close();
});

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const keysOf = (own: OwnKeys): Vault['keys'] => secretsFrom(own, new Map()).vaultKeys!;

const address = (id: string) => ({ text: { kk: id, ru: id, en: id } });
/** A process that has some keys keeps where a shelter is. */
const keep = (keys: Vault['keys'], shelter: { id: string; agency: string }) =>
  keepWhereabouts({ db: vault, keys }, shelter, 'test', () => ({ address: address(shelter.id), meetingPoint: null }));

/** Rows that open under some keys. */
async function readable(keys: Vault['keys']): Promise<number> {
  const rows: { agency: string; wrapped: Buffer }[] = await sql('SELECT agency, wrapped FROM shelter_address');
  const opened = await Promise.all(rows.map(({ agency, wrapped }) => keys.unwrap(agency, wrapped).catch(() => null)));
  return opened.filter((key) => key?.length === 32).length;
}

test('each address stays readable while the master key is replaced, also when that is cut off; afterwards the older one opens nothing', async () => {
  const before = makeOwnKeys(['shelter-capacity'])['shelter-capacity']!;
  const after = vaultRotated(before);
  const [old, both, alone] = [before, after, vaultForgotten(after)].map(keysOf);
  for (const shelter of shelters) await keep(old!, shelter);
  expect([await readable(old!), await readable(both!), await readable(alone!)]).toEqual([4, 4, 0]);

  await sql(`
    CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.shelter_id = '${shelters[2]!.id}' THEN RAISE EXCEPTION 'cut off'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER cut_off BEFORE UPDATE ON shelter_address FOR EACH ROW EXECUTE FUNCTION cut_off()`);
  await expect(rewrapVault({ db: vault, keys: both! })).rejects.toThrow('cut off');
  expect([await readable(old!), await readable(both!), await readable(alone!)]).toEqual([2, 4, 2]);
  await sql('DROP TRIGGER cut_off ON shelter_address; DROP FUNCTION cut_off');

  expect(await rewrapVault({ db: vault, keys: both! })).toBe(4);
  expect(await rewrapVault({ db: vault, keys: both! })).toBe(4);
  expect([await readable(old!), await readable(alone!)]).toEqual([0, 4]);
  for (const shelter of shelters)
    await keepWhereabouts({ db: vault, keys: alone! }, shelter, 'test', (kept) => {
      expect(kept).toEqual({ address: address(shelter.id), meetingPoint: null });
      return kept;
    });
});

test('the one before last opens as well, and what is sealed is sealed under the last', async () => {
  const first = makeOwnKeys(['shelter-capacity'])['shelter-capacity']!;
  const third = vaultRotated(vaultRotated(first));
  const key = randomBytes(32);
  expect(await keysOf(third).unwrap('a', await keysOf(first).wrap('a', key))).toEqual(key);
  const sealed = await keysOf(third).wrap('a', key);
  await expect(keysOf(first).unwrap('a', sealed)).rejects.toThrow();
  await expect(keysOf(third).unwrap('b', sealed)).rejects.toThrow();
});

test('a process that has not read its folder keeps nothing under the older master key once rewrapping has begun; what it was keeping just then is rewrapped', async () => {
  const before = makeOwnKeys(['shelter-capacity'])['shelter-capacity']!;
  const after = vaultRotated(before);
  const [old, both, alone] = [before, after, vaultForgotten(after)].map(keysOf);
  await keep(old!, shelters[0]!);
  const other = vault.createQueryRunner();
  await other.startTransaction();
  let kept: Promise<unknown>;
  let rewrapped: Promise<unknown>;
  try {
    // the row that it adds waits behind one that will not be
    await other.query("INSERT INTO shelter_address VALUES ($1, $2, '', NULL, NULL, 'test')", [
      shelters[1]!.id,
      shelters[1]!.agency,
    ]);
    kept = keep(old!, shelters[1]!);
    await waiting(1);
    rewrapped = rewrapVault({ db: vault, keys: both! });
    rewrapped.catch(() => {});
    await waiting(2);
  } finally {
    await other.rollbackTransaction();
    await other.release();
  }
  expect(await kept).toBe(true);
  expect(await rewrapped).toBe(2);
  expect(await readable(alone!)).toBe(2);

  for (const shelter of [shelters[0]!, shelters[2]!]) await expect(keep(old!, shelter)).rejects.toThrow();
  // nor does anybody go back
  await expect(rewrapVault({ db: vault, keys: old! })).rejects.toThrow();
  expect(await readable(alone!)).toBe(2);
  expect(await keep(both!, shelters[2]!)).toBe(true);
  expect(await readable(alone!)).toBe(3);
});

/** Until so many wait for a lock. */
async function waiting(n: number): Promise<void> {
  const text = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ 'vault_mark|shelter_address'`;
  for (let i = 0; i < 400; i++) {
    if ((await sql(text)).length === n) return;
    await sleep(25);
  }
  throw new Error('It never came to that.');
}

describe('npm run keys -- forget-vault', () => {
  test('forgets nothing while something is under an older key, or while nobody can be asked; once all is rewrapped it does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dereu-vault-'));
    const first = makeOwnKeys(SUBGRAPHS.map(({ name }) => name));
    const rotated = vaultRotated(first['shelter-capacity']!);
    const keys = keysOf(rotated);
    const own = async (): Promise<OwnKeys> =>
      JSON.parse(await readFile(join(folder, 'shelter-capacity', 'own.json'), 'utf8'));
    const forget = () =>
      run(process.execPath, ['dist/scripts/keys.js', 'forget-vault', '--folder', folder], {
        env: { ...process.env, VAULT_DATABASE_URL: url },
      }).then(
        ({ stdout }) => stdout,
        ({ stderr }) => Promise.reject(new Error(stderr)),
      );
    try {
      await writeKeyFolders(folder, { ...first, 'shelter-capacity': rotated }, SUBGRAPHS);
      // nothing was ever kept, and whoever keeps the first row may have the older key
      await expect(allRewrapped(rotated, url)).rejects.toThrow(': 1.');
      for (const shelter of shelters.slice(0, 2)) await keep(keysOf(first['shelter-capacity']!), shelter);
      await expect(allRewrapped(rotated, url)).rejects.toThrow(': 3.');
      const backup = await sql('SELECT wrapped FROM shelter_address WHERE shelter_id = $1', [shelters[0]!.id]);

      await rewrapVault({ db: vault, keys });
      await allRewrapped(rotated, url);
      const elsewhere = (change: Partial<URL>) => Object.assign(new URL(url), change).href;
      for (const nobody of [undefined, '', elsewhere({ password: 'wrong' }), elsewhere({ port: '1' })])
        await expect(allRewrapped(rotated, nobody)).rejects.toThrow('Nothing was forgotten');

      await sql('UPDATE shelter_address SET wrapped = $1 WHERE shelter_id = $2', [backup[0].wrapped, shelters[0]!.id]);
      await expect(forget()).rejects.toThrow('back from an older backup: 1.');
      expect(await own()).toEqual(rotated);

      await rewrapVault({ db: vault, keys });
      expect(await forget()).toContain('backup');
      const { vaultMastersBefore, ...alone } = rotated;
      expect(vaultMastersBefore).toEqual([first['shelter-capacity']!.vaultMaster]);
      expect(await own()).toEqual(alone);
      expect(await readable(keysOf(alone))).toBe(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
