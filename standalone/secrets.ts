import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import {
  KeySet,
  makeOwnKeys,
  makeSigningKey,
  type OwnKeys,
  publicHalf,
  random,
  type SubgraphSecrets,
  secretsFrom,
} from '../subgraphs/kit/index.js';
import { loginKinds } from './databases.js';

/** Everything secret of a standalone hub, as it is kept in `secrets.json` (mode 0600) in the data directory. */
export interface Secrets {
  /** Passwords of the database logins, by login */
  readonly logins: Readonly<Record<string, string>>;
  /** Keys of the gateway and of each subgraph: what would be in its key folder if it were a process of its own */
  readonly keys: Readonly<Record<string, OwnKeys>>;
  /** Ed25519 key pair */
  readonly identityProvider: JWK;
  readonly cookies: string;
}

async function ed25519(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig', kid: random(8) };
}

export async function generateSecrets(subgraphs: readonly string[], kept?: Partial<Secrets>): Promise<Secrets> {
  const logins = loginsOf(subgraphs).map((login) => [login, random(24)] as const);
  return {
    identityProvider: kept?.identityProvider ?? (await ed25519()),
    cookies: kept?.cookies ?? random(32),
    logins: { ...Object.fromEntries(logins), ...kept?.logins },
    keys: makeOwnKeys(subgraphs, kept?.keys),
  };
}

const loginsOf = (subgraphs: readonly string[]): string[] =>
  subgraphs.flatMap((name) => loginKinds(name).map((kind) => `${name}/${kind}`));

/**
 * The secrets of this data directory, made at the first start; what a later version needs beside them is added. Losing them makes what is
 * encrypted unreadable.
 */
export async function keepSecrets(dataDirectory: string, subgraphs: readonly string[]): Promise<Secrets> {
  // the folder itself stays open to look into: the embedded server's own user must reach its data below it
  await mkdir(dataDirectory, { recursive: true });
  const file = join(dataDirectory, 'secrets.json');
  const kept = await readSecrets(file);
  const whole = (name: string) => kept?.keys?.[name]?.vaultMaster;
  if (kept && subgraphs.every(whole) && loginsOf(subgraphs).every((login) => kept.logins?.[login]))
    return kept as Secrets;
  const secrets = await generateSecrets(subgraphs, kept ?? undefined);
  const text = JSON.stringify(secrets, null, 2);
  if (!kept) await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  else {
    // a crash leaves the old file or the new one, never half of one
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return secrets;
}

async function readSecrets(file: string): Promise<Partial<Secrets> | null> {
  let kept: Partial<Secrets> & FirstForm;
  try {
    kept = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read as the hub's secrets.`);
  }
  return kept.agencyMasters ? fromFirstForm(kept as Partial<Secrets> & Required<FirstForm>) : kept;
}

/** How version 0.1 kept the keys. */
interface FirstForm {
  agencyMasters?: Record<string, string>;
  disclosure?: Record<string, string>;
  idempotency?: Record<string, string>;
  pairwise?: string;
}

function fromFirstForm(kept: Partial<Secrets> & Required<FirstForm>): Partial<Secrets> {
  const { agencyMasters, disclosure, idempotency, pairwise, ...same } = kept;
  const keys = Object.keys(agencyMasters).map((name): [string, OwnKeys] => [
    name,
    {
      signing: { keys: [makeSigningKey()] },
      disclosure: { [name]: { keys: [{ kty: 'oct', kid: '1', k: disclosure[name]! }] } },
      idempotency: idempotency[name]!,
      agencyMaster: agencyMasters[name]!,
      ...(name === 'consent' ? { pairwise } : {}),
    },
  ]);
  const { logins, identityProvider, cookies } = same as Secrets;
  // without `trustList`: the directory signs its list with its own key now
  return { logins, identityProvider, cookies, keys: makeOwnKeys(Object.keys(agencyMasters), Object.fromEntries(keys)) };
}

/** What one subgraph gets: its own keys; `consent` alone the disclosure keys of all and the pairwise key. */
export function secretsOf(secrets: Secrets, subgraph: string): SubgraphSecrets {
  const trusted = Object.entries(secrets.keys).map(
    ([name, { signing }]) => [name, signing.keys.map(publicHalf)] as const,
  );
  return secretsFrom(secrets.keys[subgraph]!, new Map(trusted.map(([name, keys]) => [name, new KeySet(keys)])));
}

/** The public keys that the closure log of a subgraph is read with. */
export function closureKeys(secrets: Secrets, subgraph: string): JWK[] {
  return (secrets.keys[subgraph]?.signing.keys ?? []).map(publicHalf);
}
