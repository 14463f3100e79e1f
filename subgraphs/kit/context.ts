import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { CategoryOwners } from './category-owners.js';
import type { ClosureLog } from './closure-log/closure-log.js';
import type { AgencyKeys } from './encryption/agency-keys.js';
import { hubError } from './errors.js';
import type { HubClient } from './hub-client.js';
import type { LimitKind } from './operating/fields.js';
import type { Outbox } from './outbox.js';
import type { PairwiseIds } from './pairwise-id.js';
import type { Caller, PurposefulRequester, Requester } from './requester.js';
import type { KeySet } from './trust/key-set.js';

/** The keys that a subgraph holds. None of them opens another subgraph's data. */
export interface SubgraphSecrets {
  /** HMAC key of stored idempotency inputs */
  readonly idempotency: Buffer;
  readonly agencyKeys: AgencyKeys;
  /** Seal what is in the subgraph's vault, under a key that seals nothing else */
  readonly vaultKeys?: AgencyKeys | undefined;
  /** Disclosure keys by subgraph: `consent` holds them all, every other subgraph its own */
  readonly disclosure: Readonly<Record<string, KeySet>>;
  /** Signs what this subgraph says in its own name */
  readonly signing: KeySet;
  /** Public keys, by name, of the processes that this one believes */
  readonly trusted: ReadonlyMap<string, KeySet>;
  /** Held by `consent` alone */
  readonly pairwise?: PairwiseIds | undefined;
}

export interface Vault {
  readonly db: DataSource;
  readonly keys: AgencyKeys;
}

/** What a resolver has in hand for one call. */
export class SubgraphContext {
  /** Why rules have refused mutations of this call: the first reason of each, by its key in the answer */
  readonly refused = new Map<string, string>();
  /** Limits that somebody has met in this call, and whether the operator is to be told: not each time */
  readonly limitsMet = new Map<LimitKind, boolean>();
  readonly #loaders = new Map<string, DataLoader<unknown, unknown>>();

  constructor(
    readonly subgraph: string,
    readonly caller: Caller,
    readonly db: DataSource,
    readonly hub: HubClient,
    readonly outbox: Outbox,
    readonly secrets: SubgraphSecrets,
    readonly owners: CategoryOwners,
    private readonly closureLog: ClosureLog | null = null,
    /** What the operator has set for this subgraph, by the names in its definition */
    readonly settings: Readonly<Record<string, unknown>> = {},
    private readonly vaultDatabase: DataSource | null = null,
  ) {}

  /** What is kept apart, under a login and keys of its own. @throws in a process that was given neither */
  get vault(): Vault {
    const { vaultDatabase: db, secrets } = this;
    if (!db || !secrets.vaultKeys) throw new Error(`${this.subgraph} has no vault in this process.`);
    return { db, keys: secrets.vaultKeys };
  }

  /** Where this subgraph keeps what it closes. @throws when its definition has no closures */
  get closures(): ClosureLog {
    if (!this.closureLog) throw new Error(`${this.subgraph} has no closures in its definition.`);
    return this.closureLog;
  }

  /** @throws UNAUTHENTICATED when nobody in particular asks */
  get requester(): Requester {
    if (!this.caller.requester) throw hubError('UNAUTHENTICATED');
    return this.caller.requester;
  }

  /** @throws UNAUTHENTICATED, PURPOSE_REQUIRED */
  get purposeful(): PurposefulRequester {
    const { requester } = this;
    if (!requester.purpose) throw hubError('PURPOSE_REQUIRED');
    return requester as PurposefulRequester;
  }

  /** One batch per call and name, so that no field costs a query per row; an Error in it fails its key alone. Nothing is kept beyond the call. */
  load<K, V>(name: string, key: K, batch: (keys: readonly K[]) => Promise<readonly (V | Error)[]>): Promise<V> {
    let loader = this.#loaders.get(name) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>((keys) => batch(keys) as Promise<(V | Error)[]>, { maxBatchSize: 500 });
      this.#loaders.set(name, loader as DataLoader<unknown, unknown>);
    }
    return loader.load(key);
  }
}
