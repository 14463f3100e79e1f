import type { DataSource } from 'typeorm';
import { poolOf, Statement } from '../database.js';
import type { Operating } from './operating.js';

/** One statement that answers one row of numbers, each a gauge `dereu_<column>` of its subgraph. It must use an index: it runs at every scrape. */
export interface SubgraphGauges {
  readonly statement: Statement<Record<string, number>>;
  /** What each column counts */
  readonly help: Readonly<Record<string, string>>;
}

/** Beyond this nobody counts on: what waits is "very much", and the statement stays cheap */
const MOST = 100_000;

/** What waits in the queues that every subgraph has. Each part reads an index from its beginning. */
const QUEUES: SubgraphGauges = {
  statement: new Statement(
    'kit.queues',
    `SELECT (SELECT count(*) FROM (SELECT FROM outbox LIMIT ${MOST}) waiting)::int AS outbox_waiting,
       coalesce((SELECT extract(epoch FROM clock_timestamp() - created_at) FROM outbox ORDER BY id LIMIT 1), 0)::float8 AS outbox_oldest_seconds,
       (SELECT count(*) FROM (SELECT FROM own_record_log WHERE NOT forwarded AND victim_key IS NOT NULL LIMIT ${MOST}) looks)::int
         AS looks_waiting,
       coalesce((SELECT extract(epoch FROM clock_timestamp() - at) FROM own_record_log
         WHERE NOT forwarded AND victim_key IS NOT NULL ORDER BY id LIMIT 1), 0)::float8 AS looks_oldest_seconds`,
  ),
  help: {
    outbox_waiting: `Messages to other subgraphs that are not delivered (counted to ${MOST}).`,
    outbox_oldest_seconds: 'Age of the oldest message that is not delivered.',
    looks_waiting: `Looks at own records that her access log does not have yet (counted to ${MOST}).`,
    looks_oldest_seconds: 'Age of the oldest look that her access log does not have yet.',
  },
};

/** Reads a subgraph's gauges whenever the process is scraped; returns how to end that. A database that does not answer is `dereu_subgraph_up 0`. */
export function gaugesOf(
  { metrics, log }: Operating,
  subgraph: string,
  db: DataSource,
  own: SubgraphGauges | undefined,
): () => void {
  const labels = { subgraph };
  const all = own ? [QUEUES, own] : [QUEUES];
  const set = (column: string, help: string, value: number | null) =>
    metrics.gauge(`dereu_${column}`, help, labels, value);
  return metrics.readAtScrape(async () => {
    try {
      pool();
      for (const { statement, help } of all) {
        const [row] = await statement.rows(db, []);
        for (const [column, words] of Object.entries(help)) set(column, words, row![column]!);
      }
      up(1);
    } catch (error) {
      log.warn('gauges_failed', { subgraph, error });
      // an old number would say that all is well
      for (const { help } of all) for (const [column, words] of Object.entries(help)) set(column, words, null);
      up(0);
    }
  });

  function up(value: number): void {
    set('subgraph_up', 'Whether the database of the subgraph answers.', value);
  }

  function pool(): void {
    const { totalCount, idleCount, waitingCount } = poolOf(db);
    const help = 'Connections to the database: total and idle; waiting: requests that wait for one.';
    for (const [state, count] of Object.entries({ total: totalCount, idle: idleCount, waiting: waitingCount }))
      metrics.gauge('dereu_pool_connections', help, { subgraph, state }, count);
  }
}
