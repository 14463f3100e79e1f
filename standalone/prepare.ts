import { createDataSource, openVault, type SubgraphDefinition } from '../subgraphs/kit/index.js';
import { asAdmin, type DatabaseUrls, databaseUrls, ensureDatabase, ensureLogins } from './databases.js';
import { migrate } from './migrate.js';
import { type Secrets, secretsOf } from './secrets.js';
import { type SeedIssuer, seedAll } from './seed/index.js';

export const databaseName = (subgraph: string) => `dereu_${subgraph.replaceAll('-', '_')}`;

/** Brings logins, databases and migrations of every subgraph up to date; returns the URLs of the databases. Repeatable. */
export async function prepareDatabases(
  adminUrl: string,
  subgraphs: readonly SubgraphDefinition[],
  secrets: Pick<Secrets, 'logins'>,
  log: (line: string) => void,
): Promise<Map<string, DatabaseUrls>> {
  const names = subgraphs.map(({ name }) => name);
  await asAdmin(adminUrl, async (client) => {
    await ensureLogins(client, names, secrets);
    for (const name of names) await ensureDatabase(client, databaseName(name), name);
  });
  const urls = new Map(names.map((name) => [name, databaseUrls(adminUrl, databaseName(name), name, secrets)]));
  for (const definition of subgraphs) {
    for (const migration of await migrate(definition, urls.get(definition.name)!, { log }))
      log(`  migrated ${definition.name}: ${migration}`);
  }
  return urls;
}

/** Fills what is empty with fictional agencies, places and accounts, under the logins that serve. */
export async function seedDatabases(
  urls: ReadonlyMap<string, DatabaseUrls>,
  secrets: Secrets,
  issuer: SeedIssuer,
): Promise<void> {
  const open = new Map(
    await Promise.all(
      [...urls].map(async ([name, { app, vault: url }]) => {
        const db = await createDataSource({ url: app, entities: [], migrations: [], poolSize: 1 }).initialize();
        const vault = await openVault(url, 1);
        return [name, { db, vault, secrets: secretsOf(secrets, name) }] as const;
      }),
    ),
  );
  try {
    await seedAll(open, issuer);
  } finally {
    await Promise.all([...open.values()].flatMap(({ db, vault }) => [db.destroy(), vault?.destroy()]));
  }
}
