import { ConfigError, readConfig } from '../standalone/config.js';
import { loginsIn } from '../standalone/logins.js';
import { migrate } from '../standalone/migrate.js';
import { openPostgres } from '../standalone/postgres.js';
import { prepareDatabases } from '../standalone/prepare.js';
import { keepSecrets } from '../standalone/secrets.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';

/**
 * `npm run migrate`: makes the logins and databases that are missing on the server of DATABASE_URL and brings every one up to date under its owner
 * login. `npm run migrate -- SUBGRAPH`: the one database that OWNER_DATABASE_URL names.
 */
try {
  const ownerUrl = process.env.OWNER_DATABASE_URL?.trim();
  if (ownerUrl) await migrateOne(process.argv[2], ownerUrl);
  else await migrateAll();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function migrateOne(name: string | undefined, owner: string): Promise<void> {
  const definition = SUBGRAPHS.find((each) => each.name === name);
  if (!definition)
    throw new Error('OWNER_DATABASE_URL is one database: name its subgraph, npm run migrate -- SUBGRAPH.');
  for (const migration of await migrate(definition, { owner }, { log: console.log }))
    console.log(`  migrated ${definition.name}: ${migration}`);
  console.log(`The database of ${definition.name} is up to date.`);
}

async function migrateAll(): Promise<void> {
  const config = readConfig(process.env);
  const names = SUBGRAPHS.map(({ name }) => name);
  const logins = loginsIn(process.env, names);
  if (config.production && !(logins && config.databaseUrl))
    throw new ConfigError(
      'In production DATABASE_URL names the server, and the passwords of the logins are set: see docs/operating.md.',
    );
  const secrets = logins ? { logins } : await keepSecrets(config.dataDirectory, names);
  const postgres = await openPostgres({
    databaseUrl: config.databaseUrl,
    dataDirectory: config.dataDirectory,
    log: console.log,
  });
  try {
    await prepareDatabases(postgres.adminUrl, SUBGRAPHS, secrets, console.log);
    console.log('Every database is up to date.');
  } finally {
    await postgres.stop();
  }
}
