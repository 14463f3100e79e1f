import pg from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../database.js';
import { hubError } from '../errors.js';

const POLL_MS = 1_000;
const UNDEFINED_TABLE = '42P01';

type Mark = 'RESTORING' | 'WALLS_MISSING' | null;

/** What a subgraph does, on a connection of its own, to a database whose walls are older than those that stand. Lifts the mark in the end. */
export type WallsSync = (client: pg.Client) => Promise<void>;

/**
 * Keeps a subgraph off a database that was restored and is not up to date with what was closed since. No request looks at the mark: each new
 * connection of the pool does, and is refused while there is one. A restore ends every connection, so a process that was running all the
 * while comes past the mark too. What cannot be read counts as marked.
 */
export class RestoreGate {
  #open = false;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #sync: WallsSync | null = null;
  #waiting: (() => void)[] = [];
  #stopped = false;

  private constructor(
    private readonly db: DataSource,
    private readonly walls: WallsSync | null,
    private readonly fault: () => void,
  ) {}

  /** @param pools the subgraph's own first; none of them gives a connection while the mark stands */
  static async before(pools: readonly DataSource[], walls: WallsSync | null, fault: () => void): Promise<RestoreGate> {
    const gate = new RestoreGate(pools[0]!, walls, fault);
    for (const db of pools) gate.#keep(poolOf(db));
    await gate.#look();
    return gate;
  }

  #keep(of: pg.Pool): void {
    const pool = of as pg.Pool & { options: { onConnect?: (client: pg.ClientBase) => Promise<void> } };
    pool.options.onConnect = (client) => this.#admit(client);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Background work: brings the walls up to date where they are missing, then does `work`, now or as soon as the gate is open. */
  start(work: () => void): void {
    this.#sync = this.walls;
    if (this.#open) work();
    else this.#waiting.push(work);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #admit(client: pg.ClientBase): Promise<void> {
    if ((await markOf(client)) === null) return;
    this.#open = false;
    this.#again();
    throw hubError('UNAVAILABLE');
  }

  #again(): void {
    // one that is refused while a look is due does not put it off
    if (this.#stopped || this.#looking || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#look();
    }, POLL_MS).unref();
  }

  #look(): Promise<void> {
    this.#looking ??= this.#tryToOpen()
      .catch(() => this.fault())
      .finally(() => {
        this.#looking = null;
        if (!this.#open) return this.#again();
        for (const work of this.#waiting.splice(0)) work();
      });
    return this.#looking;
  }

  async #tryToOpen(): Promise<void> {
    const { url } = this.db.options as { url?: string };
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, statement_timeout: 30_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      if ((await markOf(client)) === 'WALLS_MISSING') await this.#sync?.(client);
      this.#open = (await markOf(client)) === null;
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** A database without the table has not been migrated: closed, as if it were being restored. */
async function markOf(client: pg.ClientBase): Promise<Mark> {
  try {
    const { rows } = await client.query<{ state: Mark }>('SELECT state FROM restore_mark');
    return rows[0]?.state ?? null;
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return 'RESTORING';
    throw error;
  }
}
