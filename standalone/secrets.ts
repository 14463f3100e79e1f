import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { DerivedAgencyKeys, PairwiseIds, type SubgraphSecrets } from '../subgraphs/kit/index.js';

/** Everything secret of a standalone hub, as it is kept in `secrets.json` (mode 0600) in the data directory. */
export interface Secrets {
  /** Passwords of the database logins, by login */
  readonly logins: Readonly<Record<string, string>>;
  /** base64url, per subgraph */
  readonly agencyMasters: Readonly<Record<string, string>>;
  readonly disclosure: Readonly<Record<string, string>>;
  readonly idempotency: Readonly<Record<string, string>>;
  readonly pairwise: string;
  /** Ed25519 key pairs */
  readonly trustList: JWK;
  readonly identityProvider: JWK;
  readonly cookies: string;
}

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

async function ed25519(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig', kid: random(8) };
}

export async function generateSecrets(subgraphs: readonly string[]): Promise<Secrets> {
  const each = (bytes: number) => Object.fromEntries(subgraphs.map((name) => [name, random(bytes)]));
  return {
    logins: Object.fromEntries(
      subgraphs.flatMap((name) => ['owner', 'app'].map((kind) => [`${name}/${kind}`, random(24)])),
    ),
    agencyMasters: each(32),
    disclosure: each(32),
    idempotency: each(32),
    pairwise: random(64),
    trustList: await ed25519(),
    identityProvider: await ed25519(),
    cookies: random(32),
  };
}

/**
 * The secrets of this data directory, made at the first start; a subgraph that has been added since gets its own. Losing them makes what is
 * encrypted unreadable.
 */
export async function keepSecrets(dataDirectory: string, subgraphs: readonly string[]): Promise<Secrets> {
  // the folder itself stays open to look into: the embedded server's own user must reach its data below it
  await mkdir(dataDirectory, { recursive: true });
  const file = join(dataDirectory, 'secrets.json');
  const kept = await readSecrets(file);
  if (kept && subgraphs.every((name) => name in kept.disclosure)) return kept;
  const secrets = completed(kept, await generateSecrets(subgraphs));
  const text = JSON.stringify(secrets, null, 2);
  if (!kept) await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  else {
    // a crash leaves the old file or the new one, never half of one
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return secrets;
}

async function readSecrets(file: string): Promise<Secrets | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read as the hub's secrets.`);
  }
}

/** What is kept stays; only what it lacks is taken from `fresh`. */
function completed(kept: Secrets | null, fresh: Secrets): Secrets {
  return {
    ...fresh,
    ...kept,
    logins: { ...fresh.logins, ...kept?.logins },
    agencyMasters: { ...fresh.agencyMasters, ...kept?.agencyMasters },
    disclosure: { ...fresh.disclosure, ...kept?.disclosure },
    idempotency: { ...fresh.idempotency, ...kept?.idempotency },
  };
}

/** What one subgraph gets: its own keys; `consent` alone the disclosure keys of all and the pairwise key. */
export function secretsOf(secrets: Secrets, subgraph: string): SubgraphSecrets {
  const bytes = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');
  const disclosure = Object.entries(secrets.disclosure)
    .filter(([name]) => subgraph === 'consent' || name === subgraph)
    .map(([name, key]) => [name, bytes(key)]);
  return {
    idempotency: bytes(secrets.idempotency[subgraph]),
    agencyKeys: new DerivedAgencyKeys(bytes(secrets.agencyMasters[subgraph])),
    disclosure: Object.fromEntries(disclosure),
    ...(subgraph === 'consent' ? { pairwise: new PairwiseIds(bytes(secrets.pairwise)) } : {}),
  };
}
