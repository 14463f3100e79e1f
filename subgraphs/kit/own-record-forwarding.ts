import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { HubClient } from './hub-client.js';
import type { OutboxOperation } from './outbox.js';
import { Repeated } from './repeated.js';
import { rowsOf, transaction } from './transaction.js';
import type { Category } from './vocabulary.js';

export interface OwnRecordLook {
  /** Id of the look in the subgraph's own log: receiving it twice adds one entry */
  readonly sourceId: string;
  /** It is no look: the record was marked as entered in error */
  readonly enteredInError?: boolean;
  readonly victim: string;
  readonly category: Category;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
  readonly role: string;
  readonly purpose: string;
  readonly requestId: string;
  readonly at: string;
}

/** Implemented by `consent`. Takes `looks`: {@link OwnRecordLook}[] */
export const ACCESS_LOG_APPEND: OutboxOperation = {
  subgraph: 'consent',
  operation: 'accessLogAppend',
  document: 'mutation ($input: AccessLogAppendInput!) { accessLogAppend(input: $input) }',
};

const POLL_MS = 500;
const BATCH = 500;

/** Sends looks at own records on to `consent`, at least once and in order, from whatever process holds the lock. */
export class OwnRecordForwarding {
  readonly #repeated: Repeated;

  constructor(
    private readonly db: DataSource,
    private readonly hub: HubClient,
    fault: (destination: string, error: unknown) => void,
  ) {
    this.#repeated = new Repeated(
      POLL_MS,
      () => this.#forward(),
      (error) => fault('consent', error),
    );
  }

  start(): void {
    this.#repeated.start();
  }

  stop(): Promise<void> {
    return this.#repeated.stop();
  }

  async #forward(): Promise<void> {
    while ((await this.#batch()) === BATCH);
  }

  #batch(): Promise<number> {
    return transaction(this.db, async (manager) => {
      const looks = await rowsOf<OwnRecordLook & { id: string }>(
        manager,
        `SELECT id, id::text AS "sourceId", victim_key AS victim, category, agency, unit, staff, role, purpose,
                request_id AS "requestId", at
         FROM own_record_log WHERE NOT forwarded AND victim_key IS NOT NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [BATCH],
      );
      if (looks.length === 0) return 0;
      await this.hub.call(
        ACCESS_LOG_APPEND,
        { input: { looks: looks.map(({ id: _, ...look }) => ({ ...look, at: new Date(look.at).toISOString() })) } },
        { requester: null, actor: null, requestId: randomUUID(), deadline: Date.now() + 5_000 },
      );
      await rowsOf(manager, 'UPDATE own_record_log SET forwarded = true WHERE id = ANY($1::bigint[])', [
        looks.map((l) => l.id),
      ]);
      return looks.length;
    });
  }
}
