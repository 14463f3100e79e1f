import type pg from 'pg';
import {
  ExaminerSex,
  ExamKind,
  examNeed,
  FREE_SLOTS,
  freeSlotParameters,
  searchWindows,
} from '../../subgraphs/forensic-appointment/index.js';
import { REGION_CODES } from '../../subgraphs/kit/index.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { table } from '../harness/table.js';
import { explain } from '../plans/explain.js';
import { asSuperuser } from '../plans/load.js';
import { loadExamCountry } from './load.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RUNS = 40;
const LARGE = new Set(['shift', 'appointment', 'appointment_use', 'examiner']);
const COUNTRY = { clinics: 300, examiners: 3_000, days: 90, bookedDays: 3, over: 50_000 };

/** Noon of tomorrow in Almaty: clinics are open, and most of the day is taken. */
export const tomorrowNoon = (): Date =>
  new Date(Math.floor((Date.now() + 5 * HOUR_MS) / DAY_MS) * DAY_MS + DAY_MS + 7 * HOUR_MS);

interface Asked {
  readonly kind: ExamKind;
  readonly days: number;
  readonly wishes?: Parameters<typeof examNeed>[1];
  readonly anywhere?: true;
}

/** What is asked, each in one region after the other. */
const ASKED: Readonly<Record<string, Asked>> = {
  'her region, 7 days': { kind: ExamKind.PHYSICAL_INJURY, days: 7 },
  'her region, 90 days': { kind: ExamKind.PHYSICAL_INJURY, days: 90 },
  'a child, in English, by a woman, 90 days': {
    ...{ kind: ExamKind.SEXUAL_ASSAULT, days: 90 },
    wishes: { paediatric: true, language: 'en', sex: ExaminerSex.FEMALE },
  },
  'nobody speaks it, 90 days': { kind: ExamKind.PHYSICAL_INJURY, days: 90, wishes: { language: 'de' } },
  'the whole country, 7 days': { kind: ExamKind.PHYSICAL_INJURY, days: 7, anywhere: true },
};

/** As the resolver asks for an examination from an instant on, due within six hours of it. */
export function asked({ kind, days, wishes = {}, anywhere }: Asked, region: string, from: Date, first = 20): unknown[] {
  const [to, due] = [new Date(from.getTime() + days * 24 * HOUR_MS), new Date(from.getTime() + 6 * HOUR_MS)];
  const windows = searchWindows({ from, to, losses: [], due, byRegion: !anywhere });
  return freeSlotParameters(examNeed(kind, { ...wishes, region: anywhere ? null : region }), windows, first);
}

/**
 * What a search for times costs the database over 300 clinics, 3,000 examiners and 90 days, two thirds of the next three days taken.
 * Fails when it reads a large table from beginning to end.
 */
export const examSlots: Measurement = async (_, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    const measured = await asSuperuser(databases, 'forensic-appointment', async (client) => {
      await loadExamCountry(client, COUNTRY, REGION_CODES);
      const rows = [];
      for (const [name, search] of Object.entries(ASKED)) rows.push({ name, ...(await medianOf(client, search)) });
      return rows;
    });
    await keepResult('exam-slots', { ...at, parameters: COUNTRY, measured });
    say(
      table(
        ['asked for', 'found', 'median ms', 'slowest ms', 'reads all of'],
        measured.map(({ name, found, median, slowest, sequential }) => [
          ...[name, found, rounded(median), rounded(slowest), sequential.join(', ') || '–'],
        ]),
      ),
    );
    const wrong = measured.flatMap(({ name, sequential }) =>
      sequential.map((large) => `${name}: reads all of ${large}`),
    );
    if (wrong.length > 0) throw new Error(`${wrong.join('; ')}.`);
  } finally {
    await databases.close();
  }
};

/** From call to answer, prepared, region after region; and the plan. */
async function medianOf(client: pg.Client, search: Asked) {
  const times: number[] = [];
  let found = 0;
  const valuesFor = (run: number) => asked(search, REGION_CODES[run % REGION_CODES.length]!, tomorrowNoon());
  for (let run = 0; run < RUNS + 10; run++) {
    const values = valuesFor(run);
    const before = performance.now();
    const { rows } = await client.query({ name: FREE_SLOTS.name, text: FREE_SLOTS.text, values });
    if (run >= 10) times.push(performance.now() - before);
    found = rows.length;
  }
  times.sort((a, b) => a - b);
  const plan = await explain(client, { text: FREE_SLOTS.text, values: valuesFor(0) }, LARGE);
  return { found, median: times[RUNS / 2]!, slowest: times.at(-1)!, ...plan };
}
