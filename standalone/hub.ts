import { readFile } from 'node:fs/promises';
import type { Express } from 'express';
import type { JWK } from 'jose';
import { firstPartyOperations, type Gateway, type GatewayOptions, startGateway } from '../gateway/index.js';
import {
  ConfigError,
  categoryOwners,
  createDataSource,
  createSubgraph,
  type HubTransport,
  KeySet,
  type Operating,
  openVault,
  ownerNames,
  publicHalf,
  type Subgraph,
  type SubgraphDefinition,
} from '../subgraphs/kit/index.js';
import type { Config } from './config.js';
import { type Secrets, secretsOf } from './secrets.js';

export interface HubOptions {
  readonly config: Pick<
    Config,
    | 'host'
    | 'port'
    | 'closureLogDirectory'
    | 'deadlineMs'
    | 'trustListRefreshMs'
    | 'trustListMaximumAgeMs'
    | 'production'
  > &
    Partial<Pick<Config, 'logWitness' | 'settings' | 'jurisdiction'>> &
    Pick<
      GatewayOptions,
      'tokenMaximumAgeMs' | 'rateLimits' | 'trustedProxies' | 'subjectHost' | 'permitHost' | 'console'
    > & {
      /** Whether only registered operations run; as in production when left out */
      readonly registeredOnly?: boolean;
      /** Of the subgraphs, by name; those left out have their defaults */
      readonly settings?: Readonly<Record<string, unknown>>;
    };
  readonly subgraphs: readonly SubgraphDefinition[];
  /** What the gateway plans over; the committed one unless given */
  readonly supergraphSdl?: string;
  /** URL of each subgraph's database under its app login; of a vault, as `NAME/vault`, under that login */
  readonly databases: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  readonly version: string;
  readonly operating: Operating;
  readonly firstParty?: readonly string[];
  readonly mount?: (app: Express) => void;
  /** Connections per subgraph */
  readonly poolSize?: number;
}

export interface Hub {
  readonly gateway: Gateway;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** Reaches the subgraphs as the gateway does */
  readonly transport: HubTransport;
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

  const owners = categoryOwners(options.subgraphs);
  const { closureLogDirectory, logWitness, jurisdiction } = options.config;
  if (logWitness && !ownerNames(owners).includes(logWitness))
    throw new ConfigError('LOG_WITNESS: names no subgraph that owns a category.');
  for (const definition of options.subgraphs) {
    const db = await createDataSource({
      url: options.databases[definition.name] ?? '',
      entities: definition.entities,
      migrations: definition.migrations,
      poolSize: options.poolSize ?? 10,
    }).initialize();
    const secrets = secretsOf(options.secrets, definition.name);
    const vault = await openVault(options.databases[`${definition.name}/vault`]);
    subgraphs.set(
      definition.name,
      await createSubgraph(definition, {
        db,
        vault,
        transport,
        secrets,
        owners,
        closureLogDirectory,
        logWitness,
        settings: options.config.settings,
        jurisdiction,
        operating: options.operating,
      }),
    );
  }
  for (const subgraph of subgraphs.values()) subgraph.start();

  const directoryKeys = new KeySet((options.secrets.keys.directory?.signing.keys ?? []).map(publicHalf));
  const gatewayKeys = new KeySet(options.secrets.keys.gateway?.signing.keys ?? []);
  const gateway = await startGateway({
    ...options.config,
    version: options.version,
    operating: options.operating,
    explorable: !options.config.production,
    supergraphSdl: options.supergraphSdl ?? (await readFile('schema/supergraph.graphql', 'utf8')),
    transport,
    trustList: {
      directoryKeys: () => directoryKeys,
      refreshMs: options.config.trustListRefreshMs,
      maximumAgeMs: options.config.trustListMaximumAgeMs,
    },
    operations: {
      firstParty: options.firstParty ?? (await firstPartyOperations()),
      registeredOnly: options.config.registeredOnly ?? options.config.production,
    },
    tokens: { keys: () => gatewayKeys },
    subgraphsReady: async () =>
      Object.fromEntries(
        await Promise.all([...subgraphs.values()].map(async (s) => [s.name, await s.ready()] as const)),
      ),
    ...(options.mount ? { mount: options.mount } : {}),
  });

  return {
    gateway,
    subgraphs,
    transport,
    async stop() {
      await gateway.stop();
      await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.stop()));
    },
  };
}
