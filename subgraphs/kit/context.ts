import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { AgencyKeys } from './encryption/agency-keys.js';
import { hubError } from './errors.js';
import type { HubClient } from './hub-client.js';
import type { Outbox } from './outbox.js';
import type { PairwiseIds } from './pairwise-id.js';
import type { Caller, PurposefulRequester, Requester } from './requester.js';

/** The keys that a subgraph holds. None of them opens another subgraph's data. */
export interface SubgraphSecrets {
  /** HMAC key of stored idempotency inputs */
  readonly idempotency: Buffer;
  readonly agencyKeys: AgencyKeys;
  /** Disclosure keys by subgraph: `consent` holds them all, every other subgraph its own */
  readonly disclosure: Readonly<Record<string, Buffer>>;
  /** Held by `consent` alone */
  readonly pairwise?: PairwiseIds;
}

/** What a resolver has in hand for one call. */
export class SubgraphContext {
  readonly #loaders = new Map<string, DataLoader<unknown, unknown>>();

  constructor(
    readonly subgraph: string,
    readonly caller: Caller,
    readonly db: DataSource,
    readonly hub: HubClient,
    readonly outbox: Outbox,
    readonly secrets: SubgraphSecrets,
  ) {}

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

  /** One batch per call and name, so that no field costs a query per row. Nothing is kept beyond the call. */
  load<K, V>(name: string, key: K, batch: (keys: readonly K[]) => Promise<readonly V[]>): Promise<V> {
    let loader = this.#loaders.get(name) as DataLoader<K, V> | undefined;
    if (!loader) {
      loader = new DataLoader<K, V>((keys) => batch(keys) as Promise<V[]>, { maxBatchSize: 500 });
      this.#loaders.set(name, loader as DataLoader<unknown, unknown>);
    }
    return loader.load(key);
  }
}
