import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { forensicAppointment } from '../index.js';
import { addClinic } from '../test/clinics.js';
import { keyOf, register, step } from '../test/desk.js';

/** What is seen of it when room is made: whom it moves, whom it does not, and what both parties are told. */

const AGENCY = seedId('agency:clinic-almaty');
const HOUR = 3_600_000;

let hub: TestHub;
let db: DataSource;
let advocate: Client;
let officer: Client;
let scheduler: Client;
beforeAll(async () => {
  const { background: _, ...quiet } = forensicAppointment;
  const { SUBGRAPHS } = await import('../../../standalone/subgraphs.js');
  hub = await openTestHub({ subgraphs: SUBGRAPHS.map((each) => (each === forensicAppointment ? quiet : each)) });
  db = hub.db('forensic-appointment');
  advocate = hub.as('advocate-almaty', 'SUPPORT');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
});
afterAll(() => hub.close());

/** A full hour that does not pass before it is used: all times of a test are hours from it. */
const BASE = Math.ceil((Date.now() + HOUR / 4) / HOUR) * HOUR;
const at = (hour: number): Date => new Date(BASE + hour * HOUR);

/** A clinic that has these hours and no others, from now on, by examiners who each have a room. */
async function clinicWith(
  hours: readonly number[],
  options: { examiners?: object[]; rooms?: number; region?: string } = {},
) {
  const { examiners = [{}], rooms, region } = options;
  const clinic = await addClinic(db, {
    agency: AGENCY,
    hours: [],
    examiners,
    ...(rooms ? { rooms } : {}),
    ...(region ? { region } : {}),
  });
  const [{ id: rule }] = await db.query(
    `INSERT INTO schedule_rule (clinic_id, kind, starts_at, minutes) VALUES ($1, 'OPEN', '2024-01-01T00:00', 60) RETURNING id`,
    [clinic.id],
  );
  for (const [i, hour] of hours.entries())
    await db.query(
      `INSERT INTO shift (clinic_id, examiner_id, rule_id, kind, during, reach_minutes) VALUES ($1, $2, $3, 'WORKING', tstzrange($4, $5), 0)`,
      [clinic.id, clinic.examiners[i % clinic.examiners.length], rule, at(hour), at(hour + 1)],
    );
  return clinic;
}

interface Wait {
  readonly id: string;
  readonly state: string;
  readonly offer: string | null;
  readonly priority: string;
}

async function join(
  client: Client,
  clinic: string | null,
  [earliest, latest]: [number, number],
  more: object = {},
): Promise<Wait> {
  const input = {
    ...{ idempotencyKey: randomUUID(), clinic, kind: 'PHYSICAL_INJURY' },
    ...{ earliest: at(earliest).toISOString(), latest: at(latest).toISOString() },
    ...more,
  };
  const answer = await client.query(
    'mutation ($input: ExamWaitJoinInput!) { examWaitJoin(input: $input) { examWait { id state offer priority } userErrors { code field } } }',
    { input },
  );
  expect(answer.data.examWaitJoin.userErrors).toEqual([]);
  return answer.data.examWaitJoin.examWait;
}

async function entry(client: Client, { id }: Wait): Promise<Wait> {
  const answer = await client.query('{ examWaits(first: 50) { edges { node { id state offer priority } } } }');
  return answer.data.examWaits.edges.map(({ node }: { node: Wait }) => node).find((each: Wait) => each.id === id);
}

async function appointment(client: Client, id: string | null) {
  const answer = await client.query(
    `query ($id: ID!) { appointment(id: $id) { id state startsAt heldUntil movedFrom { startsAt because } movedTo { appointmentId startsAt because } } }`,
    { id },
  );
  return answer.data.appointment;
}
const startOf = async (client: Client, { offer }: Wait) => (await appointment(client, offer))?.startsAt;

test('an offer moves to another time within its window, begins anew, and says from where', async () => {
  const { id } = await clinicWith([6, 8]);
  const first = await join(advocate, id, [0, 12]);
  expect(await startOf(advocate, first)).toBe(at(6).toISOString());
  const second = await join(officer, id, [0, 7]);
  expect(second.state).toBe('OFFERED');
  expect(await startOf(officer, second)).toBe(at(6).toISOString());
  const moved = await entry(advocate, first);
  expect(moved).toMatchObject({ state: 'OFFERED', offer: expect.any(String) });
  expect(moved.offer).not.toBe(first.offer);
  expect(await appointment(advocate, moved.offer)).toMatchObject({
    ...{ state: 'HELD', startsAt: at(8).toISOString() },
    movedFrom: { startsAt: at(6).toISOString(), because: 'CLINIC_CHANGED_TIMES' },
  });
  expect((await step(advocate, 'examConfirm', first.offer!)).userErrors[0]?.code).toBe('WRONG_STATE');
  expect((await step(advocate, 'examConfirm', moved.offer!)).appointment.state).toBe('CONFIRMED');
  const [{ offers }] = await db.query('SELECT offers FROM exam_wait WHERE id = $1', [first.id]);
  expect(offers).toBe(1);
});

test.each([
  ['agreed to be moved', true, 6, 'OFFERED'],
  ['did not agree', false, 6, 'WAITING'],
  ['agreed, but it begins within four hours', true, 2, 'WAITING'],
])('a confirmed time of who %s: the next one is %s', async (_, mayBeMoved, hour, state) => {
  const { id } = await clinicWith([hour, 9]);
  const first = await join(advocate, id, [0, 12], { mayBeMoved });
  expect((await step(advocate, 'examConfirm', first.offer!)).userErrors).toEqual([]);
  const second = await join(officer, id, [0, hour + 0.5]);
  expect(second.state).toBe(state);
  const was = await appointment(advocate, first.offer);
  if (state === 'WAITING') return expect(was).toMatchObject({ state: 'CONFIRMED', movedTo: null });
  expect(was).toMatchObject({
    state: 'CANCELLED',
    movedTo: { startsAt: at(9).toISOString(), because: 'CLINIC_CHANGED_TIMES' },
  });
  const now = was.movedTo.appointmentId;
  for (const party of [advocate, scheduler])
    expect(await appointment(party, now)).toMatchObject({ state: 'CONFIRMED', startsAt: at(9).toISOString() });
  expect(await entry(advocate, first)).toMatchObject({ state: 'BOOKED' });
});

test('nobody is moved out of her window, nor to a later time for somebody less urgent', async () => {
  const { id } = await clinicWith([6, 9]);
  const first = await join(advocate, id, [0, 7]);
  expect((await join(officer, id, [0, 7])).state).toBe('WAITING');
  expect(await entry(advocate, first)).toEqual(first);

  const other = await clinicWith([6, 9]);
  const urgent = await join(advocate, other.id, [0, 12]);
  expect(urgent.priority).toBe('ASAP');
  const longAgo = { lastContactAt: new Date(Date.now() - 24 * 400 * HOUR).toISOString() };
  const routine = await join(hub.as('advocate-almaty', 'SUPPORT'), other.id, [0, 7], longAgo);
  expect(routine).toMatchObject({ priority: 'ROUTINE', state: 'WAITING' });
  expect(await entry(advocate, urgent)).toEqual(urgent);
});

test('medical need has the soonest time, and the place of who is less urgent when there is no other', async () => {
  const { id } = await clinicWith([6, 8]);
  const first = await join(advocate, id, [0, 12]);
  const hurt = await join(officer, id, [0, 12], { dangerSigns: ['HEAVY_BLEEDING'] });
  expect(await startOf(officer, hurt)).toBe(at(6).toISOString());
  expect(await startOf(advocate, await entry(advocate, first))).toBe(at(8).toISOString());

  const worse = await join(officer, id, [0, 12], { dangerSigns: ['SEIZURE'] });
  expect(await startOf(officer, worse)).toBe(at(8).toISOString());
  expect(await startOf(officer, await entry(officer, hurt))).toBe(at(6).toISOString());
  // an offer that was given to somebody else is none that lapsed
  expect(await entry(advocate, first)).toMatchObject({ state: 'WAITING', offer: null });
  const [{ offers }] = await db.query('SELECT offers FROM exam_wait WHERE id = $1', [first.id]);
  expect(offers).toBe(0);
  // and medical need gives way to nobody
  expect((await join(officer, id, [0, 12], { dangerSigns: ['SEIZURE'] })).state).toBe('WAITING');
});

test('a confirmed time gives way to medical need only when there is a later one', async () => {
  const { id } = await clinicWith([6]);
  const first = await join(advocate, id, [0, 12], { mayBeMoved: true });
  await step(advocate, 'examConfirm', first.offer!);
  const hurt = { dangerSigns: ['HEAVY_BLEEDING'] };
  expect((await join(officer, id, [0, 12], hurt)).state).toBe('WAITING');
  expect(await appointment(advocate, first.offer)).toMatchObject({ state: 'CONFIRMED' });

  const other = await clinicWith([6, 40]);
  const second = await join(advocate, other.id, [0, 12], { mayBeMoved: true });
  await step(advocate, 'examConfirm', second.offer!);
  expect((await join(officer, other.id, [0, 12], hurt)).state).toBe('OFFERED');
  expect(await appointment(advocate, second.offer)).toMatchObject({ movedTo: { startsAt: at(40).toISOString() } });
});

test('where a room is wanting another plan is tried, and all of a plan is done or nothing', async () => {
  // two examiners at the same hour and one room: the second one is free and nobody can be examined there
  const { id } = await clinicWith([6, 6, 9], { examiners: [{}, {}], rooms: 1 });
  const first = await join(advocate, id, [0, 12]);
  const second = await join(officer, id, [0, 7]);
  expect(second.state).toBe('OFFERED');
  expect(await startOf(advocate, await entry(advocate, first))).toBe(at(9).toISOString());
  const third = await join(officer, id, [0, 7]);
  expect(third.state).toBe('WAITING');
  expect(await startOf(officer, await entry(officer, second))).toBe(at(6).toISOString());
});

test('nobody is moved to an examiner behind a wall of hers, nor whose holder a wall keeps out', async () => {
  const staff = seedId('staff:examiner-almaty');
  const { id } = await clinicWith([6, 8], { examiners: [{}, { staff }] });
  const victimId = await register(officer);
  await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [
    keyOf(victimId, 'police-almaty-auezov'),
    staff,
  ]);
  const first = await join(officer, id, [0, 12], { victimId });
  expect((await join(advocate, id, [0, 7])).state).toBe('WAITING');
  expect(await startOf(officer, await entry(officer, first))).toBe(at(6).toISOString());
});

test('a child is offered only examiners who are trained for children, also when room is made', async () => {
  const trained = { skills: ['GENERAL', 'PAEDIATRIC'] };
  const { id, examiners } = await clinicWith([6, 8], { examiners: [{ skills: ['GENERAL'] }, trained] });
  const child = await join(advocate, id, [0, 12], { paediatric: true });
  const [{ examiner_id: by }] = await db.query('SELECT examiner_id FROM appointment WHERE id = $1', [child.offer]);
  expect(by).toBe(examiners[1]);
  expect((await join(officer, id, [7, 9])).state).toBe('WAITING');
});

test('in a region the soonest time is offered, at whichever clinic it is, and room is made where none is free', async () => {
  const region = 'KZ-59';
  for (const hour of [30, 20, 6, 12, 25]) await clinicWith([hour], { region });
  const starts: string[] = [];
  for (let n = 0; n < 3; n++) {
    const each = await join(advocate, null, [0, 48], { regionCode: region });
    starts.push(await startOf(advocate, each));
  }
  expect(starts).toEqual([6, 12, 20].map((hour) => at(hour).toISOString()));
  const { id } = await clinicWith([7, 9], { region });
  const first = await join(advocate, id, [0, 12]);
  const second = await join(officer, null, [7, 8], { regionCode: region });
  expect(await startOf(officer, second)).toBe(at(7).toISOString());
  expect(await startOf(advocate, await entry(advocate, first))).toBe(at(9).toISOString());
});
