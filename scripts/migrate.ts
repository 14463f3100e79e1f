import { readConfig } from '../standalone/config.js';
import { openPostgres } from '../standalone/postgres.js';
import { prepareDatabases } from '../standalone/prepare.js';
import { keepSecrets } from '../standalone/secrets.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';

/** `npm run migrate`: brings every subgraph's database up to date under its owner login, and nothing else. */
try {
  const config = readConfig(process.env);
  const secrets = await keepSecrets(
    config.dataDirectory,
    SUBGRAPHS.map(({ name }) => name),
  );
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
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
