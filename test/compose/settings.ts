import type { z } from 'zod';
import { gatewaySettings } from '../../gateway/index.js';
import { ConfigSchema } from '../../standalone/config.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { calledBy, categoryOwners, GATEWAY, subgraphSettings, workerSettings } from '../../subgraphs/kit/index.js';

/** What the code says of one process of docker-compose.yml. */
export interface ExpectedProcess {
  readonly entry: string;
  readonly schema: z.ZodObject;
  /** Subgraphs that it calls */
  readonly calls: readonly string[];
  /** Subgraphs whose database it works on */
  readonly databases: readonly string[];
  /** Key folders that it speaks with, by where it looks for them below KEYS_DIRECTORY */
  readonly keys: Readonly<Record<string, string>>;
  /** Whether what was closed is kept outside its database */
  readonly closureLog: boolean;
}

const owners = categoryOwners(SUBGRAPHS);
export const NAMES = SUBGRAPHS.map(({ name }) => name);

export const EXPECTED: Readonly<Record<string, ExpectedProcess>> = {
  migrate: {
    entry: 'dist/scripts/migrate.js',
    schema: ConfigSchema,
    calls: [],
    databases: [],
    keys: {},
    closureLog: false,
  },
  ...Object.fromEntries(
    SUBGRAPHS.map((definition) => [
      definition.name,
      {
        entry: `dist/subgraphs/${definition.name}/main.js`,
        schema: subgraphSettings(definition, owners),
        calls: calledBy(definition, owners),
        databases: [definition.name],
        keys: { '': definition.name },
        closureLog: definition.closures !== undefined,
      },
    ]),
  ),
  worker: {
    entry: 'dist/worker/main.js',
    schema: workerSettings(SUBGRAPHS, owners),
    calls: [...new Set(SUBGRAPHS.flatMap((definition) => calledBy(definition, owners)))],
    databases: NAMES,
    keys: Object.fromEntries(NAMES.map((name) => [`/${name}`, name])),
    closureLog: true,
  },
  gateway: {
    entry: 'dist/gateway/main.js',
    schema: gatewaySettings(NAMES),
    calls: NAMES,
    databases: [],
    keys: { '': GATEWAY },
    closureLog: false,
  },
};
