import { parseArgs } from 'node:util';
import { bedSearch } from './bed-search/index.js';
import { events } from './events/index.js';
import { examSlots } from './exam-slots/index.js';
import type { Measurement, MeasurementOptions } from './harness/measurement.js';
import { looks } from './looks/index.js';
import { plans } from './plans/index.js';
import { record } from './record/index.js';
import { sameAnswer } from './same-answer/index.js';
import { separate } from './separate/index.js';
import { waitingList } from './waiting-list/index.js';
import { web } from './web/index.js';

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  'bed-search': bedSearch,
  events,
  'exam-slots': examSlots,
  looks,
  plans,
  record,
  'same-answer': sameAnswer,
  separate,
  'waiting-list': waitingList,
  web,
};

const USAGE = `npm run bench -- NAME [options]
  NAME              ${Object.keys(MEASUREMENTS).join(', ')}
  --seconds N       length of one run (8)
  --runs N          runs of each contender, at least 3 (5)
  --connections N   requests under way at once (16)
  --breakdown       record, separate: where the time goes, in µs
  --rows N          events, plans: rows of each large table; bed-search: stays that are over (1000000)`;

function optionsOf(values: Readonly<Record<string, string | boolean | undefined>>): MeasurementOptions {
  const whole = (name: string, standard: number, least: number): number => {
    const value = values[name] === undefined ? standard : Number(values[name]);
    if (!Number.isInteger(value) || value < least)
      throw new Error(`--${name} must be a whole number from ${least} on.`);
    return value;
  };
  return {
    seconds: whole('seconds', 8, 1),
    runs: whole('runs', 5, 3),
    connections: whole('connections', 16, 1),
    rows: whole('rows', 1_000_000, 1_000),
    breakdown: values.breakdown === true,
  };
}

/** `npm run bench -- NAME`: one measurement. Exit code 1 when it did not hold or could not be made. */
const text = { type: 'string' } as const;
try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seconds: text, runs: text, connections: text, rows: text, breakdown: { type: 'boolean' } },
  });
  const measurement = MEASUREMENTS[positionals[0] ?? ''];
  if (!measurement || positionals.length !== 1) throw new Error(USAGE);
  await measurement(optionsOf(values), (line) => console.log(line));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
