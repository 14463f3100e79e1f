import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdmin, databaseUrls, ensureDatabase, ensureLogins, migrate } from '../../standalone/databases.js';
import { openPostgres } from '../../standalone/postgres.js';
import { generateSecrets, secretsOf } from '../../standalone/secrets.js';
import { AUDIENCE, seedAll } from '../../standalone/seed/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { createDataSource } from '../../subgraphs/kit/index.js';
import { TEST_ISSUER, type TestServer, testIssuerKey } from './test-server.js';

declare global {
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** One PostgreSQL for the whole run, with a migrated and seeded template of every subgraph's database to clone. */
export default async function startPostgres(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  // the embedded server's own user must reach its data below it
  await chmod(dataDirectory, 0o755);
  const server = await openPostgres({ databaseUrl: process.env.TEST_DATABASE_URL, dataDirectory, log: () => {} });
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  const names = SUBGRAPHS.map(({ name }) => name);
  const secrets = await generateSecrets(names);
  const issuerKey = await testIssuerKey();
  await asAdmin(server.adminUrl, async (client) => {
    await ensureLogins(client, names, secrets);
    for (const definition of SUBGRAPHS) {
      const database = `dereu_template_${definition.name.replaceAll('-', '_')}`;
      await client.query(`DROP DATABASE IF EXISTS ${database}`);
      await ensureDatabase(client, database, definition.name);
      await migrate(definition, databaseUrls(server.adminUrl, database, definition.name, secrets));
    }
  });
  const databases = new Map(
    await Promise.all(
      SUBGRAPHS.map(async (definition) => {
        const database = `dereu_template_${definition.name.replaceAll('-', '_')}`;
        const { app } = databaseUrls(server.adminUrl, database, definition.name, secrets);
        const db = await createDataSource({
          url: app,
          entities: definition.entities,
          migrations: [],
          poolSize: 2,
        }).initialize();
        return [definition.name, { db, secrets: secretsOf(secrets, definition.name) }] as const;
      }),
    ),
  );
  const { d: _, ...publicKey } = issuerKey;
  await seedAll(databases, { issuer: TEST_ISSUER, audience: AUDIENCE, jwks: { keys: [publicKey] } });
  for (const { db } of databases.values()) await db.destroy();
  const testServer: TestServer = { adminUrl: server.adminUrl, secrets, issuerKey };
  process.env.DEREU_TEST_SERVER = JSON.stringify(testServer);
}
