import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { secretsOf } from '../../../standalone/secrets.js';
import { SUBGRAPHS } from '../../../standalone/subgraphs.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { categoryOwners, type SubgraphDefinition } from '../../kit/index.js';
import { type Sealing, sealing } from '../log-seal/sealing.js';

export const WITNESS = 'shelter-capacity';
export const TREE = [
  'log_epoch',
  'log_leaf',
  'log_node',
  'log_checkpoint',
  'log_cosignature',
  'log_unsealed',
  'log_epoch_due',
];
/** A look at a category of a woman whom nobody asks about otherwise. */
const LOOK = `INSERT INTO access_log (victim_key, kind, category, basis, agency, unit, staff, role, purpose, subgraph, request_id)
  SELECT gen_random_uuid(), 'DISCLOSURE', 'IDENTITY', 'CONSENT', $1, NULL, $2, 'OFFICER', 'POLICE_RESPONSE', 'consent', $3
  FROM generate_series(1, $4) RETURNING id::text`;

/** A hub whose access log is sealed when the test says so, and not in the background. */
export class SealedLog {
  readonly secrets = secretsOf(testServer().secrets, 'consent');
  #from = 0;

  private constructor(readonly hub: TestHub) {}

  static async open(): Promise<SealedLog> {
    const quiet = ({ background: _, ...rest }: SubgraphDefinition): SubgraphDefinition => rest;
    return new SealedLog(await openTestHub({ subgraphs: SUBGRAPHS.map((d) => (d.name === 'consent' ? quiet(d) : d)) }));
  }

  /** Under the app login, as the subgraph has it */
  get db(): DataSource {
    return this.hub.subgraphs.get('consent')!.db;
  }

  get owner(): DataSource {
    return this.hub.db('consent');
  }

  /** As a process has it that has just started. */
  process(): Sealing {
    const { db, secrets } = this;
    return sealing({
      db,
      secrets,
      transport: this.hub.transport,
      owners: categoryOwners(SUBGRAPHS),
      operating: this.hub.operating,
    });
  }

  /** Writes looks and answers their ids. */
  async look(times = 1, on: DataSource | EntityManager = this.db): Promise<string[]> {
    const rows = await on.query(LOOK, [randomUUID(), randomUUID(), randomUUID(), times]);
    return rows.map(({ id }: { id: string }) => id);
  }

  /** As if nobody had ever looked. */
  async forget(): Promise<void> {
    await this.owner.query(`TRUNCATE access_log, ${TREE.join(', ')}`);
    await this.hub.db(WITNESS).query('TRUNCATE witnessed_checkpoint');
    this.#from = this.hub.lines.length;
  }

  /** Events that were logged since. */
  events(): string[] {
    return this.hub.lines.slice(this.#from).map((line) => (JSON.parse(line) as { event: string }).event);
  }

  async close(): Promise<void> {
    await this.hub.close();
  }
}
