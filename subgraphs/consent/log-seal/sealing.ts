import type { DataSource } from 'typeorm';
import {
  type BackgroundWork,
  Category,
  HubClient,
  type Log,
  logHeld,
  logWitness,
  type SubgraphRuntime,
  type SubgraphSecrets,
} from '../../kit/index.js';
import { Countersigning } from './countersigning.js';
import { beginEpoch, sealAll } from './seal.js';

/** A look is sealed and countersigned within a minute */
const PAUSE_MS = 20_000;
const UNWITNESSED = "interval '5 minutes'";

/** Seals what is new and has it countersigned, each twenty seconds, in whatever process; no look and no disclosure ever waits for it. */
export class Sealing implements BackgroundWork {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: DataSource,
    private readonly secrets: SubgraphSecrets,
    private readonly witness: Countersigning | null,
    private readonly log: Log,
  ) {}

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.run());
    }, PAUSE_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /**
   * One round. Before anything is sealed the witness is asked: if it knows of more than this database does, what is sealed now would be a second tree in the
   * place of the one it has countersigned. Then nothing is sealed until a new one is begun. A witness that cannot be reached holds up nothing.
   */
  async run(): Promise<void> {
    try {
      const [due] = await this.db.query('SELECT FROM log_epoch_due');
      if (due) await beginEpoch(this.db, this.secrets.signing, (await this.witness?.held()) ?? null);
      if (!(await this.#countersigned())) return;
      await sealAll(this.db, this.secrets.signing);
      await this.#countersigned();
    } catch (error) {
      this.log.error('sealing_failed', { subgraph: 'consent', error });
    }
  }

  /** False when the witness refuses. */
  async #countersigned(): Promise<boolean> {
    const answer = await this.witness?.countersign().catch(() => null);
    if (answer === 'REFUSED') this.log.error('log_refused', { subgraph: 'consent' });
    else if (answer !== 'DONE' && answer !== 'NOTHING') await this.#complain();
    return answer !== 'REFUSED';
  }

  async #complain(): Promise<void> {
    const [late] = await this.db.query(
      `SELECT FROM log_checkpoint c WHERE c.epoch = (SELECT max(number) FROM log_epoch) AND c.signed_at < clock_timestamp() - ${UNWITNESSED}
         AND c.size > coalesce((SELECT max(w.size) FROM log_cosignature w WHERE w.epoch = c.epoch), 0) LIMIT 1`,
    );
    if (late) this.log.warn('checkpoint_unwitnessed', { subgraph: 'consent' });
  }
}

/** The work of `consent` in the background. Without a witness (nobody owns SHELTER, and none is named) checkpoints stay its own word. */
export function sealing({ db, transport, secrets, owners, operating, logWitness: named }: SubgraphRuntime): Sealing {
  const name = named ?? owners[Category.SHELTER];
  const operations = name ? [logWitness(name), logHeld(name)].map((o) => `${o.subgraph}.${o.operation}`) : [];
  const hub = new HubClient('consent', operations, transport);
  return new Sealing(db, secrets, name ? new Countersigning(db, hub, name, secrets) : null, operating.log);
}
