import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCertificates } from '../../scripts/keys/certificates.js';
import { writeKeyFolders } from '../../scripts/keys/folders.js';
import { asAdmin, databaseUrls, ensureDatabase, ensureLogins } from '../../standalone/databases.js';
import { migrate } from '../../standalone/migrate.js';
import { openPostgres } from '../../standalone/postgres.js';
import { generateSecrets, secretsOf } from '../../standalone/secrets.js';
import { AUDIENCE, seedAll } from '../../standalone/seed/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { openThrowawayPostgres } from '../../standalone/throwaway-postgres.js';
import { createDataSource, openVault } from '../../subgraphs/kit/index.js';
import { hospitalSocialService } from '../hospital-social-service/index.js';
import { TEST_ISSUER, type TestServer, testIssuerKey } from './test-server.js';

declare global {
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/** The hub's own, and the worked example of an organisation that joins it. */
const WITH_EXAMPLE = [...SUBGRAPHS, hospitalSocialService];

/** One PostgreSQL for the whole run, with a migrated and seeded template of every subgraph's database to clone. */
export default async function startPostgres(): Promise<void> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'dereu-test-'));
  // the embedded server's own user must reach its data below it
  await chmod(dataDirectory, 0o755);
  const databaseUrl = process.env.TEST_DATABASE_URL;
  const server = databaseUrl
    ? await openPostgres({ databaseUrl, dataDirectory, log: () => {} })
    : await openThrowawayPostgres(dataDirectory);
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  const names = WITH_EXAMPLE.map(({ name }) => name);
  const secrets = await generateSecrets(names);
  const issuerKey = await testIssuerKey();
  await asAdmin(server.adminUrl, async (client) => {
    await ensureLogins(client, names, secrets);
    for (const definition of WITH_EXAMPLE) {
      const database = `dereu_template_${definition.name.replaceAll('-', '_')}`;
      await client.query(`DROP DATABASE IF EXISTS ${database}`);
      await ensureDatabase(client, database, definition.name);
      await migrate(definition, databaseUrls(server.adminUrl, database, definition.name, secrets));
    }
  });
  const databases = new Map(
    await Promise.all(
      WITH_EXAMPLE.map(async (definition) => {
        const database = `dereu_template_${definition.name.replaceAll('-', '_')}`;
        const { app, vault: vaultUrl } = databaseUrls(server.adminUrl, database, definition.name, secrets);
        const db = await createDataSource({
          url: app,
          entities: definition.entities,
          migrations: [],
          poolSize: 2,
        }).initialize();
        const vault = await openVault(vaultUrl, 2);
        return [definition.name, { db, vault, secrets: secretsOf(secrets, definition.name) }] as const;
      }),
    ),
  );
  const { d: _, ...publicKey } = issuerKey;
  await seedAll(databases, { issuer: TEST_ISSUER, audience: AUDIENCE, jwks: { keys: [publicKey] } });
  for (const { db, vault } of databases.values()) await Promise.all([db.destroy(), vault?.destroy()]);
  const keys = join(dataDirectory, 'keys');
  await writeKeyFolders(keys, secrets.keys, WITH_EXAMPLE);
  await writeCertificates(keys, Object.keys(secrets.keys), 2);
  const testServer: TestServer = { adminUrl: server.adminUrl, secrets, issuerKey, keys };
  process.env.DEREU_TEST_SERVER = JSON.stringify(testServer);
}
