import { randomUUID } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import {
  type BackgroundWork,
  type EventToDeliver,
  eventToDeliver,
  HubClient,
  type HubOperation,
  PENDING_WALLS,
  PendingWalls,
  Repeated,
  type SubgraphRuntime,
  transaction,
} from '../../kit/index.js';
import { pauseAfter } from './backoff.js';
import { networksOf } from './networks.js';
import { type Message, type Outcome, post } from './post.js';
import { openSecrets } from './secret.js';
import {
  ASKED,
  ASKED_DONE,
  type Asked,
  DISABLE,
  DUE,
  NOT_TAKEN,
  NOTHING,
  type Receiver,
  STREAM,
  type Stream,
  TAKEN,
  TRIED,
} from './sql.js';
import { eventLogHead, TELLERS, WEBHOOK_CALLS } from './tellers.js';

const POLL_MS = 500;
const CALL_MS = 5_000;
/** A subgraph that hangs keeps the events of the others no longer */
const HEAD_MS = 1_000;
const GONE = 410;

/**
 * Delivers events to endpoints: at least once, each under one id, and those of one subgraph in their order, to one endpoint after the other's pace. Nothing is
 * copied: an endpoint's place in a log moves on when it has taken the event, in the transaction that logs the delivery, so a process that dies between the two
 * delivers again. The event is asked for before each attempt: what a wall keeps from the endpoint by then is not sent. One process at a time does it, whoever holds the
 * lock of its connection; the lock ends with the process.
 */
export class WebhookDispatch implements BackgroundWork {
  readonly #hub: HubClient;
  readonly #walls = new PendingWalls(() => this.#ask(PENDING_WALLS, {}, HEAD_MS));
  readonly #repeated: Repeated;
  readonly #working = new Map<string, Promise<void>>();
  readonly #stopped = new AbortController();
  #lock: QueryRunner | null = null;

  constructor(
    private readonly runtime: Pick<SubgraphRuntime, 'db' | 'transport' | 'secrets' | 'settings' | 'operating'>,
  ) {
    this.#hub = new HubClient('directory', WEBHOOK_CALLS, runtime.transport);
    this.#repeated = new Repeated(
      POLL_MS,
      () => this.round(),
      (error) => this.#waits(error),
    );
  }

  start(): void {
    this.#repeated.start();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#repeated.stop();
    await Promise.all(this.#working.values());
    if (this.#lock) await giveBack(this.#lock);
    this.#lock = null;
  }

  /** Begins what is due; an endpoint that is slow is waited for by nobody. */
  async round(): Promise<void> {
    const { db } = this.runtime;
    const [{ some }] = await db.query(
      `SELECT EXISTS (SELECT FROM webhook_endpoint WHERE state = 'ACTIVE')
         OR EXISTS (SELECT FROM webhook_delivery WHERE state = 'WAITING' AND cause <> 'EVENT') AS some`,
    );
    if (!some || !(await this.#mine())) return;
    // without an answer nothing is begun: said once, and not of every endpoint
    await this.#walls.recent();
    const heads = await Promise.all(
      TELLERS.map((subgraph) =>
        this.#ask(eventLogHead(subgraph), {}, HEAD_MS).then(
          (head) => ({ subgraph, head }),
          // one that does not answer is asked again
          () => ({ subgraph, head: '0' }),
        ),
      ),
    );
    const due: { endpoint: string; subgraph: string }[] = await db.query(DUE, [
      heads.map(({ subgraph }) => subgraph),
      heads.map(({ head }) => head),
    ]);
    for (const { endpoint, subgraph } of due)
      this.#begin(`${endpoint} ${subgraph}`, () => this.#follow(endpoint, subgraph));
    const asked: Asked[] = await db.query(ASKED);
    for (const each of asked) this.#begin(each.id, () => this.#once(each));
  }

  #begin(key: string, work: () => Promise<void>): void {
    if (this.#working.has(key) || this.#stopped.signal.aborted) return;
    const done = work()
      .catch((error) => this.#waits(error))
      .finally(() => this.#working.delete(key));
    this.#working.set(key, done);
  }

  #waits(error: unknown): void {
    this.runtime.operating.log.warn('webhooks_wait', { subgraph: 'directory', error });
  }

  /** Whether this process is the one; it stays so for as long as its connection does. */
  async #mine(): Promise<boolean> {
    const runner = this.#lock ?? this.runtime.db.createQueryRunner();
    try {
      if (this.#lock) {
        await runner.query('SELECT 1');
        return true;
      }
      const [{ mine }] = await runner.query("SELECT pg_try_advisory_lock(hashtextextended('webhooks', 0)) AS mine");
      if (mine) this.#lock = runner;
      else await runner.release();
      return mine;
    } catch (error) {
      this.#lock = null;
      await giveBack(runner);
      // what was begun under the lock ends before anything is begun again
      await Promise.all(this.#working.values());
      throw error;
    }
  }

  /** One event after the other, until there is none or one is not taken. */
  async #follow(endpoint: string, subgraph: string): Promise<void> {
    const { db } = this.runtime;
    while (!this.#stopped.signal.aborted && this.#lock) {
      const [stream] = await STREAM.rows(db, [endpoint, subgraph]);
      if (!stream || (await this.#walls.keepOut(subgraph, stream))) return;
      const { position, event } = await this.#event(subgraph, stream, {
        after: stream.position === '0' ? null : stream.position,
      });
      if (!event) {
        await db.query(NOTHING, [endpoint, subgraph, position]);
        return;
      }
      const outcome = await this.#post(stream, event);
      if (this.#stopped.signal.aborted && outcome.fault) return;
      if (!(await this.#settle(subgraph, stream, { ...event, position }, outcome))) return;
    }
  }

  /** Keeps what came of it; whether to go on. */
  #settle(
    subgraph: string,
    { endpoint, attempts }: Stream,
    event: Message & { position: string },
    { status, fault }: Outcome,
  ) {
    return transaction(this.runtime.db, async (manager) => {
      const tried = (state: string) =>
        manager.query(TRIED, [endpoint, subgraph, event.id, event.type, event.object, state, status, fault]);
      if (!fault) {
        await tried('DELIVERED');
        await manager.query(TAKEN, [endpoint, subgraph, event.position]);
        return true;
      }
      await tried('WAITING');
      const [[stream]] = await manager.query(NOT_TAKEN, [endpoint, subgraph, pauseAfter(attempts + 1)]);
      if (status === GONE) await manager.query(DISABLE, [endpoint, 'GONE']);
      else if (stream?.over) await manager.query(DISABLE, [endpoint, 'FAILING']);
      return false;
    });
  }

  /** A test, or an event again, under the rules of this moment; tried once. */
  async #once(asked: Asked): Promise<void> {
    const { db } = this.runtime;
    const { subgraph, eventId } = asked;
    if (subgraph && (await this.#walls.keepOut(subgraph, asked))) return;
    const message =
      subgraph && eventId
        ? (await this.#event(subgraph, asked, { id: eventId })).event
        : { id: asked.id, type: 'webhook.test', at: asked.createdAt.toISOString(), object: null };
    if (!message) {
      await db.query(ASKED_DONE, [asked.id, 'STOPPED', null, null, 0]);
      return;
    }
    const { status, fault } = await this.#post(asked, message);
    if (this.#stopped.signal.aborted && fault) return;
    await db.query(ASKED_DONE, [asked.id, fault ? 'FAILED' : 'DELIVERED', status, fault, 1]);
  }

  #event(subgraph: string, to: Receiver, which: { after?: string | null; id?: string }): Promise<EventToDeliver> {
    const { after = null, id = null } = which;
    const since = id ? null : to.since.toISOString();
    const types = id ? [] : to.types;
    return this.#ask(eventToDeliver(subgraph), {
      input: { agency: to.agency, unit: to.unit, after, since, types, id },
    });
  }

  #ask<V extends object, T>(operation: HubOperation<V, T>, variables: V, withinMs = CALL_MS): Promise<T> {
    const caller = { requester: null, actor: null, requestId: randomUUID(), deadline: Date.now() + withinMs };
    return this.#hub.call(operation, variables, caller);
  }

  async #post(to: Receiver, message: Message): Promise<Outcome> {
    const secrets = await openSecrets(this.runtime.secrets.agencyKeys, to, to.secrets).catch((error) => {
      this.#waits(error);
      return null;
    });
    // its agency is told, and it is tried as seldom as what a receiver does not take
    if (!secrets) return { status: null, fault: 'SECRET' };
    return post(to.url, message, secrets, networksOf(this.runtime.settings), this.#stopped.signal);
  }
}

/** The lock goes with its connection: given back to the pool it would stay. */
async function giveBack(runner: QueryRunner): Promise<void> {
  await runner.query('SELECT pg_advisory_unlock_all()').catch(() => {});
  await runner.release().catch(() => {});
}
