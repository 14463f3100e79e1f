import { readFile } from 'node:fs/promises';
import { type Gateway, type GatewayOptions, startGateway } from '../../gateway/index.js';
import { KeySet, publicHalf } from '../../subgraphs/kit/index.js';
import type { TestHub } from '../hub.js';
import { testServer } from '../setup/test-server.js';

/** One more gateway before the subgraphs of a hub, with other options. */
export async function gatewayBefore(hub: TestHub, options: Partial<GatewayOptions>): Promise<Gateway> {
  const { directory } = testServer().secrets.keys;
  const directoryKeys = new KeySet(directory!.signing.keys.map(publicHalf));
  return startGateway({
    supergraphSdl: await readFile('schema/supergraph.graphql', 'utf8'),
    version: 'test',
    operating: hub.operating,
    transport: hub.transport,
    trustList: { directoryKeys: () => directoryKeys, refreshMs: 60_000, maximumAgeMs: 60_000 },
    operations: { firstParty: [], registeredOnly: false },
    deadlineMs: 5_000,
    host: '127.0.0.1',
    port: 0,
    explorable: false,
    subgraphsReady: async () => ({}),
    ...options,
  });
}
