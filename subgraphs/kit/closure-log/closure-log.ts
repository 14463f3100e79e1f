import type { DataSource, EntityManager } from 'typeorm';
import { hubError } from '../errors.js';
import { rowsOf, transaction } from '../transaction.js';
import type { Closure, ClosureLogOptions } from './closure.js';
import { ClosureFile } from './closure-file.js';

const POLL_MS = 1_000;
const BATCH = 500;
const ATTEMPTS = 3;

/**
 * What closes something is also written outside the database before it is acknowledged, so that a database restored to an older state
 * closes it again. The closing itself waits for nothing: it is committed first, with its row in `closure`; the answer waits until that row is in
 * the file. Rows that could not be written are tried again each second, and by whoever sends the closing again.
 */
export class ClosureLog {
  readonly #file: ClosureFile;
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    subgraph: string,
    private readonly kinds: readonly string[],
    options: ClosureLogOptions,
    private readonly fault: () => void,
  ) {
    this.#file = new ClosureFile(subgraph, options);
  }

  /** In the transaction of the effect, after the lock on `subject`: whom or what the closure is about. */
  async record(manager: EntityManager, kind: string, subject: string, payload: object): Promise<void> {
    if (!this.kinds.includes(kind)) throw new Error(`${kind} is no closure of this subgraph's definition.`);
    await rowsOf(manager, 'INSERT INTO closure (kind, subject, payload) VALUES ($1, $2, $3)', [
      kind,
      subject,
      JSON.stringify(payload),
    ]);
  }

  /**
   * Returns when everything recorded about `subject` is in the file, by whichever process; to be awaited before the answer.
   * @throws UNAVAILABLE when it cannot be written: what was closed is closed, and sending it again waits again
   */
  async kept(subject: string): Promise<void> {
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const [waiting] = await this.db.query('SELECT FROM closure WHERE subject = $1 AND written_at IS NULL LIMIT 1', [
          subject,
        ]);
        if (!waiting) return;
        await this.#write();
      }
    } catch {
      this.fault();
    }
    throw hubError('UNAVAILABLE');
  }

  start(): void {
    this.#timer = setInterval(() => void this.#write().catch(this.fault), POLL_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#next?.catch(() => {});
    await this.#current.catch(() => {});
    await this.#file.close();
  }

  /** Those who ask while a batch is being written share the next one: a disk is waited for once for all of them. */
  #write(): Promise<void> {
    this.#next ??= this.#current
      .catch(() => {})
      .then(() => {
        this.#current = this.#drain();
        this.#next = null;
        return this.#current;
      });
    return this.#next;
  }

  async #drain(): Promise<void> {
    while ((await this.#batch()) === BATCH);
  }

  /** The row locks keep two processes from writing the same rows; one that ends between file and commit leaves them to be written twice. */
  #batch(): Promise<number> {
    return transaction(this.db, async (manager) => {
      const closures = await rowsOf<Closure>(
        manager,
        `SELECT id AS sequence, kind, payload, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
         FROM closure WHERE written_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE`,
        [BATCH],
      );
      if (closures.length === 0) return 0;
      await this.#file.append(closures);
      await rowsOf(manager, 'UPDATE closure SET written_at = clock_timestamp() WHERE id = ANY($1::bigint[])', [
        closures.map(({ sequence }) => sequence),
      ]);
      return closures.length;
    });
  }
}
