import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_RATE_LIMITS } from '../../bench/harness/rate-limits.js';
import { type Gateway, startGateway } from '../../gateway/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import {
  type Caller,
  calledBy,
  categoryOwners,
  createOperating,
  GATEWAY,
  HttpTransport,
  KeyFolder,
  KeySet,
  openSubgraph,
  type SubgraphRequest,
  startSubgraphServer,
  tlsFilesIn,
} from '../../subgraphs/kit/index.js';
import { freePorts } from '../hub/processes.js';
import { cloneDatabases, type TestDatabases } from '../hub/test-databases.js';
import { testServer } from '../setup/test-server.js';

export interface Seen {
  readonly subgraph: string;
  readonly caller: Caller;
  readonly variables: Record<string, unknown>;
}

export interface WatchedHub {
  readonly gateway: Gateway;
  readonly databases: TestDatabases;
  /** Every call that any subgraph was asked to execute */
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** Those that the operations of this test reach */
const REACHED = SUBGRAPHS.filter(({ name }) => ['directory', 'consent'].includes(name));

/** The gateway before real subgraphs, each behind its own HTTPS door, which note whom they were called by. */
export async function openWatchedHub(): Promise<WatchedHub> {
  const { keys } = testServer();
  const names = REACHED.map(({ name }) => name);
  const databases = await cloneDatabases(names);
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-closure-log-'));
  const operating = await createOperating({ process: 'spoofing', level: 'silent' });
  const owners = categoryOwners(SUBGRAPHS);
  const ports = await freePorts(names.length);
  const origins = Object.fromEntries(names.map((name, i) => [name, [`https://127.0.0.1:${ports[i]}`]]));
  const seen: Seen[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  for (const [i, definition] of REACHED.entries()) {
    const { name } = definition;
    const keysDirectory = `${keys}/${name}`;
    // nothing works in the background here: the others are never called
    const called = calledBy(definition, owners).map((other) => [other, origins[other] ?? []]);
    const open = await openSubgraph(definition, {
      databaseUrl: databases.urls[name]!,
      poolSize: 3,
      keysDirectory,
      origins: Object.fromEntries(called),
      owners,
      operating,
      closureLogDirectory,
    });
    const execute = (request: SubgraphRequest) => {
      seen.push({ subgraph: name, caller: request.caller, variables: request.variables });
      return open.subgraph.execute(request);
    };
    const subgraph = { ...open.subgraph, execute };
    const tls = await tlsFilesIn(keysDirectory);
    const server = await startSubgraphServer({ subgraph, keys: open.keys, host: '127.0.0.1', port: ports[i]!, tls });
    closing.push(
      () => server.close(),
      () => open.close(),
    );
  }
  const gatewayKeys = await KeyFolder.open(`${keys}/${GATEWAY}`, () => {});
  const tls = await tlsFilesIn(gatewayKeys.path);
  const transport = await HttpTransport.open({ self: GATEWAY, keys: gatewayKeys, origins, tls });
  const gateway = await startGateway({
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    version: 'test',
    operating,
    transport,
    trustList: {
      directoryKeys: () => gatewayKeys.trusted.get('directory') ?? new KeySet([]),
      refreshMs: 60_000,
      maximumAgeMs: 600_000,
    },
    operations: { firstParty: [], registeredOnly: false },
    deadlineMs: 15_000,
    host: '127.0.0.1',
    port: 0,
    explorable: false,
    rateLimits: NO_RATE_LIMITS,
    subgraphsReady: async () => ({}),
  });
  return {
    gateway,
    databases,
    seen,
    async close() {
      await gateway.stop();
      gatewayKeys.close();
      await transport.close();
      for (const end of closing) await end();
      await databases.drop();
      await rm(closureLogDirectory, { recursive: true, force: true });
    },
  };
}
