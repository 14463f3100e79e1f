/** A clinic's day, by its own calendar: who examines whom when, by reference and never by name. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic, type TestClinic } from '../test/clinics.js';
import { freeSlots, hold, keyOf, register, step } from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');
const SHEET = `clinic { id } date beginsAt endsAt
  entries { localTime place equipment kitNumbers appointment { id examiner kind state localReference startsAt victim { id } } }`;

let hub: TestHub;
let scheduler: Client;
let examiner: Client;
beforeAll(async () => {
  hub = await openTestHub();
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  examiner = hub.as('examiner-almaty', 'FORENSIC_EXAM');
});
afterAll(() => hub.close());
const db = () => hub.db('forensic-appointment');

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
type Answer = any;

async function sheetOf(clinicId: string, date: string, client = scheduler): Promise<Answer> {
  const { data, errors } = await client.query(
    `query ($clinic: ID!, $date: LocalDate!) { examDaySheet(clinicId: $clinic, date: $date) { ${SHEET} } }`,
    { clinic: clinicId, date },
  );
  expect(errors).toBeUndefined();
  return data.examDaySheet;
}

/** An appointment of the clinic, put at a time. */
async function at(clinic: TestClinic, startsAt: string, input: object = {}): Promise<string> {
  const [slot] = await freeSlots(scheduler, clinic.id);
  const { appointment, userErrors } = await hold(scheduler, { slotId: slot!.id, priority: 'URGENT', ...input });
  expect(userErrors).toEqual([]);
  await db().query(
    "UPDATE appointment SET starts_at = $2::timestamptz, ends_at = $2::timestamptz + interval '30 minutes' WHERE id = $1",
    [appointment.id, startsAt],
  );
  return appointment.id;
}

const ids = (sheet: Answer): string[] => sheet.entries.map(({ appointment }: Answer) => appointment.id);

describe('a day sheet', () => {
  test('says in order when, by whom, what, in which state, under which reference and with which kit; no name', async () => {
    const clinic = await addClinic(db(), { agency: AGENCY });
    const second = await at(clinic, '2031-05-06T05:00Z', { localReference: 'CASE-2' });
    const first = await at(clinic, '2031-05-06T04:30Z', { localReference: 'CASE-1' });
    await step(scheduler, 'examConfirm', first);
    const { data } = await examiner.query(
      'mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { number } userErrors { code } } }',
      { input: { idempotencyKey: randomUUID(), selfReferred: false, appointmentId: first } },
    );
    const sheet = await sheetOf(clinic.id, '2031-05-06');
    expect(sheet).toMatchObject({ clinic: { id: clinic.id }, date: '2031-05-06' });
    expect(sheet.entries).toEqual([
      {
        ...{ localTime: '09:30', place: expect.stringMatching(/^\d$/), equipment: ['CAMERA 1'] },
        kitNumbers: [data.evidenceKitOpen.evidenceKit.number],
        appointment: expect.objectContaining({
          ...{
            id: first,
            examiner: clinic.examiners[0],
            kind: 'PHYSICAL_INJURY',
            state: 'CONFIRMED',
            localReference: 'CASE-1',
          },
        }),
      },
      {
        ...{ localTime: '10:00', place: expect.anything(), equipment: expect.anything(), kitNumbers: [] },
        appointment: expect.objectContaining({ id: second, state: 'HELD', localReference: 'CASE-2' }),
      },
    ]);
    expect(ids(await sheetOf(clinic.id, '2031-05-07'))).toEqual([]);
  });

  test('leaves out what is cancelled, what has lapsed, and what another clinic does', async () => {
    const [clinic, other] = [await addClinic(db(), { agency: AGENCY }), await addClinic(db(), { agency: AGENCY })];
    const stands = await at(clinic, '2031-06-02T04:00Z');
    const cancelled = await at(clinic, '2031-06-02T06:00Z');
    const lapsed = await at(clinic, '2031-06-02T08:00Z');
    await at(other, '2031-06-02T05:00Z');
    await step(scheduler, 'examCancel', cancelled, { reason: 'SHE_ASKED' });
    await db().query('UPDATE appointment SET held_until = clock_timestamp() WHERE id = $1', [lapsed]);
    expect(ids(await sheetOf(clinic.id, '2031-06-02'))).toEqual([stands]);
  });

  test.each([
    // Kazakhstan's east changed its clock on 1 March 2024: that day had 25 hours
    ['Asia/Almaty', '2024-02-29', '2024-02-28T18:00:00.000Z', 25],
    ['Asia/Almaty', '2024-03-01', '2024-02-29T19:00:00.000Z', 24],
    ['Europe/Berlin', '2031-03-30', '2031-03-29T23:00:00.000Z', 23],
    ['Europe/Berlin', '2031-10-26', '2031-10-25T22:00:00.000Z', 25],
    ['Europe/Berlin', '2031-10-27', '2031-10-26T23:00:00.000Z', 24],
  ])('of a clinic in %s on %s is its own day, %s and %d hours', async (zone, date, beginsAt, hours) => {
    const clinic = await addClinic(db(), { agency: AGENCY, zone });
    const begins = Date.parse(beginsAt);
    const ends = begins + hours * 3_600_000;
    const instant = (ms: number) => new Date(ms).toISOString();
    await at(clinic, instant(begins - 3_600_000));
    const first = await at(clinic, instant(begins));
    const last = await at(clinic, instant(ends - 3_600_000));
    await at(clinic, instant(ends));
    const sheet = await sheetOf(clinic.id, date);
    expect([sheet.beginsAt, sheet.endsAt]).toEqual([beginsAt, instant(ends)]);
    expect(ids(sheet)).toEqual([first, last]);
    expect(sheet.entries[0].localTime).toBe('00:00');
    expect(sheet.entries[1].localTime).toBe('23:00');
  });

  test('is the clinic’s own', async () => {
    const clinic = await addClinic(db(), { agency: seedId('agency:clinic-astana') });
    for (const id of [clinic.id, randomUUID(), 'x']) expect(await sheetOf(id, '2031-05-06')).toBeNull();
    for (const [account, purpose] of [
      ['officer-almaty', 'POLICE_RESPONSE'],
      ['advocate-almaty', 'SUPPORT'],
      ['clinician-almaty', 'MEDICAL_CARE'],
    ] as const) {
      const { errors } = await hub
        .as(account, purpose)
        .query(`{ examDaySheet(clinicId: "${clinic.id}", date: "2031-05-06") { date } }`);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test('is behind her walls, her kit with her appointment, and each look is in her log', async () => {
    const clinic = await addClinic(db(), { agency: AGENCY });
    const victimId = await register(scheduler);
    const hers = await at(clinic, '2031-07-01T04:00Z', { victimId });
    const unnamed = await at(clinic, '2031-07-01T05:00Z');
    const { data } = await scheduler.query(
      'mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { number } userErrors { code } } }',
      { input: { idempotencyKey: randomUUID(), selfReferred: false, appointmentId: unnamed, victimId } },
    );
    expect(data.evidenceKitOpen.userErrors).toEqual([]);
    expect((await sheetOf(clinic.id, '2031-07-01')).entries.map(({ kitNumbers }: Answer) => kitNumbers.length)).toEqual(
      [0, 1],
    );
    const looks = await db().query('SELECT staff FROM own_record_log WHERE record_id = $1 AND victim_key = $2', [
      hers,
      keyOf(victimId, 'clinic-almaty'),
    ]);
    const before = looks.length;
    expect(before).toBeGreaterThan(1);
    await db().query(
      "INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES (gen_random_uuid(), $1, 'STAFF', $2)",
      [keyOf(victimId, 'clinic-almaty'), seedId('staff:scheduler-almaty')],
    );
    const walled = await sheetOf(clinic.id, '2031-07-01');
    expect(ids(walled)).toEqual([unnamed]);
    expect(walled.entries[0].kitNumbers).toEqual([]);
    expect(ids(await sheetOf(clinic.id, '2031-07-01', examiner))).toEqual([hers, unnamed]);
    const after = await db().query('SELECT staff FROM own_record_log WHERE record_id = $1', [hers]);
    expect(after.length).toBe(before + 1);
  });
});
