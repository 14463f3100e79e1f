import { readFile } from 'node:fs/promises';
import {
  GATEWAY,
  HttpTransport,
  KeyFolder,
  KeySet,
  main,
  operated,
  operatingOf,
  originsIn,
  readSettings,
  type TlsFiles,
  tlsFilesIn,
} from '../subgraphs/kit/index.js';
import { consoleIn } from './console/settings.js';
import { firstPartyOperations } from './operations/first-party.js';
import type { OpenRouter } from './router.js';
import { startGateway } from './server.js';
import { gatewaySettings, rateLimitsIn, SUPERGRAPH_SETTING } from './settings.js';
import { subgraphsIn } from './supergraph.js';

const READY_WITHIN_MS = 1_000;

/** What a router that calls subgraphs by itself needs to be believed by them. */
export interface ProcessIdentity {
  readonly keys: KeyFolder;
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly tls: TlsFiles | undefined;
}

/** The process of the public door, before subgraphs in other processes, from the settings in its environment. */
export const runGateway = (router?: (identity: ProcessIdentity) => OpenRouter): Promise<void> =>
  main(async () => {
    const { SUPERGRAPH_FILE } = readSettings(SUPERGRAPH_SETTING, process.env);
    const supergraphSdl = await readFile(SUPERGRAPH_FILE, 'utf8');
    const names = subgraphsIn(supergraphSdl);
    const settings = readSettings(gatewaySettings(names), process.env);
    const operating = await operatingOf(GATEWAY, settings);
    const keys = await KeyFolder.open(settings.KEYS_DIRECTORY, () => operating.log.error('keys_unreadable'));
    const identity = { keys, origins: originsIn(settings, names), tls: await tlsFilesIn(settings.KEYS_DIRECTORY) };
    const transport = await HttpTransport.open({ self: GATEWAY, ...identity, tracing: operating.tracing });
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    const gateway = await startGateway({
      supergraphSdl,
      version,
      operating,
      transport,
      ...(router ? { router: router(identity) } : {}),
      trustList: {
        directoryKeys: () => keys.trusted.get('directory') ?? new KeySet([]),
        refreshMs: settings.TRUST_LIST_REFRESH_MS,
        maximumAgeMs: settings.TRUST_LIST_MAXIMUM_AGE_MS,
      },
      tokenMaximumAgeMs: settings.TOKEN_MAXIMUM_AGE_MS,
      tokens: {
        keys: () => keys.signing,
        ...(settings.PUBLIC_URL ? { publicUrl: settings.PUBLIC_URL.replace(/\/$/, '') } : {}),
      },
      subjectHost: settings.SUBJECT_HOST,
      permitHost: settings.PERMIT_HOST,
      console: consoleIn(settings),
      operations: {
        firstParty: await firstPartyOperations(settings.OPERATIONS_FOLDER),
        registeredOnly: settings.REGISTERED_OPERATIONS_ONLY ?? settings.NODE_ENV === 'production',
      },
      ...rateLimitsIn(settings),
      deadlineMs: settings.DEADLINE_MS,
      host: settings.HOST,
      port: settings.PORT,
      explorable: settings.NODE_ENV !== 'production',
      subgraphsReady: async () =>
        Object.fromEntries(
          await Promise.all(names.map(async (name) => [name, await transport.ready(name, READY_WITHIN_MS)] as const)),
        ),
    });
    const running = {
      drain: () => gateway.drain(),
      async stop() {
        await gateway.stop();
        keys.close();
        await transport.close();
      },
    };
    return { running: await operated(running, operating, settings, gateway.parts), drainMs: settings.DRAIN_MS };
  });
