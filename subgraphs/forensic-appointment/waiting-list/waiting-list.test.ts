import { randomUUID } from 'node:crypto';
import { mock } from 'node:test';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { allEvents, end } from '../../../test/events/reading.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { newCode, transaction } from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import { forensicAppointment } from '../index.js';
import { keepShifts } from '../schedule/upkeep.js';
import { addClinic } from '../test/clinics.js';
import { type FreeSlot, freeSlots, hold, keyOf, register, step } from '../test/desk.js';
import { offerFreeTimes } from './offer.js';
import { endWaits, lookForFreeTimes } from './upkeep.js';

const AGENCY = seedId('agency:clinic-almaty');

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
let officer: Client;
let advocate: Client;
let colleague: Client;
beforeAll(async () => {
  // nothing runs in the background: an offer must lapse and go on without it
  const { background: _, ...quiet } = forensicAppointment;
  const { SUBGRAPHS } = await import('../../../standalone/subgraphs.js');
  hub = await openTestHub({ subgraphs: SUBGRAPHS.map((each) => (each === forensicAppointment ? quiet : each)) });
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  advocate = hub.as('advocate-almaty', 'SUPPORT');
  colleague = hub.as('officer-almaty-2', 'POLICE_RESPONSE');
});
afterAll(() => hub.close());

const FIELDS =
  'id state told offer offeredUntil priority medicalNeed localReference clinic { id } regionCode victim { id }';
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
async function ask(client: Client, name: 'examWaitJoin' | 'examWaitLeave', input: object): Promise<any> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const answer = await client.query(
    `mutation ($input: ${type}!) { ${name}(input: $input) { examWait { ${FIELDS} } userErrors { code message field } } }`,
    { input },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data[name];
}
const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
const join = (client: Client, input: object) =>
  ask(client, 'examWaitJoin', { idempotencyKey: randomUUID(), kind: 'PHYSICAL_INJURY', latest: hours(24), ...input });
// biome-ignore lint/suspicious/noExplicitAny: as above
async function waits(client: Client, states?: readonly string[]): Promise<any[]> {
  const answer = await client.query(
    `query ($states: [ExamWaitState!]) { examWaits(first: 50, states: $states) { edges { node { ${FIELDS} } } } }`,
    { states },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.examWaits.edges.map(({ node }: { node: object }) => node);
}
const entry = async (client: Client, id: string) => (await waits(client)).find((each) => each.id === id);
const lapse = (id: string) => db.query('UPDATE appointment SET held_until = clock_timestamp() WHERE id = $1', [id]);

/** A clinic of its own where one time is left within the next hours, taken and confirmed by the officer. */
async function fullClinic(): Promise<{
  clinic: string;
  taken: string;
  slot: FreeSlot;
  window: { earliest: string; latest: string };
}> {
  const clinic = (await addClinic(db, { agency: AGENCY })).id;
  const slots = await freeSlots(scheduler, clinic);
  const [slot] = slots;
  const { appointment } = await hold(officer, { slotId: slot!.id });
  await step(officer, 'examConfirm', appointment.id);
  const at = Date.parse(slot!.startsAt);
  return {
    ...{ clinic, taken: appointment.id, slot: slot! },
    window: { earliest: slot!.startsAt, latest: new Date(at + 60_000).toISOString() },
  };
}
const cancel = (id: string, by = officer) => step(by, 'examCancel', id, { reason: 'SHE_ASKED' });

describe('a freed time', () => {
  test.each([
    ['cancelled', async (id: string) => cancel(id)],
    [
      'missed',
      async (id: string) => {
        // begun a moment ago, and as long as it was
        await db.query(`UPDATE appointment SET starts_at = clock_timestamp() - interval '1 second' WHERE id = $1`, [
          id,
        ]);
        return step(scheduler, 'examNoShow', id);
      },
    ],
    [
      'moved',
      async (id: string) => {
        const [{ clinic_id: clinic }] = await db.query('SELECT clinic_id FROM appointment WHERE id = $1', [id]);
        const slotId = (await freeSlots(officer, clinic)).at(-1)!.id;
        const answer = await officer.query(
          'mutation ($input: ExamRescheduleInput!) { examReschedule(input: $input) { appointment { id } } }',
          { input: { idempotencyKey: randomUUID(), appointmentId: id, slotId } },
        );
        return step(officer, 'examConfirm', answer.data.examReschedule.appointment.id);
      },
    ],
  ])(
    'that was %s is held for whoever waits, in the same transaction, and accepted by confirming it',
    async (how, free) => {
      const { clinic, taken, window, slot } = await fullClinic();
      const { examWait, userErrors } = await join(advocate, { clinic, ...window, localReference: 'W-1' });
      expect(userErrors).toEqual([]);
      expect(examWait).toMatchObject({ state: 'WAITING', offer: null, clinic: { id: clinic } });
      const before = await end(advocate, 'forensicAppointmentEvents');
      expect((await free(taken)).userErrors).toEqual([]);
      // what was missed has begun: nobody can be offered it
      if (how === 'missed') return;
      const [{ n }] = await db.query('SELECT count(*)::int AS n FROM appointment WHERE wait_id = $1', [examWait.id]);
      expect(n).toBe(1);
      const offered = await entry(advocate, examWait.id);
      expect(offered).toMatchObject({ state: 'OFFERED', offer: expect.any(String) });
      const told = await allEvents(advocate, 'forensicAppointmentEvents', before);
      expect(told.at(-1)).toMatchObject({ type: 'appointment.offered', object: offered.offer });
      const minutes = (Date.parse(offered.offeredUntil) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(9);
      expect(minutes).toBeLessThanOrEqual(10);
      const { appointment } = await step(advocate, 'examConfirm', offered.offer);
      expect(appointment).toMatchObject({ state: 'CONFIRMED', startsAt: slot.startsAt, localReference: 'W-1' });
      expect(await entry(advocate, examWait.id)).toMatchObject({ state: 'BOOKED', offer: null });
    },
  );

  test('goes to medical need first, then to priority, then to who has waited longest', async () => {
    const { clinic, taken, window } = await fullClinic();
    const at = { clinic, ...window };
    const routine = (await join(advocate, { ...at, lastContactAt: hours(-24 * 300) })).examWait;
    const [first, second] = [(await join(advocate, at)).examWait, (await join(officer, at)).examWait];
    const hurt = (await join(colleague, { ...at, dangerSigns: ['HEAD_INJURY'] })).examWait;
    expect(routine).toMatchObject({ priority: 'ROUTINE', medicalNeed: false });
    expect(hurt).toMatchObject({ priority: 'STAT', medicalNeed: true });
    // the police are not told of windows: their last contact moves no place in the line
    const { examWait } = await join(officer, { clinic, ...window, lastContactAt: hours(-24 * 300) });
    expect(examWait.priority).toBe(first.priority);
    await ask(officer, 'examWaitLeave', { waitId: examWait.id });
    await cancel(taken);
    const served: string[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const [offer] = await db.query(
        `SELECT id, wait_id FROM appointment WHERE clinic_id = $1 AND wait_id IS NOT NULL AND state = 'HELD' AND held_until > clock_timestamp()`,
        [clinic],
      );
      served.push(offer.wait_id);
      await lapse(offer.id);
      await waits(advocate);
      await waits(officer);
    }
    expect(served).toEqual([hurt.id, first.id, second.id, routine.id]);
  });

  test('lapses with every worker dead, and goes to the next by whoever looks next; three that lapse are enough', async () => {
    const { clinic, taken, slot, window } = await fullClinic();
    const one = (await join(advocate, { clinic, ...window })).examWait;
    await cancel(taken);
    const { offer } = await entry(advocate, one.id);
    await lapse(offer);
    expect((await step(advocate, 'examConfirm', offer)).userErrors[0]?.code).toBe('EXPIRED');
    // whoever holds a time looks too; the same beginning is not offered again to whom it was
    const { appointment } = await hold(officer, { slotId: slot.id });
    expect(appointment.startsAt).toBe(slot.startsAt);
    expect(await entry(advocate, one.id)).toMatchObject({ state: 'WAITING' });

    const two = (await join(advocate, { clinic })).examWait;
    for (let turn = 0; turn < 3; turn++) {
      const [{ id }] = await db.query(`SELECT id FROM appointment WHERE wait_id = $1 AND state = 'HELD'`, [two.id]);
      await lapse(id);
      await lookForFreeTimes(db);
    }
    expect(await entry(advocate, two.id)).toMatchObject({ state: 'UNANSWERED', offer: null });
  });

  test('goes to who waits before it goes to who asks now, and stays offered; unless that is the more urgent one', async () => {
    const asked = async (priority: string) => {
      const { clinic, taken, window, slot } = await fullClinic();
      await db.query(
        `UPDATE appointment SET state = 'CANCELLED', cancel_reason = 'SHE_ASKED', ended_at = clock_timestamp() WHERE id = $1`,
        [taken],
      );
      // it is free, and nobody has been offered it
      await db.query(
        `INSERT INTO exam_wait (kind, clinic_id, earliest, latest, medical_need, priority, holder_agency, holder_staff)
         VALUES ('PHYSICAL_INJURY', $1, $2, $3, false, 'URGENT', $4, 'x')`,
        [clinic, window.earliest, window.latest, AGENCY],
      );
      const { userErrors } = await hold(officer, { slotId: slot.id, priority });
      const offers = await db.query(
        "SELECT starts_at FROM appointment WHERE clinic_id = $1 AND wait_id IS NOT NULL AND state = 'HELD'",
        [clinic],
      );
      return { userErrors, offers, at: new Date(slot.startsAt) };
    };
    const urgent = await asked('URGENT');
    expect(urgent.userErrors[0]?.code).toBe('NOT_AVAILABLE');
    // who was refused has not taken it from who waits
    expect(urgent.offers).toEqual([{ starts_at: urgent.at }]);
    expect(await asked('ASAP')).toMatchObject({ userErrors: [], offers: [] });
  });

  test('is found in her region, by a look at everything: new hours free times too', async () => {
    const region = 'KZ-33';
    const { examWait } = await join(advocate, { regionCode: region, examinerSex: 'FEMALE', language: 'kk' });
    expect(examWait).toMatchObject({ state: 'WAITING', clinic: null, regionCode: region });
    await addClinic(db, { agency: AGENCY, region, examiners: [{ sex: 'MALE' }, { languages: ['ru'] }] });
    await lookForFreeTimes(db, { all: true });
    expect(await entry(advocate, examWait.id)).toMatchObject({ state: 'WAITING' });
    const { id } = await addClinic(db, { agency: AGENCY, region });
    await lookForFreeTimes(db, { all: true });
    const { offer } = await entry(advocate, examWait.id);
    const [at] = await db.query('SELECT clinic_id FROM appointment WHERE id = $1', [offer]);
    expect(at.clinic_id).toBe(id);
  });

  test('has the code of the referral where that is to its clinic, and says it to no other', async () => {
    const referralCode = newCode();
    const codeAt = async (id: string) => {
      const { offer } = await entry(advocate, id);
      const [at] = await db.query('SELECT referral_code AS code FROM appointment WHERE id = $1', [offer]);
      return at.code;
    };
    const { clinic, taken, window } = await fullClinic();
    const here = (await join(advocate, { clinic, ...window, referralCode })).examWait.id;
    await cancel(taken);
    expect(await codeAt(here)).toBe(referralCode);
    const region = 'KZ-35';
    const anywhere = (await join(advocate, { regionCode: region, referralCode })).examWait.id;
    await addClinic(db, { agency: AGENCY, region });
    await lookForFreeTimes(db, { all: true });
    const drawn = await codeAt(anywhere);
    expect(drawn).toMatch(/^\d{10}$/);
    expect(drawn).not.toBe(referralCode);
  });
});

describe('the clock', () => {
  test('is the database’s: a process whose clock is wrong offers the same time', async () => {
    const { clinic, taken, window } = await fullClinic();
    const entryOf = async () => (await join(advocate, { clinic, ...window })).examWait;
    const { id } = await entryOf();
    await db.query(
      `UPDATE appointment SET state = 'CANCELLED', cancel_reason = 'SHE_ASKED', ended_at = clock_timestamp() WHERE id = $1`,
      [taken],
    );
    const ahead = Date.now() + 48 * 3_600_000;
    const wrong = mock.method(Date, 'now', () => ahead);
    try {
      await transaction(db, async (manager) => {
        await lockClinics(manager, [clinic]);
        await offerFreeTimes(manager, clinic);
      });
    } finally {
      wrong.mock.restore();
    }
    expect(await entry(advocate, id)).toMatchObject({ state: 'OFFERED' });
  });

  test('new hours are offered in the transaction that makes them', async () => {
    const region = 'KZ-47';
    const { examWait } = await join(advocate, { kind: 'TOXICOLOGY', regionCode: region });
    const { id: clinic } = await addClinic(db, { agency: AGENCY, region, hours: [], examiners: [{}] });
    expect(await db.query('SELECT FROM appointment WHERE wait_id = $1', [examWait.id])).toEqual([]);
    const rule = { kind: 'OPEN', startsAt: '2024-01-01T00:00', minutes: 1440, rrule: 'FREQ=DAILY' };
    const answer = await scheduler.query(
      'mutation ($input: ScheduleRuleAddInput!) { scheduleRuleAdd(input: $input) { id userErrors { code } } }',
      { input: { idempotencyKey: randomUUID(), clinicId: clinic, ...rule } },
    );
    expect(answer.data.scheduleRuleAdd.userErrors).toEqual([]);
    const [offer] = await db.query('SELECT clinic_id FROM appointment WHERE wait_id = $1', [examWait.id]);
    expect(offer).toEqual({ clinic_id: clinic });
  });

  test('the days by which a horizon moves on are offered as they come', async () => {
    const { id: clinic } = await addClinic(db, { agency: AGENCY });
    await db.query('DELETE FROM shift WHERE clinic_id = $1', [clinic]);
    const { examWait } = await join(advocate, { clinic });
    expect(examWait.state).toBe('WAITING');
    await db.query('UPDATE clinic SET derived_on = derived_on - 1 WHERE id = $1', [clinic]);
    await keepShifts({ db });
    expect(await db.query('SELECT FROM appointment WHERE wait_id = $1', [examWait.id])).toHaveLength(1);
  });
});

describe('an entry', () => {
  test('is left by its holder, and its offer goes to the next', async () => {
    const { clinic, taken, window } = await fullClinic();
    const one = (await join(advocate, { clinic, ...window })).examWait;
    const two = (await join(officer, { clinic, ...window })).examWait;
    await cancel(taken);
    expect((await ask(colleague, 'examWaitLeave', { waitId: one.id })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['input', 'waitId'] },
    ]);
    const { offer } = await entry(advocate, one.id);
    expect((await ask(advocate, 'examWaitLeave', { waitId: one.id })).examWait.state).toBe('LEFT');
    expect((await step(advocate, 'examConfirm', offer)).userErrors[0]?.code).toBe('WRONG_STATE');
    expect((await entry(officer, two.id)).state).toBe('OFFERED');
  });

  test('that is over is neither shown nor looked at where only those that wait are asked for', async () => {
    const { clinic, window } = await fullClinic();
    const left = (await join(advocate, { clinic, ...window })).examWait;
    const waiting = (await join(advocate, { clinic, ...window })).examWait;
    await ask(advocate, 'examWaitLeave', { waitId: left.id });
    const looks = async (id: string) =>
      (await db.query('SELECT count(*)::int AS n FROM own_record_log WHERE record_id = $1', [id]))[0].n;
    const before = [await looks(left.id), await looks(waiting.id)];
    const open = await waits(advocate, ['WAITING', 'OFFERED']);
    expect(open.map(({ id }) => id)).toContain(waiting.id);
    expect(new Set(open.map(({ state }) => state))).not.toContain('LEFT');
    expect([await looks(left.id), await looks(waiting.id)]).toEqual([before[0], before[1] + 1]);
    expect((await waits(advocate, ['LEFT'])).map(({ id }) => id)).toContain(left.id);
  });

  test.each([
    [
      'booked',
      'BOOKED',
      async (id: string) => void (await step(advocate, 'examConfirm', (await entry(advocate, id)).offer)),
    ],
    ['left', 'LEFT', async (id: string) => void (await ask(advocate, 'examWaitLeave', { waitId: id }))],
    [
      'ended',
      'ENDED',
      async (id: string) => {
        const past =
          "UPDATE exam_wait SET earliest = joined_at - interval '1 hour', latest = clock_timestamp() WHERE id = $1";
        await db.query(past, [id]);
        // what is offered to it may still be confirmed
        await endWaits(db);
        expect(await entry(advocate, id)).toMatchObject({ state: 'OFFERED' });
        await lapse((await entry(advocate, id)).offer);
      },
    ],
    [
      'unanswered',
      'UNANSWERED',
      async (id: string) => {
        await db.query('UPDATE exam_wait SET offers = 3 WHERE id = $1', [id]);
        await lapse((await entry(advocate, id)).offer);
      },
    ],
  ])('that has ended is told so once, to the unit that made it: %s', async (how, state, ends) => {
    const { clinic, taken, window } = await fullClinic();
    const { id } = (await join(advocate, { clinic, ...window })).examWait;
    await cancel(taken);
    const [before, others] = [
      await end(advocate, 'forensicAppointmentEvents'),
      await end(officer, 'forensicAppointmentEvents'),
    ];
    await ends(id);
    await Promise.all([endWaits(db), endWaits(db)]);
    await endWaits(db);
    expect(await entry(advocate, id)).toMatchObject({ state, offer: null });
    const of = async (client: Client, since: string) =>
      (await allEvents(client, 'forensicAppointmentEvents', since)).filter(({ object }) => object === id);
    expect((await of(advocate, before)).map(({ type }) => type)).toEqual([`exam_wait.${how}`]);
    expect(await of(officer, others)).toEqual([]);
  });

  test('is told its place in words that are the same whoever else waits', async () => {
    const { clinic, window } = await fullClinic();
    const alone = (await join(advocate, { clinic, ...window })).examWait;
    await join(officer, { clinic, ...window, dangerSigns: ['PREGNANCY'] });
    await join(officer, { clinic, ...window });
    expect((await entry(advocate, alone.id)).told).toBe(alone.told);
    expect(alone.told).not.toMatch(/\d/);
  });

  test('is its unit’s alone, and a wall takes it away and offers nothing in its name', async () => {
    const { clinic, taken, window } = await fullClinic();
    const victimId = await register(officer);
    const { examWait } = await join(officer, { clinic, ...window, victimId });
    expect(await entry(officer, examWait.id)).toMatchObject({ state: 'WAITING' });
    for (const other of [colleague, advocate, scheduler]) expect(await entry(other, examWait.id)).toBeUndefined();
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [
      keyOf(victimId, 'police-almaty-auezov'),
      seedId('staff:officer-almaty'),
    ]);
    expect(await entry(officer, examWait.id)).toBeUndefined();
    await cancel(taken);
    expect(await db.query('SELECT FROM appointment WHERE wait_id = $1', [examWait.id])).toEqual([]);
  });

  test('is never offered a clinic or an examiner behind a wall', async () => {
    const staff = seedId('staff:examiner-almaty');
    const { id: clinic, examiners } = await addClinic(db, { agency: AGENCY, examiners: [{ staff }, {}] });
    const victimId = await register(officer);
    const key = keyOf(victimId, 'police-almaty-auezov');
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [key, staff]);
    const { examWait } = await join(officer, { clinic, victimId });
    const [at] = await db.query('SELECT examiner_id FROM appointment WHERE id = $1', [examWait.offer]);
    expect(at.examiner_id).toBe(examiners[1]);
    await ask(officer, 'examWaitLeave', { waitId: examWait.id });
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'AGENCY', $2)`, [key, AGENCY]);
    expect((await join(officer, { clinic, victimId })).examWait).toMatchObject({ state: 'WAITING', offer: null });
  });

  test.each([
    ['neither clinic nor region', {}, 'clinic'],
    ['a clinic that there is not', { clinic: randomUUID() }, 'clinic'],
    ['a time that has passed', { regionCode: 'KZ-75', latest: hours(-1) }, 'latest'],
    ['a time too far away', { regionCode: 'KZ-75', latest: hours(24 * 61) }, 'latest'],
    ['an end before its beginning', { regionCode: 'KZ-75', earliest: hours(10), latest: hours(9) }, 'latest'],
    ['a last contact that is yet to come', { regionCode: 'KZ-75', lastContactAt: hours(1) }, 'lastContactAt'],
  ])('with %s is refused', async (_, input, field) => {
    const { examWait, userErrors } = await join(advocate, input);
    expect({ examWait, userErrors }).toMatchObject({
      examWait: null,
      userErrors: [{ code: 'INVALID', field: ['input', field] }],
    });
  });
});
