import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '../../standalone/hub.js';
import type { Secrets } from '../../standalone/secrets.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { createOperating } from '../../subgraphs/kit/index.js';
import { serveParent } from '../harness/child.js';
import { cpuMicroseconds } from '../harness/contender.js';
import { NO_RATE_LIMITS } from '../harness/rate-limits.js';
import { startProfile, stopProfile } from './profile.js';
import { Stopwatch } from './stopwatch.js';

export interface HubProcessOptions {
  /** URL of each subgraph's database under its app login */
  readonly databases: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  readonly poolSize: number;
}

/** The whole hub in this process, as in production: neither explorable nor with a demo identity provider. */
serveParent(async ({ databases, secrets, poolSize }: HubProcessOptions) => {
  const stopwatch = new Stopwatch();
  // as in production: a line for every request, here to nobody's disk
  const operating = await createOperating({ process: 'bench', level: 'info', destination: { write() {} } });
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-bench-closures-'));
  const hub = await startHub({
    config: {
      host: '127.0.0.1',
      closureLogDirectory,
      port: 0,
      deadlineMs: 10_000,
      trustListRefreshMs: 60_000,
      trustListMaximumAgeMs: 3_600_000,
      production: true,
      tokenMaximumAgeMs: 86_400_000,
      rateLimits: NO_RATE_LIMITS,
    },
    subgraphs: SUBGRAPHS,
    databases,
    secrets,
    poolSize,
    version: 'bench',
    operating,
    mount: (app) => app.use(stopwatch.requests),
  });
  return {
    ready: { origin: hub.gateway.url },
    methods: {
      cpu: cpuMicroseconds,
      startStopwatch: () => stopwatch.start(hub),
      stopStopwatch: () => stopwatch.stop(),
      startProfile,
      stopProfile,
    },
    async stop() {
      await hub.stop();
      await rm(closureLogDirectory, { recursive: true });
    },
  };
});
