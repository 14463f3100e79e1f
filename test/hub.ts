import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { NO_RATE_LIMITS } from '../bench/harness/rate-limits.js';
import type { ConsoleOptions, GatewayOptions, RateLimitSettings } from '../gateway/index.js';
import { type Hub, startHub } from '../standalone/hub.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { createOperating, type HubTransport, type Operating, type SubgraphDefinition } from '../subgraphs/kit/index.js';
import { type Client, clientAt, testToken } from './hub/client.js';
import { openSeparateHub } from './hub/separate.js';
import { cloneDatabases } from './hub/test-databases.js';
import { testServer } from './setup/test-server.js';

export type { Answer, Client } from './hub/client.js';

/** A hub on freshly cloned databases behind a real HTTP port; the tokens are real and signed by a trusted issuer. */
export interface PublicHub {
  readonly origin: string;
  /** Of /graphql */
  readonly url: string;
  /** The seeded account of that name, stating a purpose (or none). */
  as(account: string, purpose?: string, language?: string): Client;
  token(account: string, claims?: Record<string, unknown>): Promise<string>;
  /** A subgraph's database under its owner login, to look into tables. */
  db(subgraph: string): DataSource;
  /** Reaches the subgraphs as the gateway does. */
  readonly transport: HubTransport;
  /** Until the gateway goes by a trust list that was published after this was called. */
  refreshTrustList(): Promise<boolean>;
  close(): Promise<void>;
}

/** The whole hub in this process, with its parts in hand. */
export interface TestHub extends PublicHub, Hub {
  readonly closureLogDirectory: string;
  readonly operating: Operating;
  /** Every line that it has logged */
  readonly lines: readonly string[];
}

export interface TestHubOptions {
  readonly subgraphs?: readonly SubgraphDefinition[];
  /** Composed from `subgraphs`, when they are not the hub's own */
  readonly supergraphSdl?: string;
  readonly deadlineMs?: number;
  readonly poolSize?: number;
  /** The hub's own operations; those of schema/operations when left out */
  readonly firstParty?: readonly string[];
  /** A collector of traces */
  readonly traces?: string;
  /** Whether only registered operations run, as in production; false when left out */
  readonly registeredOnly?: boolean;
  /** Any free one when left out */
  readonly port?: number;
  /** The console in a browser; none when left out */
  readonly console?: ConsoleOptions;
  /** Further routes of the process, such as an identity provider */
  readonly mount?: GatewayOptions['mount'];
  /** How long ago a token may have been issued; an hour when left out */
  readonly tokenMaximumAgeMs?: number;
  /** As many as a test may send, when left out */
  readonly rateLimits?: RateLimitSettings;
  /** Of the subgraphs, by name; a test may open as many victims as it makes, when left out */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Set by the project of jest.config.js: the same end-to-end tests run on each. */
declare global {
  var hubMode: 'one process' | 'separate processes' | 'another router' | undefined;
}

/** For end-to-end tests: the hub in one process, or each part in its own, or so with another router at the door. */
export function openHub(options: Pick<TestHubOptions, 'deadlineMs' | 'registeredOnly'> = {}): Promise<PublicHub> {
  switch (globalThis.hubMode) {
    case 'separate processes':
      return openSeparateHub(options);
    case 'another router':
      return openSeparateHub({ ...options, gateway: 'dist/test/routers/hive/main.js' });
    default:
      return openTestHub(options);
  }
}

export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { secrets } = testServer();
  const subgraphs = options.subgraphs ?? SUBGRAPHS;
  const databases = await cloneDatabases(subgraphs.map(({ name }) => name));
  const lines: string[] = [];
  const operating = await createOperating({
    process: 'hub',
    level: 'info',
    version: 'test',
    traces: options.traces,
    destination: { write: (line) => lines.push(line) },
  });
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-closure-log-'));
  const hub = await startHub({
    config: {
      host: '127.0.0.1',
      closureLogDirectory,
      port: options.port ?? 0,
      console: options.console,
      deadlineMs: options.deadlineMs ?? 15_000,
      trustListRefreshMs: 1_000,
      trustListMaximumAgeMs: 60_000,
      production: false,
      registeredOnly: options.registeredOnly ?? false,
      tokenMaximumAgeMs: options.tokenMaximumAgeMs ?? 3_600_000,
      rateLimits: options.rateLimits ?? NO_RATE_LIMITS,
      settings: { VICTIMS_PER_HOUR_OF_STAFF: 10_000, VICTIMS_PER_HOUR_OF_AGENCY: 10_000, ...options.settings },
    },
    subgraphs,
    ...(options.supergraphSdl ? { supergraphSdl: options.supergraphSdl } : {}),
    databases: databases.urls,
    secrets,
    version: 'test',
    operating,
    ...(options.mount ? { mount: options.mount } : {}),
    ...(options.firstParty ? { firstParty: options.firstParty } : {}),
    poolSize: options.poolSize ?? 10,
  });
  return {
    ...hub,
    operating,
    lines,
    closureLogDirectory,
    origin: hub.gateway.url,
    url: `${hub.gateway.url}/graphql`,
    token: testToken,
    as: (account, purpose, language) => clientAt(hub.gateway.url, account, purpose, language),
    db: (subgraph) => databases.owner(subgraph),
    refreshTrustList: () => hub.gateway.refreshTrustList(),
    async close() {
      await hub.stop();
      await operating.tracing.stop();
      await databases.drop();
      await rm(closureLogDirectory, { recursive: true, force: true });
    },
  };
}
