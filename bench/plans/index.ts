import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servingUrls } from '../../standalone/databases.js';
import { startHub } from '../../standalone/hub.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { createOperating } from '../../subgraphs/kit/index.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases, type ScratchDatabases } from '../harness/scratch-databases.js';
import { table } from '../harness/table.js';
import { doorOf } from '../record/door.js';
import { type ExplainedPlan, explain, largeTables } from './explain.js';
import { asSuperuser, loadHistory } from './load.js';
import { type StatementInUse, statementsInUse } from './statements-in-use.js';
import { workload } from './workload.js';

/** The dearest statements are printed; the file has them all */
const SHOWN = 30;

/**
 * The plans of the statements that the hub sends in its daily work, over databases with years of history. Fails when one of them
 * reads a large table from beginning to end.
 */
export const plans: Measurement = async ({ rows }, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    const from = performance.now();
    await loadHistory(databases, rows);
    say(
      `${rows} rows in each large table, in ${rounded((performance.now() - from) / 1_000)} s. The hub goes to work on them …`,
    );
    const statements = await statementsInUse(() => daysWork(databases));
    const explained = await explainAll(databases, statements, rows / 100);
    await keepResult('plans', { ...at, parameters: { rows }, statements: explained });
    say(
      table(
        ['statement', 'subgraph', 'cost', 'reads all of'],
        explained
          .slice(0, SHOWN)
          .map((plan) => [plan.name, plan.subgraph, Math.round(plan.cost), plan.sequential.join(', ') || '–']),
      ),
    );
    const bad = explained.filter(({ sequential }) => sequential.length > 0);
    if (bad.length > 0)
      throw new Error(`${bad.length} of ${explained.length} statements read a large table from beginning to end.`);
    say(`None of ${explained.length} statements reads a large table from beginning to end.`);
  } finally {
    await databases.close();
  }
};

async function daysWork(databases: ScratchDatabases): Promise<void> {
  const operating = await createOperating({ process: 'bench', level: 'silent' });
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-bench-closures-'));
  const hub = await startHub({
    config: {
      host: '127.0.0.1',
      closureLogDirectory,
      port: 0,
      deadlineMs: 30_000,
      trustListRefreshMs: 60_000,
      trustListMaximumAgeMs: 3_600_000,
      production: true,
      // the lists are asked for in words of their own
      registeredOnly: false,
    },
    subgraphs: SUBGRAPHS,
    databases: servingUrls(databases.urls),
    secrets: databases.secrets,
    version: 'bench',
    operating,
  });
  try {
    await workload(doorOf(hub.gateway.url, databases.token));
    // what a scrape reads is daily work too
    await operating.metrics.text();
  } finally {
    await hub.stop();
    await rm(closureLogDirectory, { recursive: true });
  }
}

type Explained = ExplainedPlan & { readonly name: string; readonly subgraph: string };

async function explainAll(
  databases: ScratchDatabases,
  statements: readonly StatementInUse[],
  large: number,
): Promise<Explained[]> {
  const explained: Explained[] = [];
  for (const [subgraph, { app }] of databases.urls) {
    const database = new URL(app).pathname.slice(1);
    await asSuperuser(databases, subgraph, async (client) => {
      const tables = await largeTables(client, large);
      for (const statement of statements.filter((s) => s.database === database))
        explained.push({ subgraph, name: statement.name, ...(await explain(client, statement, tables)) });
    });
  }
  return explained.sort((a, b) => b.cost - a.cost);
}
