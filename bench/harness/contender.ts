import { type Child, startChild } from './child.js';
import type { Exchange } from './exchange.js';

/** A server that does the job that is measured, in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly origin: string;
  readonly exchanges: readonly Exchange[];
  readonly child: Child<{ origin: string }>;
}

/** Starts a contender's module. It answers with its origin, and offers `cpu` ({@link cpuMicroseconds}). */
export async function startContender<Options>(
  name: string,
  module: URL,
  options: Options,
  exchanges: (origin: string) => Promise<readonly Exchange[]>,
): Promise<Contender> {
  const child = await startChild<Options, { origin: string }>(module, options);
  const { origin } = child.ready;
  try {
    return { name, origin, exchanges: await exchanges(origin), child };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

/** Processor time that this process has taken in all its threads, in µs. */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
