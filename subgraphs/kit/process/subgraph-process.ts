import { z } from 'zod';
import { calledBy } from '../called-by.js';
import type { CategoryOwners } from '../category-owners.js';
import { createDataSource, openVault } from '../database.js';
import { startSubgraphServer } from '../http/server.js';
import { tlsFilesIn } from '../http/tls.js';
import { HttpTransport } from '../http/transport.js';
import type { Operating } from '../operating/operating.js';
import type { JurisdictionCode } from '../retention/periods.js';
import { createSubgraph, type Subgraph, type SubgraphDefinition } from '../subgraph.js';
import { KeyFolder } from '../trust/key-folder.js';
import { main, type Running } from './lifetime.js';
import { operated, operatingOf } from './operations.js';
import {
  assertPrivate,
  PROCESS_SETTINGS,
  port,
  postgresUrl,
  readCategoryOwners,
  readSettings,
  settingOf,
  urlSettings,
} from './settings.js';

export const subgraphSettings = (definition: SubgraphDefinition, owners: CategoryOwners) =>
  z.object({
    ...PROCESS_SETTINGS,
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port,
    DATABASE_URL: postgresUrl,
    // what is closed is kept there as well, outside the database
    CLOSURE_LOG_DIRECTORY: definition.closures ? z.string().min(1) : z.string().optional(),
    ...(definition.vault ? { VAULT_DATABASE_URL: postgresUrl } : {}),
    POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
    ...urlSettings(calledBy(definition, owners)),
    ...definition.settings,
  });

export interface OpenSubgraph {
  readonly subgraph: Subgraph;
  readonly keys: KeyFolder;
  close(): Promise<void>;
}

export interface OpenSubgraphOptions {
  readonly databaseUrl: string;
  /** Of its vault; none in a worker, which asks nothing of it */
  readonly vaultUrl?: string | undefined;
  readonly poolSize: number;
  readonly keysDirectory: string;
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly owners: CategoryOwners;
  readonly operating: Operating;
  readonly closureLogDirectory?: string | undefined;
  readonly logWitness?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly jurisdiction?: JurisdictionCode | undefined;
}

/** A subgraph on its database, with its keys and its way to the others: what serves requests and what works in the background both start so. */
export async function openSubgraph(
  definition: SubgraphDefinition,
  options: OpenSubgraphOptions,
): Promise<OpenSubgraph> {
  const { operating } = options;
  const keys = await KeyFolder.open(options.keysDirectory, () =>
    operating.log.error('keys_unreadable', { subgraph: definition.name }),
  );
  const tls = await tlsFilesIn(options.keysDirectory);
  const transport = await HttpTransport.open({
    self: definition.name,
    keys,
    origins: options.origins,
    tls,
    tracing: operating.tracing,
  });
  const db = await createDataSource({
    url: options.databaseUrl,
    entities: definition.entities,
    migrations: definition.migrations,
    poolSize: options.poolSize,
  }).initialize();
  const vault = await openVault(options.vaultUrl);
  const subgraph = await createSubgraph(definition, {
    db,
    vault,
    transport,
    secrets: keys.secrets,
    owners: options.owners,
    closureLogDirectory: options.closureLogDirectory,
    logWitness: options.logWitness,
    settings: options.settings,
    jurisdiction: options.jurisdiction,
    operating,
  });
  return {
    subgraph,
    keys,
    async close() {
      keys.close();
      await subgraph.stop();
      await transport.close();
    },
  };
}

/** `node dist/subgraphs/<name>/main.js`: one subgraph behind its own port. Its background work is the worker's. */
export function runSubgraph(definition: SubgraphDefinition): Promise<void> {
  return main(async () => {
    const owners = await readCategoryOwners(process.env);
    const settings = readSettings(subgraphSettings(definition, owners), process.env);
    const tls = await tlsFilesIn(settings.KEYS_DIRECTORY);
    assertPrivate(settings.HOST, tls !== undefined);
    const operating = await operatingOf(definition.name, settings);
    const open = await openSubgraph(definition, {
      databaseUrl: settings.DATABASE_URL,
      vaultUrl: settings.VAULT_DATABASE_URL as string | undefined,
      poolSize: settings.POOL_SIZE,
      keysDirectory: settings.KEYS_DIRECTORY,
      origins: originsIn(settings, calledBy(definition, owners)),
      closureLogDirectory: settings.CLOSURE_LOG_DIRECTORY,
      settings,
      owners,
      operating,
    });
    const server = await startSubgraphServer({
      subgraph: open.subgraph,
      keys: open.keys,
      host: settings.HOST,
      port: settings.PORT,
      tls,
      operating,
    });
    const running: Running = {
      drain: () => server.drain(),
      async stop() {
        await server.close();
        await open.close();
      },
    };
    const parts = async () => ({ [definition.name]: await open.subgraph.ready() });
    return { running: await operated(running, operating, settings, parts), drainMs: settings.DRAIN_MS };
  });
}

export function originsIn(settings: object, subgraphs: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    subgraphs.map((name) => [name, (settings as Record<string, string[]>)[settingOf(name, 'URL')]!]),
  );
}
