import { createDataSource, KeyFolder } from '../subgraphs/kit/index.js';
import { rewrapVault } from '../subgraphs/shelter-capacity/index.js';

/**
 * npm run rewrap-vault: after `npm run keys -- rotate-vault`, when the process has its folder. Wraps the key of each address under the vault's new master key, under the vault's login
 * (VAULT_DATABASE_URL) and with the key folder of shelter-capacity (KEYS_DIRECTORY). Begun again at will.
 */
try {
  const { VAULT_DATABASE_URL: url, KEYS_DIRECTORY: folder } = process.env;
  if (!url || !folder) throw new Error('npm run rewrap-vault needs VAULT_DATABASE_URL and KEYS_DIRECTORY.');
  const keys = await KeyFolder.open(folder, () => {});
  const vaultKeys = keys.secrets.vaultKeys;
  if (!vaultKeys) throw new Error(`There is no vaultMaster in ${folder}.`);
  const db = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
  const rows = await rewrapVault({ db, keys: vaultKeys }).finally(() => db.destroy());
  keys.close();
  console.log(`Under the vault's master key of now: ${rows}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
