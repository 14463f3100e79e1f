import { z } from 'zod';
import { Health } from '../operating/health.js';
import { LOG_LEVELS } from '../operating/log.js';
import { createOperating, type Operating } from '../operating/operating.js';
import { endOnFault } from '../operating/process-faults.js';
import { startOperationsServer } from '../operating/server.js';
import type { Running } from './lifetime.js';

/** What every process is told about how it speaks of itself. */
export const OPERATIONS_SETTINGS = {
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  OPERATIONS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Without it there is no operations server */
  OPERATIONS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Collector of traces; nothing is traced without it */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .regex(/^https?:\/\//, 'must start with http:// or https://')
    .optional(),
};

type OperationsSettings = z.infer<z.ZodObject<typeof OPERATIONS_SETTINGS>>;

/** The log, metrics and traces of this process, which from now on ends with a line in its log when an error is not caught. */
export async function operatingOf(process: string, settings: OperationsSettings): Promise<Operating> {
  const { LOG_LEVEL: level, OTEL_EXPORTER_OTLP_ENDPOINT: traces } = settings;
  const operating = await createOperating({ process, level, traces });
  endOnFault(operating.log);
  return operating;
}

/** The same process with its operations server, if it is to have one, which goes on answering until the rest has ended. */
export async function operated(
  running: Running,
  operating: Operating,
  settings: OperationsSettings,
  parts: () => Promise<Readonly<Record<string, boolean>>>,
): Promise<Running> {
  const { OPERATIONS_HOST: host, OPERATIONS_PORT: port } = settings;
  let draining = false;
  const health = new Health({ parts, draining: () => draining });
  const server = port === undefined ? null : await startOperationsServer({ operating, health, host, port });
  operating.log.info('started', server ? { port: Number(new URL(server.url).port) } : {});
  return {
    drain() {
      draining = true;
      operating.log.info('stopping');
      running.drain();
    },
    async stop() {
      await running.stop();
      await server?.stop();
      await operating.tracing.stop();
    },
  };
}
