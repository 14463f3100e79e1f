import { makeSharedKey, makeSigningKey, type OwnKeys, random } from '../../subgraphs/kit/index.js';

export interface Rotation {
  /** Seconds until the new keys are used: every process must have read them by then */
  readonly inSeconds: number;
  /** Seconds for which the old keys are still accepted after that */
  readonly keepSeconds: number;
}

type Span = { nbf?: number | undefined; exp?: number | undefined };

/**
 * New signing and disclosure keys beside the old ones: both are valid until the old ones end. Keys that have ended are left out; of a
 * subgraph that keeps a closure log or may countersign the access log, `writeKeyFolders` keeps their public halves. What data is encrypted under (agency master, pairwise,
 * idempotency) stays, and the vault's master key has a rotation of its own.
 */
export function rotated(
  own: Readonly<Record<string, OwnKeys>>,
  processes: readonly string[],
  { inSeconds, keepSeconds }: Rotation,
  now = Math.floor(Date.now() / 1000),
): Record<string, OwnKeys> {
  const nbf = now + inSeconds;
  const beside = <K extends Span>(keys: readonly K[], fresh: K): K[] => [
    ...keys
      .filter(({ exp }) => exp === undefined || exp > now)
      .map((key) => ({ ...key, exp: Math.min(key.exp ?? Number.POSITIVE_INFINITY, nbf + keepSeconds) })),
    fresh,
  ];
  const shared = Object.fromEntries(processes.map((name) => [name, makeSharedKey({ nbf })]));
  return Object.fromEntries(
    Object.entries(own).map(([name, keys]) => [
      name,
      {
        ...keys,
        signing: processes.includes(name) ? { keys: beside(keys.signing.keys, makeSigningKey({ nbf })) } : keys.signing,
        // a disclosure key belongs to two: `consent` issues with it, its subgraph verifies
        disclosure: Object.fromEntries(
          Object.entries(keys.disclosure).map(([subgraph, set]) => [
            subgraph,
            shared[subgraph] ? { keys: beside(set.keys, shared[subgraph]) } : set,
          ]),
        ),
      },
    ]),
  );
}

/** A new master key of the vault; what is sealed under those before it can be opened until they are forgotten. */
export function vaultRotated(own: OwnKeys): OwnKeys {
  const { vaultMaster, vaultMastersBefore = [] } = own;
  return {
    ...own,
    vaultMaster: random(32),
    vaultMastersBefore: [...(vaultMaster ? [vaultMaster] : []), ...vaultMastersBefore],
  };
}

/** What is not under the master key of now cannot be opened any more. */
export function vaultForgotten({ vaultMastersBefore: _, ...own }: OwnKeys): OwnKeys {
  return own;
}
