import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { keepShifts } from '../schedule/upkeep.js';
import { addClinic } from '../test/clinics.js';
import { freeSlots, hire, hold, step } from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');
const DAY = 24 * 3_600_000;
const PAYLOAD = '{ id outside clinic { id version } userErrors { code field message } }';

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
});
afterAll(() => hub.close());

async function change(name: string, input: object, client = scheduler) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`.replace(
    /Schedule(Rule|Exception)(End|Remove)Input/,
    'ScheduleEndInput',
  );
  const once = /Add$|Create$/.test(name) ? { idempotencyKey: randomUUID() } : {};
  const answer = await client.query(`mutation ($input: ${type}!) { ${name}(input: $input) ${PAYLOAD} }`, {
    input: { ...once, ...input },
  });
  expect(answer.errors).toBeUndefined();
  return answer.data[name];
}
async function done(name: string, input: object): Promise<string> {
  const { id, userErrors } = await change(name, input);
  expect(userErrors).toEqual([]);
  return id;
}

/** The wall date of Almaty so many days from today, YYYY-MM-DD. */
const date = (days: number) => new Date(Date.now() + 5 * 3_600_000 + days * DAY).toISOString().slice(0, 10);
const SETTINGS = { nameKk: 'Клиника', nameRu: 'Клиника', nameEn: 'Clinic', regionCode: 'KZ-27', zone: 'Asia/Almaty' };
const ROOM = { kind: 'ROOM', label: 'Room 1', fitFor: ['TOXICOLOGY', 'PHYSICAL_INJURY'] };
const EXAMINER = { sex: 'FEMALE', skills: ['GENERAL'], languages: ['kk'] };
const NINE_TO_FIVE = { kind: 'OPEN', startsAt: '2024-01-01T09:00', minutes: 480, rrule: 'FREQ=DAILY' };

/** Slots of a clinic on a date of Almaty, as wall times. */
async function day(clinic: string, days: number, kind = 'TOXICOLOGY'): Promise<string[]> {
  const from = new Date(`${date(days)}T00:00:00+05:00`);
  const answer = await scheduler.query(
    'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { startsAt onCall } } }',
    {
      input: { kind, clinic, first: 50, from: from.toISOString() },
    },
  );
  const starts: { startsAt: string }[] = answer.data.examSlots.slots;
  return starts
    .map(({ startsAt }) => Date.parse(startsAt) - from.getTime())
    .filter((ms) => ms < DAY)
    .map((ms) => new Date(ms).toISOString().slice(11, 16));
}

async function aClinic(): Promise<{ clinicId: string; examinerId: string; ruleId: string }> {
  const clinicId = await done('clinicCreate', { settings: SETTINGS });
  const ruleId = await done('scheduleRuleAdd', { clinicId, ...NINE_TO_FIVE });
  await done('examPlaceAdd', { clinicId, ...ROOM });
  const examinerId = await done('examinerAdd', { clinicId, ...EXAMINER });
  return { clinicId, examinerId, ruleId };
}

test('a clinic is set up through the API alone, and its week is read', async () => {
  const { clinicId, examinerId, ruleId } = await aClinic();
  expect((await day(clinicId, 3)).slice(0, 2)).toEqual(['09:00', '09:30']);
  expect(await day(clinicId, 3, 'PHYSICAL_INJURY')).toEqual([]);
  await done('examEquipmentAdd', { clinicId, kind: 'CAMERA', label: 'Camera 1' });
  expect((await day(clinicId, 3, 'PHYSICAL_INJURY')).at(-1)).toBe('16:00');
  const answer = await scheduler.query(
    `query ($id: ID!, $from: DateTimeISO!, $to: DateTimeISO!) { clinic(id: $id) {
      version zone bufferAfterMinutes examMinutes { kind minutes } places { label } equipment { kind label } examiners { id ownHours }
      scheduleRules { id } shifts(from: $from, to: $to) { kind examiner rule startsAt endsAt } } }`,
    { id: clinicId, from: `${date(2)}T00:00:00+05:00`, to: `${date(3)}T00:00:00+05:00` },
  );
  const shift = { rule: ruleId, startsAt: `${date(2)}T04:00:00.000Z`, endsAt: `${date(2)}T12:00:00.000Z` };
  expect(answer.data.clinic).toMatchObject({
    ...{ zone: 'Asia/Almaty', places: [{ label: 'Room 1' }], equipment: [{ kind: 'CAMERA', label: 'Camera 1' }] },
    ...{ examiners: [{ id: examinerId, ownHours: false }], scheduleRules: [{ id: ruleId }] },
    shifts: [
      { kind: 'OPEN', examiner: null, ...shift },
      { kind: 'WORKING', examiner: examinerId, ...shift },
    ],
  });
});

test('own hours, leave, closed days and occurrences that fall out or come in', async () => {
  const { clinicId, examinerId, ruleId } = await aClinic();
  const working = { kind: 'WORKING', examinerId, startsAt: `${date(1)}T13:00`, minutes: 600, rrule: 'FREQ=DAILY' };
  await done('scheduleRuleAdd', { clinicId, ...working });
  expect((await day(clinicId, 2)).slice(0, 1)).toEqual(['13:00']);
  expect((await day(clinicId, 2)).at(-1)).toBe('16:30');
  const leave = { clinicId, kind: 'LEAVE', examinerId, startsAt: `${date(2)}T14:00`, endsAt: `${date(3)}T00:00` };
  const away = await done('scheduleExceptionAdd', leave);
  expect(await day(clinicId, 2)).toEqual(['13:00', '13:30']);
  await done('scheduleExceptionRemove', { id: away });
  expect((await day(clinicId, 2)).at(-1)).toBe('16:30');
  const closed = { kind: 'CLOSED', startsAt: `${date(3)}T00:00`, endsAt: `${date(4)}T00:00`, reason: 'PUBLIC_HOLIDAY' };
  await done('scheduleExceptionAdd', { clinicId, ...closed });
  expect(await day(clinicId, 3)).toEqual([]);
  await done('scheduleExceptionAdd', { clinicId, kind: 'EXDATE', ruleId, startsAt: `${date(4)}T09:00` });
  expect(await day(clinicId, 4)).toEqual([]);
  await done('examinerUpdate', { id: examinerId, ownHours: false });
  await done('scheduleExceptionAdd', { clinicId, kind: 'RDATE', ruleId, startsAt: `${date(5)}T18:00` });
  expect((await day(clinicId, 5)).at(-1)).toBe('23:30');
});

test('on call: outside opening hours and on a holiday, not before the examiner can be there, not in closed premises', async () => {
  const { clinicId, examinerId } = await aClinic();
  const onCall = { kind: 'ON_CALL', examinerId, startsAt: `${date(-1)}T00:00`, minutes: 1440, rrule: 'FREQ=DAILY' };
  await done('scheduleRuleAdd', { clinicId, ...onCall, reachMinutes: 90 });
  const from = Date.now();
  const [first] = await freeSlotsFrom(clinicId, new Date(from));
  expect(Date.parse(first.startsAt) - from).toBeGreaterThanOrEqual(first.onCall ? 90 * 60_000 : 0);
  const slots = await freeSlotsFrom(clinicId, new Date(`${date(2)}T07:00:00+05:00`));
  expect(slots.slice(0, 6).map((s: { onCall: boolean }) => s.onCall)).toEqual([true, true, true, true, false, false]);
  expect(slots[0].rankReason).toMatch(/on call, there within 90 minutes/);
  const closed = { kind: 'CLOSED', startsAt: `${date(2)}T00:00`, endsAt: `${date(3)}T00:00` };
  const holiday = await done('scheduleExceptionAdd', { clinicId, ...closed, reason: 'PUBLIC_HOLIDAY' });
  expect((await day(clinicId, 2)).length).toBe(48);
  await done('scheduleExceptionRemove', { id: holiday });
  await done('scheduleExceptionAdd', { clinicId, ...closed, reason: 'QUARANTINE' });
  expect(await day(clinicId, 2)).toEqual([]);
});

async function freeSlotsFrom(clinic: string, from: Date) {
  const answer = await scheduler.query(
    'query ($input: ExamSlotsInput!) { examSlots(input: $input) { slots { startsAt onCall rankReason } } }',
    { input: { kind: 'TOXICOLOGY', clinic, first: 8, from: from.toISOString() } },
  );
  return answer.data.examSlots.slots;
}

test('a change leaves confirmed appointments as they are and names those that it leaves outside', async () => {
  const { clinicId, examinerId, ruleId } = await aClinic();
  const [slot] = await freeSlots(scheduler, clinicId, 'TOXICOLOGY');
  const { appointment } = await hold(scheduler, { slotId: slot!.id });
  await step(scheduler, 'examConfirm', appointment.id);
  const [room] = await db.query('SELECT id FROM exam_place WHERE clinic_id = $1', [clinicId]);
  for (const [name, away, back] of [
    [
      'scheduleRuleChange',
      { id: ruleId, startsAt: '2024-01-01T01:00', minutes: 60 },
      { id: ruleId, startsAt: '2024-01-01T00:00', minutes: 1440 },
    ],
    ['examinerUpdate', { id: examinerId, active: false }, { id: examinerId, active: true }],
    ['examPlaceUpdate', { id: room.id, active: false }, { id: room.id, active: true }],
  ] as const) {
    expect(await change(name, away)).toMatchObject({ outside: [appointment.id], userErrors: [] });
    expect(await change(name, back)).toMatchObject({ outside: [], userErrors: [] });
  }
  const ended = await change('scheduleRuleEnd', { id: ruleId });
  expect(ended.outside).toEqual([appointment.id]);
  const [row] = await db.query('SELECT state FROM appointment WHERE id = $1', [appointment.id]);
  expect(row.state).toBe('CONFIRMED');
});

test("a clinic's durations and buffers hold for it alone", async () => {
  const { clinicId } = await aClinic();
  const settings = {
    examMinutes: [{ kind: 'TOXICOLOGY', minutes: 50 }],
    bufferAfterMinutes: 10,
    nameEn: 'Another name',
  };
  const { clinic } = await change('clinicUpdate', { id: clinicId, expectedVersion: 1, settings });
  expect(clinic.version).toBe(2);
  expect((await day(clinicId, 2)).at(-1)).toBe('16:00');
  const stale = await change('clinicUpdate', { id: clinicId, expectedVersion: 1, settings });
  expect(stale.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] }]);
});

test('the horizon moves on once a day, by whoever works in the background; doing it again changes nothing', async () => {
  const { clinicId } = await aClinic();
  const all = () =>
    db.query('SELECT xmin::text AS x, during::text AS d FROM shift WHERE clinic_id = $1 ORDER BY 2, 1', [clinicId]);
  const before = await all();
  await db.query("DELETE FROM shift WHERE clinic_id = $1 AND lower(during) > clock_timestamp() + interval '50 days'", [
    clinicId,
  ]);
  await db.query('UPDATE clinic SET derived_on = derived_on - 1 WHERE id = $1', [clinicId]);
  await Promise.all([keepShifts({ db }), keepShifts({ db })]);
  const after = await all();
  expect(after.map(({ d }: { d: string }) => d)).toEqual(before.map(({ d }: { d: string }) => d));
  await db.query('UPDATE clinic SET derived_on = NULL WHERE id = $1', [clinicId]);
  await keepShifts({ db });
  expect(await all()).toEqual(after);
});

describe('bad input names its field and changes nothing', () => {
  let clinic: Awaited<ReturnType<typeof aClinic>>;
  let other: string;
  beforeAll(async () => {
    clinic = await aClinic();
    other = (await addClinic(db, { agency: AGENCY })).id;
  });
  const rule = (more: object) => () =>
    ['scheduleRuleAdd', { clinicId: clinic.clinicId, ...NINE_TO_FIVE, ...more }] as const;
  const exception = (more: object) => () =>
    [
      'scheduleExceptionAdd',
      {
        clinicId: clinic.clinicId,
        kind: 'CLOSED',
        reason: 'PREMISES',
        startsAt: `${date(1)}T00:00`,
        endsAt: `${date(2)}T00:00`,
        ...more,
      },
    ] as const;
  const settings = (more: object) => () => ['clinicUpdate', { id: clinic.clinicId, settings: more }] as const;

  test.each<[string, () => readonly [string, object], string]>([
    ['a rule that cannot be read', rule({ rrule: 'every Monday' }), 'rrule'],
    ['a part that no rule has', rule({ rrule: 'FREQ=DAILY;BYEASTER=0' }), 'rrule'],
    ['a month that no year has', rule({ rrule: 'FREQ=YEARLY;BYMONTH=13' }), 'rrule'],
    ['a rule with two ends', rule({ rrule: 'FREQ=DAILY;COUNT=3;UNTIL=20300101' }), 'rrule'],
    ['a rule that recurs each minute', rule({ rrule: 'FREQ=MINUTELY', minutes: 1 }), 'rrule'],
    ['a rule that recurs each second', rule({ rrule: 'FREQ=SECONDLY;COUNT=5', minutes: 1 }), 'rrule'],
    ['a rule that overlaps itself, and so never ends', rule({ rrule: 'FREQ=HOURLY', minutes: 61 }), 'rrule'],
    ['a rule that never occurs', rule({ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31' }), 'rrule'],
    ['a rule that is over', rule({ rrule: 'FREQ=DAILY;UNTIL=20240201' }), 'rrule'],
    ['a single time in the past', rule({ rrule: null }), 'startsAt'],
    ['a date that no month has', rule({ startsAt: '2027-02-30T09:00' }), 'startsAt'],
    ['no duration', rule({ minutes: 0 }), 'minutes'],
    ['more than a day', rule({ minutes: 1441 }), 'minutes'],
    [
      'opening hours of an examiner',
      () => ['scheduleRuleAdd', { clinicId: clinic.clinicId, ...NINE_TO_FIVE, examinerId: clinic.examinerId }],
      'examinerId',
    ],
    ['working hours of nobody', rule({ kind: 'WORKING' }), 'examinerId'],
    [
      'an examiner of another clinic',
      () => ['scheduleRuleAdd', { ...NINE_TO_FIVE, clinicId: other, kind: 'WORKING', examinerId: clinic.examinerId }],
      'examinerId',
    ],
    ['a time to come in opening hours', rule({ reachMinutes: 10 }), 'reachMinutes'],
    ['an exception that is over', exception({ startsAt: '2024-01-01T00:00', endsAt: '2024-01-02T00:00' }), 'endsAt'],
    ['an exception that ends before it begins', exception({ endsAt: `${date(0)}T00:00` }), 'endsAt'],
    ['closed without a reason', exception({ reason: null }), 'reason'],
    ['leave of nobody', exception({ kind: 'LEAVE', reason: null }), 'examinerId'],
    [
      'an occurrence that is none',
      () =>
        exception({
          kind: 'EXDATE',
          reason: null,
          endsAt: null,
          ruleId: clinic.ruleId,
          startsAt: `${date(1)}T10:00`,
        })(),
      'startsAt',
    ],
    ['a zone that is none', settings({ zone: 'Asia/Atlantis' }), 'zone'],
    ['an offset for a zone', settings({ zone: '+05:00' }), 'zone'],
    ['a duration of no minutes', settings({ examMinutes: [{ kind: 'TOXICOLOGY', minutes: 0 }] }), 'minutes'],
    [
      'a room that covers regions',
      () => ['examPlaceAdd', { ...ROOM, label: 'x', clinicId: clinic.clinicId, regions: ['KZ-10'] }],
      'regions',
    ],
    [
      'a team that covers none',
      () => ['examPlaceAdd', { ...ROOM, label: 'x', clinicId: clinic.clinicId, kind: 'MOBILE_TEAM' }],
      'regions',
    ],
    ['a second place of one name', () => ['examPlaceAdd', { ...ROOM, clinicId: clinic.clinicId }], 'label'],
    ['equipment that is unknown', () => ['examEquipmentUpdate', { id: randomUUID(), active: false }], 'id'],
    [
      'equipment of an unknown team',
      () => ['examEquipmentAdd', { clinicId: clinic.clinicId, kind: 'CAMERA', label: 'y', mobileTeamId: randomUUID() }],
      'mobileTeamId',
    ],
    [
      'an examiner without a skill',
      () => ['examinerAdd', { clinicId: clinic.clinicId, ...EXAMINER, skills: [] }],
      'skills',
    ],
    [
      'an account of another agency',
      () => ['examinerAdd', { clinicId: clinic.clinicId, ...EXAMINER, staffId: seedId('staff:officer-almaty') }],
      'staffId',
    ],
  ])('%s', async (_, input, field) => {
    const [name, given] = input();
    const tables = [
      'clinic',
      'examiner',
      'exam_place',
      'exam_equipment',
      'schedule_rule',
      'schedule_exception',
      'shift',
    ];
    const content = () =>
      Promise.all(tables.map((t) => db.query(`SELECT count(*) AS n, max(xmin::text::bigint) AS x FROM ${t}`)));
    const before = await content();
    const { clinic: none, userErrors } = await change(name, given);
    expect(none).toBeNull();
    expect(userErrors[0].field.at(-1)).toBe(field);
    expect(await content()).toEqual(before);
  });

  test('an examiner assigned twice: at one clinic, or at two at the same time', async () => {
    const staffId = seedId('staff:examiner-almaty');
    await db.query('UPDATE examiner SET active = false WHERE staff = $1', [staffId]);
    const one = await aClinic();
    const two = await aClinic();
    const hours = { ...EXAMINER, staffId, ownHours: true };
    const first = await done('examinerAdd', { clinicId: one.clinicId, ...hours });
    const again = await change('examinerAdd', { clinicId: one.clinicId, ...hours });
    expect(again.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'staffId'] }]);
    const second = await done('examinerAdd', { clinicId: two.clinicId, ...hours });
    const morning = { kind: 'WORKING', startsAt: `${date(1)}T09:00`, minutes: 240, rrule: 'FREQ=DAILY' };
    await done('scheduleRuleAdd', { clinicId: one.clinicId, examinerId: first, ...morning });
    const [twice, mine] = await Promise.all([
      change('scheduleRuleAdd', {
        clinicId: two.clinicId,
        examinerId: second,
        ...morning,
        startsAt: `${date(1)}T12:30`,
      }),
      change('scheduleRuleAdd', {
        clinicId: two.clinicId,
        examinerId: second,
        ...morning,
        startsAt: `${date(1)}T13:00`,
      }),
    ]);
    expect(twice.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'examinerId'] }]);
    expect(mine.userErrors).toEqual([]);
  });
});

test("another agency's clinic is none, for whoever schedules", async () => {
  const { clinicId, ruleId } = await aClinic();
  await hire(hub, 'scheduler-astana', 'clinic-astana', 'SCHEDULER');
  const elsewhere = hub.as('scheduler-astana', 'FORENSIC_EXAM');
  const added = await change('scheduleRuleAdd', { clinicId, ...NINE_TO_FIVE }, elsewhere);
  const unknown = await change('scheduleRuleAdd', { clinicId: randomUUID(), ...NINE_TO_FIVE }, elsewhere);
  expect(added.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'clinicId'] }]);
  expect(added.userErrors).toEqual(unknown.userErrors);
  expect((await change('scheduleRuleEnd', { id: ruleId }, elsewhere)).userErrors[0].code).toBe('NOT_FOUND');
});
