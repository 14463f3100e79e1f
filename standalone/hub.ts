import { readFile } from 'node:fs/promises';
import type { Express } from 'express';
import { importJWK, type JWK } from 'jose';
import { type Gateway, InProcessDataSource, startGateway } from '../gateway/index.js';
import { publishTrustList } from '../subgraphs/directory/index.js';
import {
  createDataSource,
  createSubgraph,
  type HubTransport,
  type Subgraph,
  type SubgraphDefinition,
} from '../subgraphs/kit/index.js';
import type { Config } from './config.js';
import { type Secrets, secretsOf } from './secrets.js';

export interface HubOptions {
  readonly config: Pick<
    Config,
    'host' | 'port' | 'deadlineMs' | 'trustListRefreshMs' | 'trustListMaximumAgeMs' | 'production'
  >;
  readonly subgraphs: readonly SubgraphDefinition[];
  /** URL of each subgraph's database under its app login */
  readonly databases: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  readonly version: string;
  readonly log: (line: string) => void;
  readonly mount?: (app: Express) => void;
  /** Connections per subgraph */
  readonly poolSize?: number;
}

export interface Hub {
  readonly gateway: Gateway;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  stop(): Promise<void>;
}

export function publicPart(key: JWK): JWK {
  const { d: _, ...rest } = key;
  return rest;
}

/** The whole hub in one process: every subgraph on its own database, the gateway before them. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const subgraphs = new Map<string, Subgraph>();
  const find = (name: string): Subgraph => {
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new Error(`There is no subgraph ${name}.`);
    return subgraph;
  };
  const transport: HubTransport = { call: (name, request) => find(name).execute(request) };

  for (const definition of options.subgraphs) {
    const db = await createDataSource({
      url: options.databases[definition.name] ?? '',
      entities: definition.entities,
      migrations: definition.migrations,
      poolSize: options.poolSize ?? 10,
    }).initialize();
    const secrets = secretsOf(options.secrets, definition.name);
    subgraphs.set(definition.name, await createSubgraph(definition, { db, transport, secrets, fault: options.log }));
  }
  for (const subgraph of subgraphs.values()) subgraph.start();

  const signingKey = (await importJWK(options.secrets.trustList, 'EdDSA')) as Parameters<typeof publishTrustList>[1];
  const gateway = await startGateway({
    ...options.config,
    version: options.version,
    explorable: !options.config.production,
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    dataSource: (name) => new InProcessDataSource(() => find(name)),
    trustList: {
      fetch: () => publishTrustList(find('directory').db, signingKey),
      directoryKey: publicPart(options.secrets.trustList),
      refreshMs: options.config.trustListRefreshMs,
      maximumAgeMs: options.config.trustListMaximumAgeMs,
    },
    subgraphsReady: async () =>
      Object.fromEntries(
        await Promise.all([...subgraphs.values()].map(async (s) => [s.name, await s.ready()] as const)),
      ),
    ...(options.mount ? { mount: options.mount } : {}),
  });

  return {
    gateway,
    subgraphs,
    async stop() {
      await gateway.stop();
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
    },
  };
}
