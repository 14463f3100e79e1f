import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { vaultForgotten, vaultRotated } from '../../../scripts/keys/rotate.js';
import { databaseUrls } from '../../../standalone/databases.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { createDataSource, makeOwnKeys, type OwnKeys, secretsFrom, type Vault } from '../../kit/index.js';
import { keepWhereabouts } from './kept.js';
import { rewrapVault } from './rewrap.js';

let hub: TestHub;
let vault: DataSource;
beforeAll(async () => {
  hub = await openTestHub();
  const [{ name }] = await sql('SELECT current_database() AS name');
  const { adminUrl, secrets } = testServer();
  const url = databaseUrls(adminUrl, name, 'shelter-capacity', secrets).vault!;
  vault = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
});
afterAll(async () => {
  await vault?.destroy();
  await hub?.close();
});

const sql = (text: string) => hub.db('shelter-capacity').query(text);
const keysOf = (own: OwnKeys): Vault['keys'] => secretsFrom(own, new Map()).vaultKeys!;

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
  await sql('DELETE FROM shelter_address');
  const shelters: { id: string; agency: string }[] = await sql('SELECT id, agency FROM shelter ORDER BY id LIMIT 4');
  const address = (id: string) => ({ text: { kk: id, ru: id, en: id } });
  for (const shelter of shelters)
    await keepWhereabouts({ db: vault, keys: old! }, shelter, 'test', () => ({
      address: address(shelter.id),
      meetingPoint: null,
    }));
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
