import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { GATEWAY } from './assertion.js';
import type { OwnKeys, TrustedKeys } from './key-folder.js';
import { type PrivateKey, publicHalf, type SharedKey } from './key-set.js';

export const random = (bytes: number) => randomBytes(bytes).toString('base64url');

export function makeSigningKey(span: { nbf?: number; exp?: number } = {}): PrivateKey {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', kid: random(8), x: x!, d: d!, ...span };
}

export function makeSharedKey(span: { nbf?: number; exp?: number } = {}): SharedKey {
  return { kty: 'oct', kid: random(8), k: random(32), ...span };
}

export interface Caller {
  readonly name: string;
  /** The subgraphs that it calls */
  readonly calls: readonly string[];
}

/** The keys of the gateway and of every subgraph; those that `kept` has stay as they are. */
export function makeOwnKeys(
  subgraphs: readonly string[],
  kept: Readonly<Record<string, OwnKeys>> = {},
): Record<string, OwnKeys> {
  const disclosure = Object.fromEntries(
    subgraphs.map((name) => [name, kept[name]?.disclosure[name] ?? { keys: [makeSharedKey()] }]),
  );
  const of = (name: string): OwnKeys => ({
    vaultMaster: random(32),
    ...(kept[name] ?? {
      signing: { keys: [makeSigningKey()] },
      idempotency: random(32),
      agencyMaster: random(32),
      ...(name === 'consent' ? { pairwise: random(64) } : {}),
    }),
    disclosure: name === 'consent' ? disclosure : { [name]: disclosure[name]! },
  });
  const gateway = kept[GATEWAY] ?? { signing: { keys: [makeSigningKey()] }, disclosure: {} };
  return { [GATEWAY]: gateway, ...Object.fromEntries(subgraphs.map((name) => [name, of(name)])) };
}

/**
 * Whom each process believes: a subgraph the gateway and the subgraphs that call it, those that call these being named by their assertions;
 * the gateway the directory, whose trust list it reads.
 */
export function trustedBy(
  process: string,
  own: Readonly<Record<string, OwnKeys>>,
  subgraphs: readonly Caller[],
): TrustedKeys {
  const names =
    process === GATEWAY
      ? ['directory']
      : [GATEWAY, ...subgraphs.filter(({ calls }) => calls.includes(process)).map((s) => s.name)];
  return Object.fromEntries(names.map((name) => [name, { keys: own[name]!.signing.keys.map(publicHalf) }]));
}
