import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servingUrls } from '../../standalone/databases.js';
import { startHub } from '../../standalone/hub.js';
import { seedId } from '../../standalone/seed/index.js';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { createOperating } from '../../subgraphs/kit/index.js';
import { auc } from '../harness/auc.js';
import type { Measurement } from '../harness/measurement.js';
import { NO_RATE_LIMITS } from '../harness/rate-limits.js';
import { circumstances, keepResult } from '../harness/results.js';
import { openScratchDatabases, type ScratchDatabases } from '../harness/scratch-databases.js';
import { table } from '../harness/table.js';
import { doorOf, headersOf } from '../record/door.js';
import { READER } from '../record/query.js';
import { setUpRecords } from '../record/set-up.js';
import { idsByKind } from './kinds.js';

const QUERY = 'query ($id: ID!) { victim(id: $id) { id identity { familyName } } }';
const NULL = '{"data":{"victim":null}}\n';
const WARM_UP = 100;

/**
 * Whether the time of an answer tells why a record is not open. Each round asks for one victim of each kind, in random order, one request at a
 * time: the best conditions that somebody who compares could have.
 */
export const sameAnswer: Measurement = async ({ seconds, runs }, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    const times = await measured(databases, seconds * runs * 1_000);
    const requests = times.get('unknown')!.length;
    const kinds = [...times.keys()].filter((kind) => kind !== 'open');
    const pairs = kinds.flatMap((one, i) =>
      kinds.slice(i + 1).map((other) => ({ one, other, auc: auc(times.get(one)!, times.get(other)!) })),
    );
    const control = auc(times.get('open')!, times.get('unknown')!);
    const worst = Math.max(...pairs.map((pair) => Math.abs(pair.auc - 0.5)));
    // two standard errors of an AUC of samples of this size, when there is nothing to tell
    const chance = 2 * Math.sqrt((2 * requests + 1) / (12 * requests ** 2));
    await keepResult('same-answer', { ...at, parameters: { seconds, runs }, requests, worst, chance, control, pairs });
    say(
      table(
        ['', 'and', 'AUC'],
        pairs.map((pair) => [pair.one, pair.other, pair.auc.toFixed(3)]),
      ),
    );
    say(
      `\n${requests} requests of each kind. Farthest from guessing: ${worst.toFixed(3)}; by chance up to ${chance.toFixed(3)}. Open against unknown: ${control.toFixed(3)}.`,
    );
    if (!(control >= 0.6))
      throw new Error('Even what is open could not be told by its time: the measurement sees nothing.');
  } finally {
    await databases.close();
  }
};

async function measured(databases: ScratchDatabases, milliseconds: number): Promise<Map<string, number[]>> {
  const operating = await createOperating({ process: 'bench', level: 'info', destination: { write() {} } });
  const closureLogDirectory = await mkdtemp(join(tmpdir(), 'dereu-bench-closures-'));
  const hub = await startHub({
    config: {
      ...{
        host: '127.0.0.1',
        port: 0,
        closureLogDirectory,
        deadlineMs: 30_000,
        production: true,
        registeredOnly: false,
      },
      ...{ trustListRefreshMs: 60_000, trustListMaximumAgeMs: 3_600_000, tokenMaximumAgeMs: 86_400_000 },
      rateLimits: NO_RATE_LIMITS,
      settings: { VICTIMS_PER_HOUR_OF_STAFF: 10_000, VICTIMS_PER_HOUR_OF_AGENCY: 10_000 },
    },
    subgraphs: SUBGRAPHS,
    databases: servingUrls(databases.urls),
    secrets: databases.secrets,
    version: 'bench',
    operating,
  });
  try {
    await setUpRecords(doorOf(hub.gateway.url, databases.token), 1);
    const ids = await idsByKind(databases, seedId('agency:crisis-almaty-1'));
    const headers = await headersOf(READER.account, READER.purpose, databases.token);
    const times = new Map([...ids.keys()].map((kind) => [kind, [] as number[]]));
    let end = Number.POSITIVE_INFINITY;
    for (let round = 0; performance.now() < end; round++) {
      if (round === WARM_UP) end = performance.now() + milliseconds;
      for (const kind of shuffled([...ids.keys()])) {
        const id = ids.get(kind)![round % ids.get(kind)!.length]!;
        const from = performance.now();
        const response = await fetch(`${hub.gateway.url}/graphql`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ query: QUERY, variables: { id } }),
        });
        const text = await response.text();
        const took = performance.now() - from;
        if (kind !== 'open' && (response.status !== 200 || text !== NULL)) throw new Error(`${kind}: another answer.`);
        if (kind === 'open' && text === NULL) throw new Error('What is open was not opened.');
        if (round >= WARM_UP) times.get(kind)!.push(took);
      }
    }
    return times;
  } finally {
    await hub.stop();
    await rm(closureLogDirectory, { recursive: true });
  }
}

function shuffled<T>(values: T[]): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
  return values;
}
