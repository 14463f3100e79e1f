import { createLog, type Log, type LogOptions } from './log.js';
import { Metrics } from './metrics.js';
import { startTracing, type Tracing } from './tracing.js';

/** What a process tells whoever operates it. None of it is about a person. One for each process; all its parts share it. */
export interface Operating {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

export interface OperatingOptions extends LogOptions {
  readonly version?: string;
  /** The collector of spans; without it nothing is traced */
  readonly traces?: string | undefined;
}

export async function createOperating({ version = '', traces, ...options }: OperatingOptions): Promise<Operating> {
  const log = createLog(options);
  const tracing = await startTracing({ process: options.process, version, endpoint: traces, log });
  return { log, metrics: new Metrics(), tracing };
}
