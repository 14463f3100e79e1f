import { z } from 'zod';
import { calledBy } from '../called-by.js';
import { type CategoryOwners, ownerNames } from '../category-owners.js';
import { JURISDICTION_CODES, type JurisdictionCode } from '../retention/periods.js';
import type { SubgraphDefinition } from '../subgraph.js';
import { main } from './lifetime.js';
import { operated, operatingOf } from './operations.js';
import {
  ConfigError,
  PROCESS_SETTINGS,
  postgresUrl,
  readCategoryOwners,
  readSettings,
  settingOf,
  urlSettings,
} from './settings.js';
import { type OpenSubgraph, openSubgraph, originsIn } from './subgraph-process.js';

/** Which subgraphs' background work is done here: of those whose database it is given. */
export function workerSettings(definitions: readonly SubgraphDefinition[], owners: CategoryOwners) {
  const databases = definitions.map(({ name }) => [settingOf(name, 'DATABASE_URL'), postgresUrl.optional()]);
  const called = [...new Set(definitions.flatMap((definition) => calledBy(definition, owners)))];
  const urls = Object.entries(urlSettings(called)).map(([name, origins]) => [name, origins.optional()]);
  const CLOSURE_LOG_DIRECTORY = z.string().min(1).optional();
  return z.object({
    ...PROCESS_SETTINGS,
    CLOSURE_LOG_DIRECTORY,
    LOG_WITNESS: z.enum(ownerNames(owners)).optional(),
    RETENTION_JURISDICTION: z.enum(JURISDICTION_CODES).optional(),
    ...Object.fromEntries(databases),
    ...Object.fromEntries(urls),
    ...Object.assign({}, ...definitions.map((definition) => definition.settings)),
  });
}

/**
 * `node dist/worker/main.js`: messages, looks to forward and housekeeping of each subgraph whose database it is given. Every organisation
 * runs one for its own; it acts with the keys of the subgraph (KEYS_DIRECTORY/<name>). Two at once do no harm.
 */
export function runWorker(definitions: readonly SubgraphDefinition[]): Promise<void> {
  return main(async () => {
    const owners = await readCategoryOwners(process.env);
    const settings = readSettings(workerSettings(definitions, owners), process.env) as z.infer<
      z.ZodObject<typeof PROCESS_SETTINGS>
    > &
      Record<string, unknown>;
    const mine = definitions.filter(({ name }) => settings[settingOf(name, 'DATABASE_URL')]);
    if (mine.length === 0)
      throw new ConfigError(
        'The worker has nothing to do: set the DATABASE_URL of a subgraph, e.g. CONSENT_DATABASE_URL.',
      );
    const operating = await operatingOf('worker', settings);
    const open: OpenSubgraph[] = [];
    for (const definition of mine) {
      const missing = calledBy(definition, owners).find((name) => !settings[settingOf(name, 'URL')]);
      if (missing) throw new ConfigError(`${settingOf(missing, 'URL')}: ${definition.name} calls ${missing}.`);
      const one = await openSubgraph(definition, {
        databaseUrl: settings[settingOf(definition.name, 'DATABASE_URL')] as string,
        owners,
        operating,
        closureLogDirectory: settings.CLOSURE_LOG_DIRECTORY as string | undefined,
        logWitness: settings.LOG_WITNESS as string | undefined,
        settings,
        jurisdiction: settings.RETENTION_JURISDICTION as JurisdictionCode | undefined,
        poolSize: 3,
        keysDirectory: `${settings.KEYS_DIRECTORY}/${definition.name}`,
        origins: originsIn(settings, calledBy(definition, owners)),
      });
      one.subgraph.start();
      open.push(one);
    }
    const running = {
      drain: () => {},
      stop: async () => void (await Promise.all(open.map((one) => one.close()))),
    };
    const parts = async () =>
      Object.fromEntries(await Promise.all(open.map(async ({ subgraph }) => [subgraph.name, await subgraph.ready()])));
    // nobody calls the worker
    return { running: await operated(running, operating, settings, parts), drainMs: 0 };
  });
}
