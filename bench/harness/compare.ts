import type { Contender } from './contender.js';
import { verifyAnswers } from './exchange.js';
import { interleaved } from './interleave.js';
import { load } from './load.js';
import { type Spread, spreadOf } from './statistics.js';

export interface ComparisonOptions {
  readonly connections: number;
  /** Length of one run */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Of each contender */
  readonly runs: number;
}

export interface ContenderFigures {
  readonly requestsPerSecond: Spread;
  /** ms */
  readonly p50: Spread;
  readonly p99: Spread;
  /** Processor time of the contender's own process per request, in µs: the figure that other work on the machine disturbs least */
  readonly cpuPerRequest: Spread;
}

type Run = Readonly<Record<keyof ContenderFigures, number>>;

/** Every contender gives the right answers first, is warmed up, and then takes its turns. Returns the runs of each, in order. */
export async function compare(
  contenders: readonly Contender[],
  options: ComparisonOptions,
  say: (line: string) => void,
): Promise<Map<string, Run[]>> {
  for (const { name, origin, exchanges } of contenders) await verifyAnswers(name, origin, exchanges);
  for (const contender of contenders) await run(contender, { ...options, seconds: options.warmUpSeconds });
  const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of interleaved(contenders, options.runs)) {
    const figures = await run(contender, options);
    runs.get(contender.name)!.push(figures);
    say(`${contender.name}: ${Math.round(figures.requestsPerSecond)} requests/s`);
  }
  return runs;
}

async function run({ origin, exchanges, child }: Contender, options: ComparisonOptions): Promise<Run> {
  const before = await child.call<number>('cpu');
  const { requests, ...figures } = await load({ ...options, origin, exchanges });
  return { ...figures, cpuPerRequest: ((await child.call<number>('cpu')) - before) / requests };
}

export function figuresOf(runs: readonly Run[]): ContenderFigures {
  const of = (figure: keyof Run) => spreadOf(runs.map((run) => run[figure]));
  return {
    requestsPerSecond: of('requestsPerSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpuPerRequest: of('cpuPerRequest'),
  };
}
