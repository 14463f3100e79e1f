import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import { type FreeSlot, freeSlot, freeSlots, hire, hold, keyOf, type Payload, register, step } from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');
const MOVE = 'appointmentId startsAt because';

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
let officer: Client;
let advocate: Client;
let elsewhere: Client;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  advocate = hub.as('advocate-almaty', 'SUPPORT');
  await hire(hub, 'scheduler-astana', 'clinic-astana', 'SCHEDULER');
  elsewhere = hub.as('scheduler-astana', 'FORENSIC_EXAM');
});
afterAll(() => hub.close());

const clinicWith = async (examiners: { sex?: string; languages?: string[] }[] = [{}], agency = AGENCY) =>
  (await addClinic(db, { agency, examiners })).id;

const PAYLOAD = `{ appointment { id state version startsAt examiner holder heldUntil priority localReference replaces overrideReason cancelReason
  movedFrom { ${MOVE} } movedTo { ${MOVE} } } userErrors { code message field } }`;
async function ask(client: Client, name: string, type: string, input: object): Promise<Payload> {
  const answer = await client.query(`mutation ($input: ${type}!) { ${name}(input: $input) ${PAYLOAD} }`, {
    input: { idempotencyKey: randomUUID(), ...input },
  });
  expect(answer.errors).toBeUndefined();
  return answer.data[name];
}
const reschedule = (client: Client, input: object) => ask(client, 'examReschedule', 'ExamRescheduleInput', input);
const override = (client: Client, input: object) =>
  ask(client, 'examOverride', 'ExamOverrideInput', {
    ...{ kind: 'PHYSICAL_INJURY', priority: 'STAT', reason: 'MEDICAL_NEED' },
    ...input,
  });
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
const read = async (client: Client, id: string): Promise<any> => {
  const answer = await client.query(
    `query ($id: ID!) { appointment(id: $id) ${PAYLOAD.slice(PAYLOAD.indexOf('{ id'), PAYLOAD.lastIndexOf(' userErrors'))} }`,
    { id },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.appointment;
};
async function confirmed(client: Client, slot: FreeSlot, more: object = {}): Promise<string> {
  const { appointment, userErrors } = await hold(client, { slotId: slot.id, priority: 'ROUTINE', ...more });
  expect(userErrors).toEqual([]);
  expect((await step(client, 'examConfirm', appointment.id)).userErrors).toEqual([]);
  return appointment.id;
}
const lapse = (id: string) => db.query('UPDATE appointment SET held_until = clock_timestamp() WHERE id = $1', [id]);

test('a hold that is part of a wider booking is kept longer, and not for ever', async () => {
  const clinic = await clinicWith();
  const slotId = (await freeSlot(scheduler, clinic)).id;
  const { appointment } = await hold(advocate, { slotId, widerBookingMinutes: 90 });
  const minutes = (Date.parse(appointment.heldUntil) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(88);
  expect(minutes).toBeLessThanOrEqual(90);
  for (const widerBookingMinutes of [4, 91, -1])
    expect((await hold(advocate, { slotId, widerBookingMinutes })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'widerBookingMinutes'] },
    ]);
});

describe('another time', () => {
  test('the old one is kept until the new one is confirmed, and cancelled with that', async () => {
    const clinic = await clinicWith();
    const [first, , , later] = await freeSlots(scheduler, clinic);
    const victimId = await register(officer);
    const id = await confirmed(officer, first!, { victimId, localReference: 'FX-1' });
    const moved = await reschedule(scheduler, { appointmentId: id, slotId: later!.id });
    expect(moved.userErrors).toEqual([]);
    expect(moved.appointment).toMatchObject({
      ...{ state: 'HELD', startsAt: later!.startsAt, replaces: id, localReference: 'FX-1' },
      holder: seedId('agency:police-almaty-auezov'),
    });
    expect(await read(officer, id)).toMatchObject({ state: 'CONFIRMED', movedTo: null });
    const taken = (await freeSlots(scheduler, clinic)).map(({ startsAt }) => startsAt);
    expect(taken).not.toContain(first!.startsAt);
    expect(taken).not.toContain(later!.startsAt);

    const { appointment } = await step(officer, 'examConfirm', moved.appointment.id);
    expect(appointment.state).toBe('CONFIRMED');
    expect(await read(officer, id)).toMatchObject({
      ...{ state: 'CANCELLED', cancelReason: 'MOVED_TO_ANOTHER_TIME' },
      movedTo: { appointmentId: moved.appointment.id, startsAt: later!.startsAt, because: 'ASKED_FOR' },
    });
    expect((await read(scheduler, moved.appointment.id)).movedFrom).toEqual({
      ...{ appointmentId: id, startsAt: first!.startsAt, because: 'ASKED_FOR' },
    });
    expect((await freeSlot(scheduler, clinic)).startsAt).toBe(first!.startsAt);
  });

  test('a new hold that lapses has changed nothing', async () => {
    const clinic = await clinicWith();
    const [first, , , later] = await freeSlots(scheduler, clinic);
    const id = await confirmed(officer, first!);
    const { appointment } = await reschedule(officer, { appointmentId: id, slotId: later!.id });
    await lapse(appointment.id);
    expect((await step(officer, 'examConfirm', appointment.id)).userErrors[0]?.code).toBe('EXPIRED');
    expect(await read(officer, id)).toMatchObject({ state: 'CONFIRMED', version: 2 });
    expect((await step(scheduler, 'examArrive', id)).appointment.state).toBe('ARRIVED');
  });

  test('at the same time with another examiner is hers to take; a third place at that time is not', async () => {
    const clinic = await clinicWith([{}, {}, {}]);
    const victimId = await register(officer);
    const slots = await freeSlots(officer, clinic);
    const [one, two, three] = slots.filter(({ startsAt }) => startsAt === slots[0]!.startsAt);
    const id = await confirmed(officer, one!, { victimId });
    const { appointment, userErrors } = await reschedule(officer, { appointmentId: id, slotId: two!.id });
    expect(userErrors).toEqual([]);
    expect((await hold(officer, { slotId: three!.id, victimId })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
    await step(officer, 'examConfirm', appointment.id);
    const uses = await db.query(
      `SELECT u.appointment_id AS id FROM appointment_use u JOIN appointment a ON a.id = u.appointment_id
       WHERE a.clinic_id = $1 AND u.kind = 'PATIENT' AND u.live`,
      [clinic],
    );
    expect(uses).toEqual([{ id: appointment.id }]);
  });

  test('a second wish gives up the first; one that began meanwhile is not cancelled', async () => {
    const clinic = await clinicWith();
    const [first, , , second, , , third] = await freeSlots(scheduler, clinic);
    const id = await confirmed(officer, first!);
    const one = (await reschedule(officer, { appointmentId: id, slotId: second!.id })).appointment;
    const two = (await reschedule(officer, { appointmentId: id, slotId: third!.id })).appointment;
    expect((await read(officer, one.id)).state).toBe('CANCELLED');
    await step(scheduler, 'examArrive', id);
    expect((await step(officer, 'examConfirm', two.id)).appointment.state).toBe('CONFIRMED');
    expect((await read(officer, id)).state).toBe('ARRIVED');
  });

  test('at another clinic says nothing there of where she was, and is not the clinic that she leaves to take', async () => {
    const [here, there] = [await clinicWith(), await clinicWith([{}], seedId('agency:clinic-astana'))];
    const id = await confirmed(officer, await freeSlot(officer, here), { localReference: 'FX-2' });
    const slotId = (await freeSlot(officer, there)).id;
    expect((await reschedule(scheduler, { appointmentId: id, slotId })).userErrors[0]?.code).toBe('NOT_PERMITTED');
    const { appointment } = await reschedule(officer, { appointmentId: id, slotId });
    expect(await read(elsewhere, appointment.id)).toMatchObject({
      state: 'HELD',
      replaces: null,
      localReference: null,
    });
    await step(elsewhere, 'examConfirm', appointment.id);
    expect((await read(elsewhere, appointment.id)).movedFrom).toBeNull();
    expect((await read(officer, appointment.id)).movedFrom.appointmentId).toBe(id);
    expect(await read(scheduler, id)).toMatchObject({ state: 'CANCELLED', movedTo: null });
  });

  test.each([
    ['of a stranger', () => advocate, {}, 'NOT_FOUND', 'appointmentId'],
    ['under an old version', () => officer, { expectedVersion: 1 }, 'VERSION_CONFLICT', 'expectedVersion'],
    ['in a slot of another kind', () => officer, { kind: 'PSYCHIATRIC' }, 'INVALID', 'slotId'],
    ['in a slot that is none', () => officer, { slotId: 'none' }, 'NOT_AVAILABLE', 'slotId'],
  ])(
    '%s is refused',
    async (_, client, { kind, ...more }: { kind?: string; slotId?: string; expectedVersion?: number }, code, field) => {
      const clinic = await clinicWith();
      const id = await confirmed(officer, await freeSlot(scheduler, clinic));
      const [slot] = await freeSlots(scheduler, clinic, kind);
      const { userErrors } = await reschedule(client(), { appointmentId: id, slotId: slot!.id, ...more });
      expect(userErrors).toMatchObject([{ code, field: ['input', field] }]);
      expect((await read(officer, id)).state).toBe('CONFIRMED');
    },
  );

  test('of a hold that nobody has confirmed is refused: cancel it and hold another', async () => {
    const [one, two] = await freeSlots(scheduler, await clinicWith());
    const { appointment } = await hold(officer, { slotId: one!.id });
    const { userErrors } = await reschedule(officer, { appointmentId: appointment.id, slotId: two!.id });
    expect(userErrors[0]?.code).toBe('WRONG_STATE');
  });
});

describe('an urgent examination', () => {
  test('takes the time of a routine one, which moves to the next that fits it and is told when and that the clinic had to, no more', async () => {
    const { id: clinic, examiners } = await addClinic(db, {
      agency: AGENCY,
      examiners: [{}, { sex: 'MALE' }, { languages: ['ru'] }],
    });
    const slot = (await freeSlots(officer, clinic)).find(({ examiner }) => examiner === examiners[0]);
    const victimId = await register(officer);
    const id = await confirmed(officer, slot!, { victimId, localReference: 'A-7' });
    const urgent = await override(scheduler, { appointmentId: id, localReference: 'B-8' });
    expect(urgent.userErrors).toEqual([]);
    expect(urgent.appointment).toMatchObject({
      ...{ state: 'CONFIRMED', startsAt: slot!.startsAt, examiner: slot!.examiner, holder: AGENCY },
      ...{ priority: 'STAT', overrideReason: 'MEDICAL_NEED', movedFrom: null },
    });
    const old = await read(officer, id);
    expect(old).toMatchObject({ state: 'CANCELLED', movedTo: { because: 'CLINIC_CHANGED_TIMES' } });
    const now = await read(officer, old.movedTo.appointmentId);
    expect(now).toMatchObject({
      ...{ state: 'CONFIRMED', priority: 'ROUTINE', localReference: 'A-7', overrideReason: null },
      // a woman who speaks her languages: neither the man nor her who speaks Russian alone is free for it
      examiner: slot!.examiner,
      movedFrom: { appointmentId: id, startsAt: slot!.startsAt, because: 'CLINIC_CHANGED_TIMES' },
    });
    expect(now.startsAt > slot!.startsAt).toBe(true);
    expect(await read(officer, urgent.appointment.id)).toBeNull();
    expect(JSON.stringify([old, now])).not.toContain(urgent.appointment.id);
  });

  test('takes an unconfirmed hold that is less urgent, which is held anew', async () => {
    const clinic = await clinicWith();
    const { appointment } = await hold(officer, { slotId: (await freeSlot(officer, clinic)).id, priority: 'URGENT' });
    expect((await override(scheduler, { appointmentId: appointment.id, priority: 'ASAP' })).userErrors).toEqual([]);
    const { movedTo } = await read(officer, appointment.id);
    expect(await read(officer, movedTo.appointmentId)).toMatchObject({ state: 'HELD', priority: 'URGENT' });
    expect((await step(officer, 'examConfirm', movedTo.appointmentId)).appointment.state).toBe('CONFIRMED');
  });

  test.each([
    ['one as urgent', 'STAT', 'STAT', [] as string[], 'NOT_PERMITTED'],
    ['a confirmed one that is more than routine', 'STAT', 'URGENT', ['examConfirm'], 'NOT_PERMITTED'],
    ['one that has arrived', 'STAT', 'ROUTINE', ['examConfirm', 'examArrive'], 'NOT_PERMITTED'],
    ['one that has begun', 'STAT', 'ROUTINE', ['examConfirm', 'examArrive', 'examStart'], 'NOT_PERMITTED'],
    ['anything, when it is itself routine', 'ROUTINE', 'ROUTINE', [], 'INVALID'],
  ])('never displaces %s', async (_, priority, standing, steps, code) => {
    const slotId = (await freeSlot(scheduler, await clinicWith())).id;
    const { appointment } = await hold(officer, { slotId, priority: standing });
    for (const name of steps) await step(scheduler, name, appointment.id);
    const before = await read(officer, appointment.id);
    expect((await override(scheduler, { appointmentId: appointment.id, priority })).userErrors[0]?.code).toBe(code);
    expect(await read(officer, appointment.id)).toEqual(before);
  });

  test('never displaces what an officer has confirmed, who is told no priority and gave none', async () => {
    const { appointment } = await hold(officer, { slotId: (await freeSlot(officer, await clinicWith())).id });
    expect(appointment.priority).toBe('ASAP');
    await step(officer, 'examConfirm', appointment.id);
    const { userErrors } = await override(scheduler, { appointmentId: appointment.id });
    expect(userErrors[0]?.code).toBe('NOT_PERMITTED');
    const own = await hold(scheduler, { slotId: (await freeSlot(scheduler, await clinicWith())).id });
    expect(own.appointment.priority).toBe('ROUTINE');
  });

  test('is refused when nothing within a week fits whom it would displace: nothing has changed', async () => {
    const clinic = await clinicWith();
    const slot = await freeSlot(scheduler, clinic);
    const id = await confirmed(officer, slot);
    await db.query('UPDATE clinic SET horizon_days = 1 WHERE id = $1', [clinic]);
    await db.query(`UPDATE exam_place SET active = false WHERE clinic_id = $1`, [clinic]);
    const { userErrors } = await override(scheduler, { appointmentId: id });
    expect(userErrors[0]?.code).toBe('NOT_AVAILABLE');
    expect(await read(officer, id)).toMatchObject({ state: 'CONFIRMED', version: 2, movedTo: null });
  });

  test('is the clinic’s to decide: not whoever holds a time, and no other clinic', async () => {
    const id = await confirmed(officer, await freeSlot(officer, await clinicWith()));
    const document = 'mutation ($input: ExamOverrideInput!) { examOverride(input: $input) { userErrors { code } } }';
    const input = {
      idempotencyKey: randomUUID(),
      appointmentId: id,
      kind: 'PHYSICAL_INJURY',
      priority: 'STAT',
      reason: 'DANGER',
    };
    expect((await officer.query(document, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await override(elsewhere, { appointmentId: id })).userErrors[0]?.code).toBe('NOT_FOUND');
  });

  test('for somebody whom a wall keeps from this examiner is refused as if the time could not be had', async () => {
    const clinic = (await addClinic(db, { agency: AGENCY, examiners: [{ staff: seedId('staff:examiner-almaty') }] }))
      .id;
    const id = await confirmed(officer, await freeSlot(officer, clinic));
    const victimId = await register(scheduler);
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [
      keyOf(victimId, 'clinic-almaty'),
      seedId('staff:examiner-almaty'),
    ]);
    expect((await override(scheduler, { appointmentId: id, victimId })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
    expect((await read(officer, id)).state).toBe('CONFIRMED');
  });
});
