import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { forensicAppointment } from '../index.js';
import { book } from '../test/book-scarce.js';
import { step } from '../test/desk.js';
import { matchedByExhaustion } from '../test/matching.js';
import { type ScarceCase, SEED, scarceCase, seeded } from '../test/scarcity.js';

/** Promise: what the rule of `rearrange.test.ts` decides is what is booked: the same kind of cases through the list, with PostgreSQL, request by request. */

const AGENCY = seedId('agency:clinic-almaty');
const HOUR = 3_600_000;
const CASES = 8;

let hub: TestHub;
let db: DataSource;
let advocate: Client;
beforeAll(async () => {
  const { background: _, ...quiet } = forensicAppointment;
  const { SUBGRAPHS } = await import('../../../standalone/subgraphs.js');
  hub = await openTestHub({ subgraphs: SUBGRAPHS.map((each) => (each === forensicAppointment ? quiet : each)) });
  db = hub.db('forensic-appointment');
  advocate = hub.as('advocate-almaty', 'SUPPORT');
});
afterAll(() => hub.close());

/** A clinic with the examiners and the hours of a case, and hours a week later that are in nobody's window. Every examination takes an hour. */
async function clinicOf(
  { examiners, slots }: ScarceCase,
  later: number,
): Promise<{ clinic: string; examiners: string[] }> {
  const minutes = Object.fromEntries(['PHYSICAL_INJURY', 'SEXUAL_ASSAULT', 'PSYCHIATRIC'].map((kind) => [kind, 60]));
  const [{ id: clinic }] = await db.query(
    `INSERT INTO clinic (agency, name_kk, name_ru, name_en, region_code, zone, horizon_days, slot_minutes, exam_minutes)
     VALUES ($1, 'К', 'К', 'C', 'KZ-62', 'Asia/Almaty', 60, 60, $2) RETURNING id`,
    [AGENCY, minutes],
  );
  const [{ id: rule }] = await db.query(
    `INSERT INTO schedule_rule (clinic_id, kind, starts_at, minutes) VALUES ($1, 'OPEN', '2024-01-01T00:00', 60) RETURNING id`,
    [clinic],
  );
  await db.query(
    `INSERT INTO exam_place (clinic_id, kind, label, fit_for) SELECT $1, 'ROOM', n, '{PHYSICAL_INJURY,SEXUAL_ASSAULT,PSYCHIATRIC}' FROM generate_series(1, 8) AS n`,
    [clinic],
  );
  await db.query(
    `INSERT INTO exam_equipment (clinic_id, kind, label) SELECT $1, kind, kind || n
     FROM unnest('{COLPOSCOPE,CAMERA,ALTERNATE_LIGHT_SOURCE,SWAB_DRYING_CABINET}'::text[]) AS kind, generate_series(1, 8) AS n`,
    [clinic],
  );
  const ids: string[] = [];
  for (const { sex, skills, languages } of examiners) {
    const [{ id }] = await db.query(
      'INSERT INTO examiner (clinic_id, sex, skills, languages) VALUES ($1, $2, $3, $4) RETURNING id',
      [clinic, sex, skills, languages],
    );
    ids.push(id);
  }
  const shift = (examiner: number, startsAt: Date) =>
    db.query(
      `INSERT INTO shift (clinic_id, examiner_id, rule_id, kind, during, reach_minutes) VALUES ($1, $2, $3, 'WORKING', tstzrange($4, $4::timestamptz + interval '1 hour'), 0)`,
      [clinic, ids[examiner], rule, startsAt],
    );
  for (const { examiner, startsAt } of slots) await shift(examiner, startsAt);
  for (let n = 0; n < later; n++)
    for (const examiner of ids.keys())
      await shift(examiner, new Date(slots[0]!.startsAt.getTime() + 110 * HOUR + n * HOUR));
  return { clinic, examiners: ids };
}

/** What the last contact must have been for the clock to say so. */
const CLOCK: Readonly<Record<string, object>> = {
  STAT: { dangerSigns: ['HEAVY_BLEEDING'] },
  ASAP: {},
  URGENT: { lastContactAt: -60 },
  ROUTINE: { lastContactAt: -24 * 400 },
};

/** Puts the requests on the list, one after the other; `confirm` of them, by their place, are confirmed at once. Returns their entries. */
async function bookAll(
  scarce: ScarceCase,
  clinic: string,
  confirm: (i: number) => boolean,
): Promise<{ id: string; priority: ExamPriority }[]> {
  const entries: { id: string; priority: ExamPriority }[] = [];
  for (const [i, { kind, sex, language, latest, priority }] of scarce.requests.entries()) {
    const { lastContactAt, ...signs } = CLOCK[priority] as { lastContactAt?: number };
    const input = {
      ...{ idempotencyKey: randomUUID(), clinic, kind, examinerSex: sex, language, latest: latest.toISOString() },
      ...{ ...signs, mayBeMoved: confirm(i) },
      ...(lastContactAt ? { lastContactAt: new Date(Date.now() + lastContactAt * HOUR).toISOString() } : {}),
    };
    const answer = await advocate.query(
      'mutation ($input: ExamWaitJoinInput!) { examWaitJoin(input: $input) { examWait { id offer medicalNeed priority } userErrors { code field } } }',
      { input },
    );
    expect(answer.errors).toBeUndefined();
    const { examWait, userErrors } = answer.data.examWaitJoin;
    expect(userErrors).toEqual([]);
    expect(examWait.medicalNeed).toBe(scarce.requests[i]!.medicalNeed);
    entries.push(examWait);
    if (examWait.offer && confirm(i))
      expect((await step(advocate, 'examConfirm', examWait.offer)).userErrors).toEqual([]);
  }
  return entries;
}

/** Which of the case's times each entry has in the end, by the database; -1: another one, or none. */
async function placesOf(
  scarce: ScarceCase,
  entries: readonly string[],
  examiners: readonly string[],
): Promise<number[]> {
  const rows: { wait: string; examiner: string; at: Date; state: string }[] = await db.query(
    `SELECT wait_id AS wait, examiner_id AS examiner, starts_at AS at, state FROM appointment WHERE wait_id = ANY ($1) AND state IN ('HELD', 'CONFIRMED')`,
    [entries],
  );
  expect(new Set(rows.map(({ wait }) => wait)).size).toBe(rows.length);
  return entries.map((entry) => {
    const row = rows.find(({ wait }) => wait === entry);
    return scarce.slots.findIndex(
      ({ examiner, startsAt }) =>
        row && examiners[examiner] === row.examiner && startsAt.getTime() === row.at.getTime(),
    );
  });
}

/** The next full hour from six hours on: nobody who has confirmed is moved later than four hours before. */
const start = () => new Date(Math.ceil((Date.now() + 6 * HOUR) / HOUR) * HOUR);

describe.each([
  ['LATER', () => false],
  ['AT_ONCE_AND_AGREES', () => true],
  ['EITHER', (i: number) => i % 2 === 0],
] as const)('confirmed %s', (confirming, confirm) => {
  test(`${CASES} cases are booked as the rule says, and medical need before all`, async () => {
    const random = seeded(SEED);
    let [all, optimum] = [0, 0];
    for (let n = 0; n < CASES; n++) {
      const drawn = scarceCase(random, start());
      const { clinic, examiners } = await clinicOf(drawn, 3);
      const entries = await bookAll(drawn, clinic, confirm);
      // how urgent each is says the clock
      const requests = drawn.requests.map((request, i) => ({ ...request, priority: entries[i]!.priority }));
      const scarce = { ...drawn, requests };
      const places = await placesOf(
        scarce,
        entries.map(({ id }) => id),
        examiners,
      );
      const served = places.flatMap((slot, i) => (slot >= 0 && scarce.fits[i]![slot] ? [i] : []));
      const byRule = book(scarce, confirming).served;
      expect({ n, served }).toEqual({ n, served: [...byRule.keys()].sort() });
      const inNeed = scarce.requests.flatMap(({ medicalNeed }, i) => (medicalNeed ? [i] : []));
      const most = matchedByExhaustion(inNeed.map((i) => scarce.fits[i]!));
      expect({ n, inNeed: inNeed.filter((i) => served.includes(i)).length }).toEqual({ n, inNeed: most });
      all += served.length;
      optimum += matchedByExhaustion(scarce.fits);
    }
    expect(optimum).toBeGreaterThan(CASES * 3);
    console.info(`${confirming}: ${all} of ${optimum} served in their windows by ${CASES} real cases, seed ${SEED}`);
    expect(all / optimum).toBeGreaterThanOrEqual(0.99);
  });
});
