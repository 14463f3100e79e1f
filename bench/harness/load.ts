import { startChild } from './child.js';
import type { Exchange } from './exchange.js';

export interface LoadOptions {
  readonly origin: string;
  readonly exchanges: readonly Exchange[];
  /** Requests under way at any moment: each connection sends the next one when it has its answer */
  readonly connections: number;
  readonly seconds: number;
  /** Requests begun per second over all connections; as many as are answered unless given */
  readonly rate?: number;
}

export interface LoadFigures {
  readonly requestsPerSecond: number;
  /** How long an answer took, in ms */
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

/** Loads one contender from a process of its own. @throws when any answer is not the expected one, or a connection fails */
export async function load(options: LoadOptions): Promise<LoadFigures> {
  const child = await startChild<LoadOptions, LoadFigures>(new URL('./load-process.js', import.meta.url), options);
  await child.stop();
  return child.ready;
}
