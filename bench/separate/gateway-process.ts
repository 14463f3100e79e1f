import { startGateway } from '../../gateway/index.js';
import { createOperating, GATEWAY, HttpTransport, KeySet } from '../../subgraphs/kit/index.js';
import { serveParent } from '../harness/child.js';
import { cpuMicroseconds } from '../harness/contender.js';
import { NO_RATE_LIMITS } from '../harness/rate-limits.js';
import { startProfile, stopProfile } from '../record/profile.js';
import { type DoorOptions, gatewayIdentity } from './identity.js';

/** Our gateway as `gateway/main.ts` runs it, with a look into its processor time. */
serveParent(async (options: DoorOptions) => {
  const { supergraphSdl, keys, tls } = await gatewayIdentity(options);
  const transport = await HttpTransport.open({ self: GATEWAY, keys, tls, origins: options.origins });
  // as in production: a line for every request, here to nobody's disk
  const operating = await createOperating({ process: 'bench', level: 'info', destination: { write() {} } });
  const gateway = await startGateway({
    supergraphSdl,
    version: 'bench',
    operating,
    transport,
    // every document is run, but each is looked at as in production
    operations: { firstParty: [], registeredOnly: false },
    tokenMaximumAgeMs: 86_400_000,
    rateLimits: NO_RATE_LIMITS,
    trustList: {
      directoryKeys: () => keys.trusted.get('directory') ?? new KeySet([]),
      refreshMs: 60_000,
      maximumAgeMs: 3_600_000,
    },
    deadlineMs: options.deadlineMs,
    host: '127.0.0.1',
    port: 0,
    explorable: false,
    subgraphsReady: async () => ({}),
  });
  return {
    ready: { origin: gateway.url },
    methods: { cpu: cpuMicroseconds, startProfile, stopProfile },
    stop: () => gateway.stop(),
  };
});
