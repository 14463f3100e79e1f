import type { Contender } from '../harness/contender.js';
import { load } from '../harness/load.js';
import { rounded } from '../harness/results.js';
import { table } from '../harness/table.js';
import type { CpuShare } from './profile-shares.js';
import type { Span } from './stopwatch.js';

/** Where a request's time goes: both parts are taken apart from the comparison, since looking costs time too. */
export interface Breakdown {
  /** µs of the main thread per request, by part of the program, at full load */
  readonly processor: readonly { readonly part: string; readonly micros: number; readonly top: readonly string[] }[];
  /** µs from call to answer, one request at a time: the mean, and how often per request */
  readonly waiting: readonly { readonly name: string; readonly micros: number; readonly perRequest: number }[];
}

export async function breakDown(
  { origin, exchanges, child }: Contender,
  connections: number,
  seconds: number,
): Promise<Breakdown> {
  await child.call('startProfile');
  const { requests } = await load({ origin, exchanges, connections, seconds });
  const shares = await child.call<CpuShare[]>('stopProfile');
  await child.call('startStopwatch');
  await load({ origin, exchanges, connections: 1, seconds });
  const spans = await child.call<Span[]>('stopStopwatch');
  const answered = spans.find(({ name }) => name === 'request')!.count;
  return {
    processor: shares.map(({ part, micros, top }) => ({
      part,
      micros: micros / requests,
      top: top.map((f) => `${rounded(f.micros / requests)} ${f.name}`),
    })),
    waiting: spans.map(({ name, count, total }) => ({ name, micros: total / count, perRequest: count / answered })),
  };
}

export function shownBreakdown({ processor, waiting }: Breakdown): string {
  return [
    'Main thread of the hub at full load',
    table(
      ['part', 'µs per request'],
      processor.map(({ part, micros }) => [part, rounded(micros)]),
    ),
    '\nFrom call to answer, one request at a time',
    table(
      ['what', 'µs each', 'per request'],
      waiting.map(({ name, micros, perRequest }) => [name, rounded(micros), rounded(perRequest)]),
    ),
  ].join('\n');
}
