import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { asAdmin, type DatabaseUrls } from '../../standalone/databases.js';
import { publicPart } from '../../standalone/hub.js';
import { openPostgres } from '../../standalone/postgres.js';
import { prepareDatabases, seedDatabases } from '../../standalone/prepare.js';
import { generateSecrets, type Secrets } from '../../standalone/secrets.js';
import { AUDIENCE } from '../../standalone/seed/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';

const ISSUER = 'https://idp.bench';

/** An interrupted run leaves neither a server nor gigabytes of history behind. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A PostgreSQL of this run alone, with every subgraph's database migrated and seeded, and an issuer that the seeded directory trusts. */
export interface ScratchDatabases {
  readonly adminUrl: string;
  readonly urls: ReadonlyMap<string, DatabaseUrls>;
  readonly secrets: Secrets;
  /** e.g. `18.4`; with what decides whether a commit is durable */
  readonly version: string;
  /** An access token of a seeded account, good for an hour */
  token(account: string): Promise<string>;
  close(): Promise<void>;
}

export async function openScratchDatabases(): Promise<ScratchDatabases> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'dereu-bench-'));
  // the embedded server's own user must reach its data below it
  await chmod(dataDirectory, 0o755);
  const server = await openPostgres({ dataDirectory, log: () => {} });
  const close = async () => {
    for (const signal of SIGNALS) process.off(signal, interrupted);
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  const interrupted = () => void close().finally(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    const secrets = await generateSecrets(SUBGRAPHS.map(({ name }) => name));
    const key = await issuerKey();
    const urls = await prepareDatabases(server.adminUrl, SUBGRAPHS, secrets, () => {});
    await seedDatabases(urls, secrets, { issuer: ISSUER, audience: AUDIENCE, jwks: { keys: [publicPart(key)] } });
    const signingKey = await importJWK(key, 'EdDSA');
    return {
      adminUrl: server.adminUrl,
      urls,
      secrets,
      version: await durableVersion(server.adminUrl),
      token: (account) =>
        new SignJWT({ aud: AUDIENCE })
          .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
          .setIssuer(ISSUER)
          .setSubject(account)
          .setIssuedAt()
          .setExpirationTime('1h')
          .sign(signingKey),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function issuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'EdDSA', kid: 'bench' };
}

/** @throws when a commit would not wait for the disk: then no figure of a durable log could be measured here */
function durableVersion(adminUrl: string): Promise<string> {
  return asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query(
      "SELECT current_setting('server_version') AS version, current_setting('synchronous_commit') AS commit, current_setting('fsync') AS fsync",
    );
    if (rows[0].commit !== 'on' || rows[0].fsync !== 'on') throw new Error('synchronous_commit and fsync must be on.');
    return rows[0].version;
  });
}
