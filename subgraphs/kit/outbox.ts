import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { HubClient, HubOperation } from './hub-client.js';
import { transaction } from './transaction.js';

/** Each message is an operation of the destination that is safe to receive twice. */
export type OutboxOperation = HubOperation<{ input: object }, unknown>;

const POLL_MS = 1_000;
const CALL_MS = 5_000;
const BATCH = 100;

/** Writes messages in the transaction of what they tell; a restore, which has no outbox at work, does the same. */
export async function enqueue(
  manager: EntityManager,
  operation: OutboxOperation,
  inputs: readonly object[],
): Promise<void> {
  await manager.query(
    `INSERT INTO outbox (destination, operation, payload)
     SELECT $1, $2, input FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS sent(input, place) ORDER BY place`,
    [operation.subgraph, operation.operation, JSON.stringify(inputs)],
  );
}

/**
 * Messages to other subgraphs, written in the transaction of what they tell and delivered in order per destination, at least
 * once: a message is deleted after the destination has answered. Payloads hold pseudonymous keys only.
 * Order is that of `id`; writers about the same victim hold that victim's row lock, so theirs cannot overtake each other.
 */
export class Outbox {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;

  constructor(
    private readonly db: DataSource,
    private readonly hub: HubClient,
    private readonly operations: readonly OutboxOperation[],
    private readonly fault: (destination: string, error: unknown) => void,
  ) {}

  send(manager: EntityManager, operation: OutboxOperation, input: object): Promise<void> {
    return this.sendAll(manager, operation, [input]);
  }

  async sendAll(manager: EntityManager, operation: OutboxOperation, inputs: readonly object[]): Promise<void> {
    await enqueue(manager, operation, inputs);
  }

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Delivers now rather than at the next poll; returns at once. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#drain().finally(() => {
      this.#running = null;
      if (this.#stopped) return;
      const soon = this.#again;
      this.#again = false;
      this.#timer = setTimeout(() => this.wake(), soon ? 0 : POLL_MS);
      this.#timer.unref();
    });
  }

  /** Delivers what is waiting; true when nothing is left for any destination. */
  async flush(): Promise<boolean> {
    await this.#running;
    await this.#drain();
    const [{ left }] = await this.db.query('SELECT count(*)::int AS left FROM outbox');
    return left === 0;
  }

  async #drain(): Promise<void> {
    const destinations = new Set(this.operations.map((operation) => operation.subgraph));
    await Promise.all(
      [...destinations].map(async (destination) => {
        try {
          while ((await this.#deliver(destination)) === BATCH);
        } catch (error) {
          this.fault(destination, error);
        }
      }),
    );
  }

  /** One relay at a time per destination, in whatever process: the advisory lock keeps the order. */
  #deliver(destination: string): Promise<number> {
    return transaction(this.db, async (manager) => {
      const [{ mine }] = await manager.query("SELECT pg_try_advisory_xact_lock(hashtext('outbox ' || $1)) AS mine", [
        destination,
      ]);
      if (!mine) return 0;
      const messages: { id: string; operation: string; payload: object }[] = await manager.query(
        'SELECT id, operation, payload FROM outbox WHERE destination = $1 ORDER BY id LIMIT $2',
        [destination, BATCH],
      );
      for (const message of messages) {
        const operation = this.operations.find((o) => o.subgraph === destination && o.operation === message.operation);
        if (!operation) throw new Error(`The outbox has no operation ${destination}.${message.operation}.`);
        try {
          await this.hub.call(
            operation,
            { input: message.payload },
            { requester: null, actor: null, requestId: randomUUID(), deadline: Date.now() + CALL_MS },
          );
        } catch (error) {
          await manager.query('UPDATE outbox SET attempts = attempts + 1 WHERE id = $1', [message.id]);
          this.fault(destination, error);
          return 0;
        }
        await manager.query('DELETE FROM outbox WHERE id = $1', [message.id]);
      }
      return messages.length;
    });
  }
}
