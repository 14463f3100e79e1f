import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, figuresOf } from '../harness/compare.js';
import type { Contender } from '../harness/contender.js';
import { load } from '../harness/load.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { ratioOf } from '../harness/statistics.js';
import { shownSpread, table } from '../harness/table.js';
import type { CpuShare } from '../record/profile-shares.js';
import { startSeparate } from './contenders.js';
import { besideHung } from './hung.js';

/** Victims that are asked for in turn */
const RECORDS = 24;
/** Of plain Apollo */
const AIM = 2;

/** The consented record through our gateway and through plain Apollo, before the same subgraph processes; and who feels it when one of them hangs. */
export const separate: Measurement = async ({ seconds, runs, connections, breakdown }, say) => {
  const databases = await openScratchDatabases();
  const folder = await mkdtemp(join(tmpdir(), 'dereu-bench-'));
  try {
    const at = circumstances(databases.version);
    say(`Five subgraph processes start; ${RECORDS} records are set up through the public door …`);
    // a deadline is not what is measured, so none is met in the comparison, on however slow a machine
    const doors = await startSeparate(databases, folder, 30_000, RECORDS);
    try {
      const { gateway, plain } = doors;
      const parameters = { connections, seconds, runs, warmUpSeconds: Math.min(seconds, 4) };
      const measured = await compare([plain, gateway], parameters, say);
      const ran = (contender: Contender) => measured.get(contender.name)!;
      const of = (figure: 'requestsPerSecond' | 'cpuPerRequest') => (contender: Contender) =>
        ran(contender).map((run) => run[figure]);
      const ratio = ratioOf(of('requestsPerSecond')(gateway), of('requestsPerSecond')(plain));
      const cpuRatio = ratioOf(of('cpuPerRequest')(plain), of('cpuPerRequest')(gateway));
      const contenders = { 'plain Apollo': figuresOf(ran(plain)), gateway: figuresOf(ran(gateway)) };
      const processor = breakdown
        ? {
            gateway: await processorOf(gateway, connections, seconds),
            'plain Apollo': await processorOf(plain, connections, seconds),
          }
        : undefined;
      say(
        `\n${table(
          ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs of the door per request'],
          Object.entries(contenders).map(([name, f]) => [
            name,
            ...[f.requestsPerSecond, f.p50, f.p99, f.cpuPerRequest].map(shownSpread),
          ]),
        )}\nrequests/s, gateway ÷ plain Apollo: ${shownSpread(ratio)}; aim: at least ${AIM}. CPU of the door, plain ÷ gateway: ${shownSpread(
          cpuRatio,
        )}. Load average before: ${rounded(at.loadBefore)}.`,
      );
      for (const [name, parts] of Object.entries(processor ?? {})) {
        say(`\nMain thread, ${name}`);
        say(
          table(
            ['part', 'µs per request'],
            parts.map(({ part, micros }) => [part, rounded(micros)]),
          ),
        );
      }
      const hang = await besideHung(
        doors,
        { adminUrl: databases.adminUrl, directory: new URL(databases.urls.get('directory')!.app).pathname.slice(1) },
        { connections: 4, seconds },
      );
      say(
        `\n\`regions\` while records are read, all healthy and with one subgraph stopped\n${table(
          ['', 'requests/s', 'p50 ms', 'p99 ms', 'statements each', 'records/s beside it'],
          Object.entries(hang).map(([name, f]) => [
            name,
            ...[f.requestsPerSecond, f.p50, f.p99, f.statementsPerOperation, f.recordsPerSecond].map(rounded),
          ]),
        )}`,
      );
      await keepResult('separate', {
        ...at,
        parameters: { ...parameters, records: RECORDS },
        aim: AIM,
        ratio,
        cpuRatio,
        contenders,
        hang,
        ...(processor && { processor }),
      });
    } finally {
      await doors.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await databases.close();
  }
};

/** µs of the door's main thread per request, by part of the program */
async function processorOf({ origin, exchanges, child }: Contender, connections: number, seconds: number) {
  await child.call('startProfile');
  const { requests } = await load({ origin, exchanges, connections, seconds });
  const shares = await child.call<CpuShare[]>('stopProfile');
  return shares.map(({ part, micros, top }) => ({
    part,
    micros: micros / requests,
    top: top.map((f) => `${rounded(f.micros / requests)} ${f.name}`),
  }));
}
