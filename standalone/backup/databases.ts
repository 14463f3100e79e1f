import { readConfig } from '../config.js';
import { asAdmin, databaseUrls, ensureDatabase, ensureLogins } from '../databases.js';
import { openPostgres } from '../postgres.js';
import { databaseName } from '../prepare.js';
import { keepSecrets, type Secrets } from '../secrets.js';
import { SUBGRAPHS } from '../subgraphs.js';

export interface OwnedDatabases {
  readonly ownerUrls: ReadonlyMap<string, string>;
  /** Of the standalone hub; null when each organisation holds its own */
  readonly secrets: Secrets | null;
  close(): Promise<void>;
}

/** The databases of these subgraphs under their owner logins: the one that OWNER_DATABASE_URL names, or those of the standalone hub. */
export async function openOwned(
  subgraphs: readonly string[],
  environment: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<OwnedDatabases> {
  const ownerUrl = environment.OWNER_DATABASE_URL?.trim();
  if (ownerUrl) {
    if (subgraphs.length !== 1)
      throw new Error('OWNER_DATABASE_URL is one database: name its subgraph, without --all.');
    return { ownerUrls: new Map([[subgraphs[0]!, ownerUrl]]), secrets: null, close: async () => {} };
  }
  const config = readConfig(environment);
  const secrets = await keepSecrets(
    config.dataDirectory,
    SUBGRAPHS.map(({ name }) => name),
  );
  const postgres = await openPostgres({ databaseUrl: config.databaseUrl, dataDirectory: config.dataDirectory, log });
  try {
    await asAdmin(postgres.adminUrl, async (client) => {
      await ensureLogins(client, subgraphs, secrets);
      for (const name of subgraphs) await ensureDatabase(client, databaseName(name), name);
    });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const url = (name: string) => databaseUrls(postgres.adminUrl, databaseName(name), name, secrets).owner;
  return { ownerUrls: new Map(subgraphs.map((name) => [name, url(name)])), secrets, close: () => postgres.stop() };
}
