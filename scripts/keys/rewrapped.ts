import { createDataSource, type OwnKeys, secretsFrom } from '../../subgraphs/kit/index.js';
import { notRewrapped } from '../../subgraphs/shelter-capacity/index.js';
import { vaultForgotten } from './rotate.js';

/** @throws unless the vault's database says that all opens under the master key of now alone, and will: nothing may be forgotten before */
export async function allRewrapped(own: OwnKeys | undefined, url: string | undefined): Promise<void> {
  const keys = own && secretsFrom(vaultForgotten(own), new Map()).vaultKeys;
  if (!keys || !url)
    throw new Error(
      'forget-vault needs VAULT_DATABASE_URL, and the folder of shelter-capacity with its vaultMaster. Nothing was forgotten.',
    );
  const rows = await askVault(url, keys).catch(({ code = 'no answer' }) => {
    throw new Error(`The vault's database (VAULT_DATABASE_URL) cannot be asked: ${code}. Nothing was forgotten.`);
  });
  if (rows > 0)
    throw new Error(
      `Rows that are not under the vault's master key of now, as they were not rewrapped or are back from an older backup: ${rows}. Nothing was forgotten; do npm run rewrap-vault, then this again.`,
    );
}

async function askVault(url: string, keys: Parameters<typeof notRewrapped>[0]['keys']): Promise<number> {
  const db = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
  return notRewrapped({ db, keys }).finally(() => db.destroy());
}
