import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { examNeed } from '../exam-slot/need.js';
import { FREE_SLOTS, freeSlotParameters } from '../exam-slot/sql.js';
import { addClinic } from '../test/clinics.js';
import { deriveShifts } from './derive.js';

let hub: TestHub;
let db: DataSource;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
});
afterAll(() => hub.close());

const DAILY = [1, 2, 3, 4, 5, 6, 7];

/** A clinic that is open every day from `opens` to `closes`, seen from the instant `at`. */
async function openDaily(zone: string, opens: string, closes: string, at: string): Promise<string> {
  const hours = DAILY.map((weekday) => [weekday, opens, closes] as const);
  const { id } = await addClinic(db, { agency: seedId('agency:clinic-almaty'), zone, hours });
  await db.transaction((manager) => deriveShifts(manager, id, new Date(at)));
  return id;
}

/** When it is open between two instants, as instants. */
async function open(clinic: string, from: string, to: string): Promise<string[]> {
  const rows = await db.query(
    `SELECT lower(during) AS from, upper(during) AS to FROM shift
     WHERE clinic_id = $1 AND examiner_id IS NULL AND during && tstzrange($2, $3) ORDER BY 1`,
    [clinic, from, to],
  );
  return rows.map((row: { from: Date; to: Date }) => `${iso(row.from)} ${iso(row.to)}`);
}

/** The starts of free slots between two instants, as seen from the first. */
async function starts(clinic: string, from: string, to: string): Promise<string[]> {
  const need = examNeed(ExamKind.PHYSICAL_INJURY, { clinic, at: new Date(from) });
  const window = { earliest: new Date(from), latest: new Date(to), ring: null };
  const rows = await FREE_SLOTS.rows(db, freeSlotParameters(need, [window], 50));
  return rows.map(({ startsAt }) => iso(startsAt));
}

const iso = (at: Date): string => at.toISOString().slice(0, 16);

describe('Asia/Almaty, where 1 March 2024 began an hour later', () => {
  test('the same wall time is another instant from that day on', async () => {
    const clinic = await openDaily('Asia/Almaty', '09:00', '17:00', '2024-02-28T00:00:00Z');
    expect(await open(clinic, '2024-02-29T00:00:00Z', '2024-03-02T00:00:00Z')).toEqual([
      '2024-02-29T03:00 2024-02-29T11:00',
      '2024-03-01T04:00 2024-03-01T12:00',
    ]);
    const first = (await starts(clinic, '2024-03-01T00:00:00Z', '2024-03-01T12:00:00Z'))[0];
    expect(first).toBe('2024-03-01T04:00');
  });

  test('the night has an hour more, and slots in it', async () => {
    const clinic = await openDaily('Asia/Almaty', '22:00', '02:00', '2024-02-28T00:00:00Z');
    expect(await open(clinic, '2024-02-28T12:00:00Z', '2024-03-02T00:00:00Z')).toEqual([
      '2024-02-28T16:00 2024-02-28T20:00',
      '2024-02-29T16:00 2024-02-29T21:00',
      '2024-03-01T17:00 2024-03-01T21:00',
    ]);
    const usual = await starts(clinic, '2024-02-28T12:00:00Z', '2024-02-29T00:00:00Z');
    const longer = await starts(clinic, '2024-02-29T12:00:00Z', '2024-03-01T00:00:00Z');
    expect(longer).toHaveLength(usual.length + 2);
    expect(new Set(longer).size).toBe(longer.length);
  });
});

describe('Europe/Kyiv', () => {
  test('the night that loses an hour is an hour shorter', async () => {
    const clinic = await openDaily('Europe/Kyiv', '02:00', '05:00', '2026-03-27T00:00:00Z');
    expect(await open(clinic, '2026-03-27T20:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      '2026-03-28T00:00 2026-03-28T03:00',
      '2026-03-29T00:00 2026-03-29T02:00',
      '2026-03-29T23:00 2026-03-30T02:00',
    ]);
  });

  test('the night that wins an hour is an hour longer', async () => {
    const clinic = await openDaily('Europe/Kyiv', '02:00', '05:00', '2026-10-23T00:00:00Z');
    expect(await open(clinic, '2026-10-23T20:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
      '2026-10-23T23:00 2026-10-24T02:00',
      '2026-10-24T23:00 2026-10-25T03:00',
      '2026-10-26T00:00 2026-10-26T03:00',
    ]);
    expect(await starts(clinic, '2026-10-24T22:00:00Z', '2026-10-25T12:00:00Z')).toEqual(
      expect.arrayContaining(['2026-10-25T00:30', '2026-10-25T01:30']),
    );
  });

  test('seen again from today, the rule is what it is today', async () => {
    const clinic = await openDaily('Europe/Kyiv', '09:00', '10:00', '2026-03-27T00:00:00Z');
    const shifts = () =>
      db.query('SELECT during::text FROM shift WHERE clinic_id = $1 AND lower(during) > now() ORDER BY during', [
        clinic,
      ]);
    await db.transaction((manager) => deriveShifts(manager, clinic));
    const once = await shifts();
    await db.transaction((manager) => deriveShifts(manager, clinic));
    expect(await shifts()).toEqual(once);
    expect(once.length).toBeGreaterThan(300);
  });
});
