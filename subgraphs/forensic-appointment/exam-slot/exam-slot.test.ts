import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { statementsOf } from '../../../test/hub/statements.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { deriveShifts } from '../schedule/derive.js';
import { addClinic } from '../test/clinics.js';

const HOUR = 3_600_000;
const AGENCY = seedId('agency:clinic-almaty');
const SLOTS = `query ($input: ExamSlotsInput!) { examSlots(input: $input) {
  emergencyCareFirst emergencyReasons emergencyNumber
  slots { id startsAt endsAt examiner examinerSex languages kind rankReason clinic { id name regionCode zone } }
  userErrors { code field } } }`;

interface SlotView {
  id: string;
  startsAt: string;
  endsAt: string;
  examiner: string;
  rankReason: string;
  clinic: { id: string; name: string; regionCode: string };
}

let hub: TestHub;
let db: DataSource;
let clinicStaff: Client;

beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
  clinicStaff = hub.as('scheduler-almaty');
});
afterAll(() => hub.close());

async function slots(input: object, client: Client = clinicStaff): Promise<SlotView[]> {
  const answer = await client.query(SLOTS, { input: { first: 50, ...input } });
  expect(answer.errors).toBeUndefined();
  expect(answer.data.examSlots.userErrors).toEqual([]);
  return answer.data.examSlots.slots;
}

/** Wall time at a place, by another implementation of time zones than the database's: `Mon 2026-03-30 09:00`. */
function wall(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    weekday: 'short',
    hourCycle: 'h23',
    ...({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((p) => p.type === type)?.value;
  return `${part('weekday')} ${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** The next date from tomorrow on with this ISO weekday, as YYYY-MM-DD in Almaty (UTC+5 all year). */
function nextDate(weekday: number): string {
  const day = new Date(Date.now() + 5 * HOUR + 24 * HOUR);
  while ((day.getUTCDay() || 7) !== weekday) day.setTime(day.getTime() + 24 * HOUR);
  return day.toISOString().slice(0, 10);
}

/** The next last Sunday of a month: when clocks change in the EU. */
function nextLastSunday(month: number): string {
  for (let year = new Date().getUTCFullYear(); ; year++) {
    const day = new Date(Date.UTC(year, month, 0));
    day.setUTCDate(day.getUTCDate() - day.getUTCDay());
    if (day.getTime() > Date.now() + 24 * HOUR) return day.toISOString().slice(0, 10);
  }
}

describe('slots are derived', () => {
  test('from opening hours in the wall time of the zone: each fits whole between opening and closing', async () => {
    const { id } = await addClinic(db, { agency: AGENCY, hours: [[3, '09:00', '11:00']] });
    const date = nextDate(3);
    const found = await slots({ kind: 'PHYSICAL_INJURY', clinic: id, from: `${date}T00:00:00+05:00` });
    expect(found.map((s) => s.startsAt)).toEqual([
      `${date}T04:00:00.000Z`,
      `${date}T04:30:00.000Z`,
      `${date}T05:00:00.000Z`,
    ]);
    expect(found[0]?.endsAt).toBe(`${date}T05:00:00.000Z`);
  });

  test('over midnight, and round the clock without a gap at midnight', async () => {
    const night = await addClinic(db, { agency: AGENCY, hours: [[5, '20:00', '02:00']] });
    const from = `${nextDate(5)}T00:00:00+05:00`;
    const inTheNight = await slots({ kind: 'PHYSICAL_INJURY', clinic: night.id, from });
    const walls = inTheNight.map((s) => wall(s.startsAt, 'Asia/Almaty'));
    expect(walls).toHaveLength(11);
    expect(walls[0]?.slice(0, 3)).toBe('Fri');
    expect(walls.at(-1)).toMatch(/^Sat .* 01:00$/);

    const always = await addClinic(db, { agency: AGENCY });
    const starts = (await slots({ kind: 'PSYCHIATRIC', clinic: always.id })).map((s) => Date.parse(s.startsAt));
    expect(starts).toHaveLength(50);
    expect(starts.every((start, i) => i === 0 || start - starts[i - 1]! === HOUR / 2)).toBe(true);
    expect(starts[0]! - Date.now()).toBeLessThan(HOUR / 2);
  });

  test('without the closed date, the part of a night shift that lies in it included', async () => {
    const night = await addClinic(db, {
      agency: AGENCY,
      hours: [
        [5, '20:00', '02:00'],
        [6, '20:00', '22:00'],
      ],
    });
    const saturday = new Date(Date.parse(nextDate(5)) + 24 * HOUR).toISOString().slice(0, 10);
    await db.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO schedule_exception (clinic_id, kind, starts_at, ends_at, reason) VALUES ($1, 'CLOSED', $2::date, $2::date + 1, 'PUBLIC_HOLIDAY')`,
        [night.id, saturday],
      );
      await deriveShifts(manager, night.id);
    });
    const from = `${nextDate(5)}T00:00:00+05:00`;
    const found = await slots({ kind: 'PHYSICAL_INJURY', clinic: night.id, from });
    const walls = found.map((s) => wall(s.startsAt, 'Asia/Almaty'));
    expect(walls.filter((w) => w.startsWith('Fri')).at(-1)).toMatch(/23:00$/);
    expect(walls.some((w) => w.includes(saturday))).toBe(false);
  });

  test.each([
    ['23 hours long when clocks go forward', 3, '+01:00', 46],
    ['25 hours long when they go back', 10, '+02:00', 50],
  ])('a day is %s', async (_, month, offset, count) => {
    const { id } = await addClinic(db, { agency: AGENCY, zone: 'Europe/Berlin' });
    const sunday = nextLastSunday(month);
    const found = await slots({ kind: 'TOXICOLOGY', clinic: id, from: `${sunday}T00:00:00${offset}` });
    const thatDay = found.filter((s) => wall(s.startsAt, 'Europe/Berlin').startsWith(`Sun ${sunday}`));
    expect(thatDay).toHaveLength(count);
  });

  test('minus what is booked, but not what lapsed or was cancelled; by examiners with the skill', async () => {
    const from = new Date(Date.now() + HOUR).toISOString();
    const clinic = await addClinic(db, {
      agency: AGENCY,
      examiners: [{ skills: ['GENERAL'] }, { skills: ['PSYCHIATRIC'], sex: 'MALE', languages: ['en'] }],
    });
    const [first, second] = await slots({ kind: 'TOXICOLOGY', from, clinic: clinic.id });
    expect((await slots({ kind: 'TOXICOLOGY', from, clinic: clinic.id })).map((s) => s.examiner)).not.toContain(
      clinic.examiners[1],
    );
    expect(await slots({ kind: 'TOXICOLOGY', from, clinic: clinic.id, examinerSex: 'MALE' })).toEqual([]);
    expect(await slots({ kind: 'TOXICOLOGY', from, clinic: clinic.id, language: 'en' })).toEqual([]);
    expect(await slots({ kind: 'PSYCHIATRIC', clinic: clinic.id, language: 'en', examinerSex: 'MALE' })).toHaveLength(
      50,
    );
    expect(await slots({ kind: 'SEXUAL_ASSAULT', clinic: clinic.id })).toEqual([]);

    await db.query(
      `INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, holder_agency, holder_staff, state, held_until)
       SELECT $1, $2, $3, 'TOXICOLOGY', 'ROUTINE', $4::timestamptz, $4::timestamptz + interval '30 minutes', $2, 'x', 'HELD', clock_timestamp() + interval '1 minute'`,
      [clinic.id, AGENCY, clinic.examiners[0], first?.startsAt],
    );
    const starts = async () => (await slots({ kind: 'TOXICOLOGY', from, clinic: clinic.id })).map((s) => s.startsAt);
    expect((await starts())[0]).toBe(second?.startsAt);
    await db.query(`UPDATE appointment SET held_until = clock_timestamp() - interval '1 second' WHERE clinic_id = $1`, [
      clinic.id,
    ]);
    expect((await starts())[0]).toBe(first?.startsAt);
    await db.query('UPDATE examiner SET active = false WHERE clinic_id = $1', [clinic.id]);
    expect(await starts()).toEqual([]);
  });
});

describe('the ranking', () => {
  test("puts her region first among equals, and says why in her helper's language", async () => {
    const lastContactAt = new Date(Date.now() - 9 * HOUR).toISOString();
    const input = { kind: 'PHYSICAL_INJURY', regionCode: 'KZ-75', lastContactAt };
    const [best] = await slots(input);
    expect(best?.clinic.regionCode).toBe('KZ-75');
    expect(best?.rankReason).toBe(
      'In time for everything that can still be taken; within the 6 hours that are asked for; in her region.',
    );
    const [inRussian] = await slots(input, hub.as('scheduler-almaty', undefined, 'ru'));
    expect(inRussian?.rankReason).toContain('в её регионе');
    expect(inRussian?.clinic.name).toBe('Центр судебно-медицинской экспертизы, Алматы');
    const [inKazakh] = await slots(input, hub.as('scheduler-almaty', undefined, 'kk'));
    expect(inKazakh?.rankReason).toContain('оның өңірінде');
  });

  test('puts a slot elsewhere before one in her region that comes too late for something, and names what', async () => {
    const inThreeDays = (new Date(Date.now() + 5 * HOUR + 72 * HOUR).getUTCDay() || 7) as number;
    const hers = await addClinic(db, { agency: AGENCY, region: 'KZ-10', hours: [[inThreeDays, '23:00', '01:00']] });
    const lastContactAt = new Date(Date.now() - 100 * HOUR).toISOString();
    const input = { kind: 'SEXUAL_ASSAULT', regionCode: 'KZ-10', lastContactAt };
    const [best] = await slots(input);
    expect(best?.clinic.id).not.toBe(hers.id);
    expect(best?.rankReason).toMatch(/in a region (next to hers|farther away)\.$/);
    const [late] = await slots({ ...input, clinic: hers.id });
    expect(late?.rankReason).toBe(
      'After the usual time, still taken after advice: Emergency contraception, Vaginal swab, Fibres and hair, Whole examination; ' +
        'later than the 6 hours that are asked for; in her region.',
    );
  });

  test('tells the police nothing about windows, and everybody that emergency care comes first', async () => {
    const officer = hub.as('officer-almaty');
    const lastContactAt = new Date(Date.now() - 100 * HOUR).toISOString();
    const answer = await officer.query(SLOTS, {
      input: { kind: 'SEXUAL_ASSAULT', first: 1, lastContactAt, dangerSigns: ['HEAVY_BLEEDING'], regionCode: 'KZ-75' },
    });
    expect(answer.data.examSlots.emergencyCareFirst).toBe(true);
    expect(answer.data.examSlots.emergencyReasons).toEqual(['Heavy bleeding: it must be stopped first.']);
    expect(answer.data.examSlots.emergencyNumber).toBe('103');
    expect(answer.data.examSlots.slots[0].rankReason).toMatch(/^Go now, the examiner decides; in her region\.$/);
  });

  test('knows the regions around hers, and puts them before those farther away', async () => {
    const evening = nextDate(4);
    const hours: [number, string, string][] = [[4, '20:00', '21:00']];
    const around = await addClinic(db, { agency: AGENCY, region: 'KZ-27', hours });
    const far = await addClinic(db, { agency: AGENCY, region: 'KZ-63', hours });
    const languages = ['de'];
    await db.query('UPDATE examiner SET languages = $2 WHERE clinic_id = ANY ($1)', [[around.id, far.id], languages]);
    const input = { kind: 'TOXICOLOGY', language: 'de', from: `${evening}T00:00:00+05:00` };
    const from23 = await slots({ ...input, regionCode: 'KZ-23' });
    expect(from23.map(({ clinic }) => clinic.id)).toEqual([around.id, around.id, far.id, far.id]);
    expect(from23.map(({ rankReason }) => rankReason.split('; ').at(-1))).toEqual([
      'in a region next to hers.',
      'in a region next to hers.',
      'in a region farther away.',
      'in a region farther away.',
    ]);
    const [first] = await slots({ ...input, regionCode: 'KZ-63' });
    expect(first).toMatchObject({ clinic: { id: far.id }, rankReason: expect.stringMatching(/in her region\.$/) });
    const [inKazakh] = await slots({ ...input, regionCode: 'KZ-23' }, hub.as('scheduler-almaty', undefined, 'kk'));
    expect(inKazakh?.rankReason).toContain('көршілес өңірде');
    const [inRussian] = await slots({ ...input, regionCode: 'KZ-23' }, hub.as('scheduler-almaty', undefined, 'ru'));
    expect(inRussian?.rankReason).toContain('в соседнем регионе');
  });

  test('of a child: only examiners who are trained for it', async () => {
    const { id, examiners } = await addClinic(db, {
      agency: AGENCY,
      examiners: [{ skills: ['GENERAL'] }, { skills: ['GENERAL', 'PAEDIATRIC'] }],
    });
    const found = await slots({ kind: 'TOXICOLOGY', clinic: id, paediatric: true });
    expect(found).toHaveLength(50);
    expect(new Set(found.map(({ examiner }) => examiner))).toEqual(new Set([examiners[1]]));
  });

  test('searches seven days, or as many as are asked for', async () => {
    const { id } = await addClinic(db, { agency: AGENCY, hours: [[3, '09:00', '10:00']] });
    const from = `${nextDate(4)}T00:00:00+05:00`;
    const starts = async (days?: number) => (await slots({ kind: 'TOXICOLOGY', clinic: id, from, days })).length;
    expect(await starts()).toBe(2);
    expect(await starts(1)).toBe(0);
    expect(await starts(14)).toBe(4);
    expect(await starts(90)).toBe(24);
  });

  test('the clock of an injury sets how soon it is due, as that of a specimen does', async () => {
    const { id } = await addClinic(db, { agency: AGENCY });
    const lastContactAt = new Date(Date.now() - 3 * 24 * HOUR).toISOString();
    const input = { kind: 'PSYCHIATRIC', clinic: id, first: 1, lastContactAt };
    const [nothing] = await slots(input);
    expect(nothing?.rankReason).toContain('within the 168 hours');
    const [bitten] = await slots({ ...input, injuries: ['BITE', 'BRUISE'] });
    expect(bitten?.rankReason).not.toContain('within the 168 hours');
    const answer = await clinicStaff.query(SLOTS, { input: { ...input, injuries: ['HEAD_INJURY'] } });
    expect(answer.data.examSlots).toMatchObject({ emergencyCareFirst: true });
    expect(answer.data.examSlots.slots[0].rankReason).toContain('within the 2 hours');
  });

  test.each([
    ['first', { first: 0 }],
    ['first', { first: 51 }],
    ['days', { days: 0 }],
    ['days', { days: 91 }],
    ['lastContactAt', { lastContactAt: new Date(Date.now() + HOUR).toISOString() }],
    ['clinic', { clinic: 'somewhere' }],
    ['regionCode', { regionCode: 'KZ-00' }],
    ['language', { language: 'Deutsch' }],
  ])('names %s when it is wrong, and still sends her to emergency care', async (field, input) => {
    const asked = { kind: 'TOXICOLOGY', first: 5, dangerSigns: ['SEIZURE'], ...input };
    for (const client of [clinicStaff, hub.as('officer-almaty')]) {
      const { errors, data } = await client.query(SLOTS, { input: asked });
      expect(errors).toBeUndefined();
      expect(data.examSlots).toMatchObject({ slots: [], emergencyCareFirst: true });
      expect(data.examSlots.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
    }
  });
});

test('the fictional clinics send a team into the region around Almaty, and have an examiner on call in Astana', async () => {
  const [comes] = await slots({ kind: 'PHYSICAL_INJURY', regionCode: 'KZ-19', first: 1 });
  expect(comes?.rankReason).toMatch(/a mobile team comes to her region/);
  const tonight = `${nextDate(1)}T22:00:00+05:00`;
  const [onCall] = await slots({ kind: 'PHYSICAL_INJURY', regionCode: 'KZ-71', first: 1, from: tonight });
  expect(onCall).toMatchObject({ clinic: { regionCode: 'KZ-71' }, startsAt: new Date(tonight).toISOString() });
  expect(onCall?.rankReason).toMatch(/on call, there within 45 minutes/);
});

test('asks the database the same number of times, whatever is found', async () => {
  const ask = (input: object) => statementsOf(/^forensic\./, () => slots({ kind: 'TOXICOLOGY', ...input }));
  const expected = ['forensic.windows-in-force', 'forensic.exam-slots'];
  expect(await ask({ first: 1 })).toEqual(expected);
  expect(await ask({ first: 50, days: 90, regionCode: 'KZ-75' })).toEqual(expected);
  expect(await ask({ first: 50, days: 90, language: 'fr', regionCode: 'KZ-75' })).toEqual(expected);
});

test('clinics are listed with their hours, places, equipment and examiners', async () => {
  const answer = await clinicStaff.query(
    '{ clinics(first: 100, regionCode: "KZ-79") { edges { node { name zone agency scheduleRules { kind startsAt minutes rrule examiner } scheduleExceptions { startsAt } places { kind label fitFor } equipment { kind } examiners { sex skills languages active ownHours } } } pageInfo { hasNextPage } } }',
  );
  const [{ node }] = answer.data.clinics.edges;
  expect(node).toMatchObject({ zone: 'Asia/Almaty', agency: seedId('agency:clinic-shymkent') });
  expect(node.scheduleRules).toContainEqual({
    ...{ kind: 'OPEN', startsAt: '2024-01-05T20:00', minutes: 360, rrule: 'FREQ=WEEKLY;BYDAY=FR,SA', examiner: null },
  });
  expect(node.places.map(({ kind }: { kind: string }) => kind)).toEqual(['ROOM', 'ROOM']);
  expect(node.examiners).toHaveLength(1);
});
