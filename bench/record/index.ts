import { compare, figuresOf } from '../harness/compare.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { ratioOf } from '../harness/statistics.js';
import { shownSpread, table } from '../harness/table.js';
import { type Breakdown, breakDown, shownBreakdown } from './breakdown.js';
import { startContenders } from './contenders.js';

/** Victims that are asked for in turn */
const RECORDS = 24;
const AIM = 0.35;

/** The consented record in one federated query through the hub, divided by the floor. */
export const record: Measurement = async ({ seconds, runs, connections, breakdown }, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    say(`${RECORDS} records are set up through the public door …`);
    const { hub, floor } = await startContenders(databases, RECORDS);
    try {
      const parameters = { connections, seconds, runs, warmUpSeconds: Math.min(seconds, 4) };
      const measured = await compare([floor, hub], parameters, say);
      const ran = (name: string) => measured.get(name)!;
      const ratio = ratioOf(
        ran('hub').map((run) => run.requestsPerSecond),
        ran('floor').map((run) => run.requestsPerSecond),
      );
      const contenders = { floor: figuresOf(ran('floor')), hub: figuresOf(ran('hub')) };
      const parts: Breakdown | undefined = breakdown ? await breakDown(hub, connections, seconds) : undefined;
      await keepResult(breakdown ? 'record-breakdown' : 'record', {
        ...at,
        parameters: { ...parameters, records: RECORDS },
        aim: AIM,
        ratio,
        contenders,
        ...(parts && { breakdown: parts }),
      });
      say(
        `\n${table(
          ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs per request'],
          Object.entries(contenders).map(([name, f]) => [
            name,
            ...[f.requestsPerSecond, f.p50, f.p99, f.cpuPerRequest].map(shownSpread),
          ]),
        )}\nhub ÷ floor: ${shownSpread(ratio)}; aim: at least ${AIM}. Load average before: ${rounded(at.loadBefore)}.`,
      );
      if (parts) say(`\n${shownBreakdown(parts)}`);
    } finally {
      await Promise.all([hub.child.stop(), floor.child.stop()]);
    }
  } finally {
    await databases.close();
  }
};
