import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from '../../standalone/databases.js';
import { ERROR_MESSAGES, type ErrorCode } from '../../subgraphs/kit/index.js';
import { type Exchange, verifyAnswers } from '../harness/exchange.js';
import { type LoadFigures, load } from '../harness/load.js';
import type { SeparateContenders } from './contenders.js';

/** Of an operation of the directory, while records are read at the same time */
export interface BesideRecords {
  readonly p50: number;
  readonly p99: number;
  readonly requestsPerSecond: number;
  /** Transactions in the directory's database for each: its statements, since each is one */
  readonly statementsPerOperation: number;
  readonly recordsPerSecond: number;
}

const HUNG = 'shelter-capacity';
/** Begun per second, whether the ones before are answered or not: a hung subgraph must not lighten the load */
const RECORD_RATE = 10;
const DEADLINE_MS = 2_000;

/** The same load with everything healthy, and with one subgraph stopped in the middle of whatever it does. */
export async function besideHung(
  { anotherGateway, subgraphs, headers }: SeparateContenders,
  { adminUrl, directory }: { adminUrl: string; directory: string },
  { connections, seconds }: { connections: number; seconds: number },
): Promise<{ healthy: BesideRecords; hung: BesideRecords }> {
  const gateway = await anotherGateway(DEADLINE_MS);
  const { origin } = gateway;
  const regions = await regionsExchange(origin, headers);
  const measured = async (records: readonly Exchange[]): Promise<BesideRecords> => {
    const before = await transactions(adminUrl, directory);
    const waiting = Math.ceil((RECORD_RATE * (DEADLINE_MS + 1_000)) / 1_000);
    const [own, other]: LoadFigures[] = await Promise.all([
      load({ origin, exchanges: [regions], connections, seconds }),
      load({ origin, exchanges: records, connections: waiting, seconds, rate: RECORD_RATE }),
    ]);
    const spent = (await transactions(adminUrl, directory)) - before;
    return {
      p50: own!.p50,
      p99: own!.p99,
      requestsPerSecond: own!.requestsPerSecond,
      statementsPerOperation: spent / own!.requests,
      recordsPerSecond: other!.requestsPerSecond,
    };
  };
  // it plans and connects first
  await verifyAnswers('gateway', origin, gateway.exchanges);
  const healthy = await measured(gateway.exchanges);
  const stopped = subgraphs.find(({ name }) => name === HUNG)!;
  stopped.signal('SIGSTOP');
  try {
    const withoutStays = gateway.exchanges.map(timedOut);
    await verifyAnswers('gateway, one subgraph hung', origin, withoutStays.slice(0, 1));
    return { healthy, hung: await measured(withoutStays) };
  } finally {
    stopped.signal('SIGCONT');
    await gateway.child.stop();
  }
}

/** What is to be answered when the shelters' part does not come: at the deadline, or before it when no new connection is made any more. */
function timedOut(exchange: Exchange): Exchange {
  const { data } = JSON.parse(exchange.expected) as { data: { victim: object } };
  const answer = (code: ErrorCode) =>
    JSON.stringify({
      errors: [{ message: ERROR_MESSAGES[code], path: ['victim', 'stays'], extensions: { code } }],
      data: { victim: { ...data.victim, stays: null } },
    });
  return { ...exchange, expected: answer('DEADLINE_EXCEEDED'), orElse: answer('UNAVAILABLE') };
}

async function regionsExchange(origin: string, headers: Readonly<Record<string, string>>): Promise<Exchange> {
  const request = { method: 'POST', headers, body: '{"query":"{ regions { code } }"}' } as const;
  const expected = await (await fetch(`${origin}/graphql`, request)).text();
  if (JSON.parse(expected).data?.regions?.length !== 20) throw new Error('The directory does not give its regions.');
  return { ...request, path: '/graphql', expected: expected.trimEnd() };
}

/** Ended in a database until now. A connection that falls idle reports its last ones after ten seconds (PGSTAT_IDLE_INTERVAL). */
async function transactions(adminUrl: string, database: string): Promise<number> {
  await sleep(11_000);
  return asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query('SELECT xact_commit AS n FROM pg_stat_database WHERE datname = $1', [database]);
    return Number(rows[0].n);
  });
}
