import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { GATEWAY, HttpTransport, KeyFolder, tlsFilesIn } from '../../subgraphs/kit/index.js';
import type { PublicHub, TestHubOptions } from '../hub.js';
import { testServer } from '../setup/test-server.js';
import { clientAt, testToken } from './client.js';
import { type HubProcess, hubProcesses, type ProcessesOptions } from './processes.js';
import { cloneDatabases } from './test-databases.js';

export interface SeparateHub extends PublicHub {
  /** Of that name; the first of several */
  process(name: string): HubProcess;
  readonly processes: readonly HubProcess[];
  readonly keys: string;
}

export type SeparateOptions = Pick<TestHubOptions, 'deadlineMs' | 'registeredOnly'> &
  Partial<
    Pick<ProcessesOptions, 'gateway' | 'keys' | 'replicas' | 'environment' | 'elsewhere' | 'joined' | 'databases'>
  >;

/** The hub as seven processes that speak TLS with certificates of both ends. */
export async function openSeparateHub(options: SeparateOptions = {}): Promise<SeparateHub> {
  const names = [...SUBGRAPHS, ...(options.joined ?? []).map(({ definition }) => definition)].map(({ name }) => name);
  const databases = await cloneDatabases(names);
  const keys = options.keys ?? testServer().keys;
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-closure-log-'));
  const processes = await hubProcesses({
    ...options,
    databases: { ...databases.urls, ...options.databases },
    keys,
    environment: {
      CLOSURE_LOG_DIRECTORY: closureLogDirectory,
      DEADLINE_MS: String(options.deadlineMs ?? 15_000),
      TOKEN_MAXIMUM_AGE_MS: '3600000',
      STAFF_REQUESTS_PER_MINUTE: '10000000',
      STAFF_REQUESTS_AT_ONCE: '10000',
      AGENCY_REQUESTS_PER_MINUTE: '10000000',
      AGENCY_REQUESTS_AT_ONCE: '10000',
      SOURCE_REFUSALS_PER_MINUTE: '10000000',
      SOURCE_TRIES_PER_MINUTE: '10000000',
      TRIES_PER_MINUTE: '10000000',
      VICTIMS_PER_HOUR_OF_STAFF: '10000',
      VICTIMS_PER_HOUR_OF_AGENCY: '10000',
      REGISTERED_OPERATIONS_ONLY: String(options.registeredOnly ?? false),
      ...options.environment,
    },
  });
  const stop = async () => {
    await Promise.all(processes.map((each) => each.stop('SIGKILL')));
    await databases.drop();
    await rm(closureLogDirectory, { recursive: true, force: true });
  };
  try {
    // two processors: the subgraphs start side by side, then those that need them
    await Promise.all(processes.filter(({ name }) => name !== GATEWAY).map((each) => each.start()));
    for (const gateway of processes.filter(({ name }) => name === GATEWAY)) await gateway.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const find = (name: string) => processes.find((each) => each.name === name)!;
  const origin = `http://127.0.0.1:${find(GATEWAY).port}`;
  const gatewayKeys = await KeyFolder.open(`${keys}/${GATEWAY}`, () => {});
  const transport = await HttpTransport.open({
    self: GATEWAY,
    keys: gatewayKeys,
    tls: await tlsFilesIn(`${keys}/${GATEWAY}`),
    origins: Object.fromEntries(names.map((name) => [name, [`https://127.0.0.1:${find(name).port}`]])),
  });
  const trustListVersion = async () =>
    ((await (await fetch(`${origin}/info`)).json()) as { trustList: { version: number } }).trustList.version;

  return {
    origin,
    url: `${origin}/graphql`,
    transport,
    processes,
    keys,
    process: find,
    token: testToken,
    as: (account, purpose, language) => clientAt(origin, account, purpose, language),
    db: (subgraph) => databases.owner(subgraph),
    async refreshTrustList() {
      // one that was being read when this was called may be older
      const after = (await trustListVersion()) + 2;
      while ((await trustListVersion()) < after) await sleep(100);
      return true;
    },
    async close() {
      gatewayKeys.close();
      await transport.close();
      await stop();
    },
  };
}
