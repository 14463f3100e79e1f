import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servingUrls } from '../../standalone/databases.js';
import { startHub } from '../../standalone/hub.js';
import { seedId } from '../../standalone/seed/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { AgencyKind, type Caller, createOperating, Purpose, Role } from '../../subgraphs/kit/index.js';
import type { Measurement } from '../harness/measurement.js';
import { NO_RATE_LIMITS } from '../harness/rate-limits.js';
import { circumstances, keepResult } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { spreadOf } from '../harness/statistics.js';
import { shownSpread, table } from '../harness/table.js';
import { explain } from '../plans/explain.js';
import { asSuperuser } from '../plans/load.js';
import { statementsInUse } from '../plans/statements-in-use.js';
import { doorOf } from '../record/door.js';
import { delivering } from './delivering.js';
import { loadLog, POLICE, UNIT } from './load.js';
import { reading } from './reading.js';
import { writing } from './writing.js';

/** Events for each endpoint in one run */
const EVENTS = 500;

/**
 * What telling costs: writing events beside what they tell of, reading them from a log of a million, and delivering them. Fails when the log is read from
 * beginning to end.
 */
export const events: Measurement = async ({ seconds, runs, connections, rows }, say) => {
  const databases = await openScratchDatabases();
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-bench-closures-'));
  try {
    const at = circumstances(databases.version);
    const written = await writing(databases.urls.get('referral')!, { seconds, runs, connections });
    await asSuperuser(databases, 'referral', async (client) => {
      await client.query('TRUNCATE event');
      await loadLog(client, rows);
    });
    const operating = await createOperating({ process: 'bench', level: 'silent' });
    const hub = await startHub({
      config: {
        host: '127.0.0.1',
        closureLogDirectory,
        port: 0,
        deadlineMs: 30_000,
        trustListRefreshMs: 60_000,
        trustListMaximumAgeMs: 3_600_000,
        production: true,
        registeredOnly: false,
        rateLimits: NO_RATE_LIMITS,
        settings: { WEBHOOK_NETWORKS: '127.0.0.0/8' },
      },
      subgraphs: SUBGRAPHS,
      databases: servingUrls(databases.urls),
      secrets: databases.secrets,
      version: 'bench',
      operating,
    });
    const delivered: Record<number, number[]> = { 1: [], 10: [] };
    let read: Awaited<ReturnType<typeof reading>>;
    let sequential: string[] = [];
    try {
      const caller = officer();
      await reading(hub.transport, caller, rows);
      const statements = await statementsInUse(async () => {
        read = await reading(hub.transport, caller, rows);
      });
      await asSuperuser(databases, 'referral', async (client) => {
        for (const statement of statements.filter(({ text }) => /\bevent\b/.test(text) && !/^\s*INSERT/.test(text))) {
          const plan = await explain(client, statement, new Set(['event']));
          if (plan.sequential.length > 0) sequential = [...sequential, statement.name];
        }
      });
      const administrator = doorOf(hub.gateway.url, databases.token)('administrator-police', '');
      const db = hub.subgraphs.get('referral')!.db;
      for (let run = 0; run < runs; run++)
        for (const endpoints of [1, 10])
          delivered[endpoints]!.push(await delivering(administrator, db, endpoints, EVENTS));
    } finally {
      await hub.stop();
    }
    const figures = {
      written,
      readMs: { page: spreadOf(read!.page), first: spreadOf(read!.first), following: spreadOf(read!.following) },
      deliveredPerSecond: { one: spreadOf(delivered[1]!), ten: spreadOf(delivered[10]!) },
    };
    await keepResult('events', { ...at, parameters: { seconds, runs, connections, rows, events: EVENTS }, ...figures });
    say(
      table(
        ['', 'median (lowest–highest)'],
        [
          ['steps of referrals/s, not told', shownSpread(written.untold)],
          ['steps of referrals/s, told', shownSpread(written.told)],
          ['told ÷ not told', shownSpread(written.ratio)],
          ['page of 100, ms', shownSpread(figures.readMs.page)],
          ["an endpoint's first question, ms", shownSpread(figures.readMs.first)],
          ['its next ones, ms', shownSpread(figures.readMs.following)],
          ['deliveries/s to one endpoint', shownSpread(figures.deliveredPerSecond.one)],
          ['deliveries/s to ten', shownSpread(figures.deliveredPerSecond.ten)],
        ],
      ),
    );
    if (sequential.length > 0) throw new Error(`Read the log from beginning to end: ${sequential.join(', ')}.`);
  } finally {
    await rm(closureLogDirectory, { recursive: true, force: true });
    await databases.close();
  }
};

const officer = (): Caller => ({
  requester: {
    agency: POLICE,
    agencyKind: AgencyKind.POLICE,
    unit: UNIT,
    staff: seedId('staff:officer-almaty'),
    role: Role.OFFICER,
    purpose: Purpose.POLICE_RESPONSE,
    language: 'en',
  },
  actor: null,
  requestId: 'bench',
  deadline: Date.now() + 600_000,
});
