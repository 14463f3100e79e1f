import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import {
  APPOINTMENT,
  freeSlot,
  freeSlots,
  hire,
  hold,
  idFor,
  keyOf,
  openForensic,
  register,
  step,
} from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
let examiner: Client;
let officer: Client;
let advocate: Client;
let elsewhere: Client;
let clinic: string;

beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  examiner = hub.as('examiner-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  advocate = hub.as('advocate-almaty', 'SUPPORT');
  await hire(hub, 'scheduler-astana', 'clinic-astana', 'SCHEDULER');
  elsewhere = hub.as('scheduler-astana', 'FORENSIC_EXAM');
  clinic = (await addClinic(db, { agency: AGENCY, examiners: [{}, { staff: seedId('staff:examiner-almaty') }] })).id;
});
afterAll(() => hub.close());

const read = async (client: Client, id: string) =>
  (await client.query(`query ($id: ID!) { appointment(id: $id) { ${APPOINTMENT} } }`, { id })).data.appointment;
const list = async (client: Client) =>
  (await client.query('{ appointments(first: 100) { edges { node { id } } } }')).data.appointments.edges.map(
    (edge: { node: { id: string } }) => edge.node.id,
  );
const held = async (client: Client, more: object = {}) => {
  const { appointment, userErrors } = await hold(client, { slotId: (await freeSlot(client, clinic)).id, ...more });
  expect(userErrors).toEqual([]);
  return appointment;
};

describe('the life of an appointment', () => {
  test('held, confirmed, arrived, in progress, completed', async () => {
    const slot = await freeSlot(scheduler, clinic);
    const { appointment } = await hold(scheduler, {
      slotId: slot.id,
      localReference: 'FX-2026-17',
      referralCode: '123 456 789-4',
      priority: 'ASAP',
    });
    expect(appointment).toMatchObject({
      state: 'HELD',
      version: 1,
      startsAt: slot.startsAt,
      examiner: slot.examiner,
      holder: AGENCY,
      localReference: 'FX-2026-17',
      referralCode: '1234567894',
      priority: 'ASAP',
      victim: null,
      clinic: { id: clinic, name: 'Test clinic' },
    });
    const minutes = (Date.parse(appointment.heldUntil) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(4.5);
    expect(minutes).toBeLessThanOrEqual(5);
    expect((await freeSlot(scheduler, clinic)).id).not.toBe(slot.id);

    const { id } = appointment;
    for (const [name, state, version] of [
      ['examConfirm', 'CONFIRMED', 2],
      ['examArrive', 'ARRIVED', 3],
      ['examStart', 'IN_PROGRESS', 4],
      ['examComplete', 'COMPLETED', 5],
    ] as const) {
      const by = name === 'examConfirm' ? scheduler : examiner;
      expect((await step(by, name, id)).appointment).toMatchObject({ state, version, heldUntil: null });
    }
    const again = await step(hub.as('scheduler-almaty', 'FORENSIC_EXAM', 'ru'), 'examCancel', id, {
      reason: 'SHE_ASKED',
    });
    expect(again).toMatchObject({ appointment: null, userErrors: [{ code: 'WRONG_STATE' }] });
    expect(again.userErrors[0]?.message).toContain('завершено');
  });

  test('stopped by her at any step, which frees the examiner', async () => {
    const { id } = await held(scheduler);
    await step(scheduler, 'examConfirm', id);
    await step(examiner, 'examArrive', id);
    expect((await step(examiner, 'examStop', id)).appointment.state).toBe('STOPPED');
    const [row] = await db.query('SELECT started_at, ended_at FROM appointment WHERE id = $1', [id]);
    expect(row).toMatchObject({ started_at: null, ended_at: expect.any(Date) });
  });

  test('cancelled with a reason, and the time is free again', async () => {
    const slot = await freeSlot(scheduler, clinic);
    const { appointment } = await hold(scheduler, { slotId: slot.id });
    const cancelled = await step(scheduler, 'examCancel', appointment.id, { reason: 'EMERGENCY_CARE' });
    expect(cancelled.appointment).toMatchObject({
      state: 'CANCELLED',
      cancelReason: 'EMERGENCY_CARE',
      heldUntil: null,
    });
    expect((await freeSlot(scheduler, clinic)).id).toBe(slot.id);
  });

  test('missed by nobody before it has begun', async () => {
    const { id } = await held(scheduler);
    await step(scheduler, 'examConfirm', id);
    expect((await step(scheduler, 'examNoShow', id)).userErrors[0]?.code).toBe('WRONG_STATE');
    await db.query(
      `UPDATE appointment SET starts_at = clock_timestamp() - interval '20 minutes', ends_at = clock_timestamp() - interval '1 minute' WHERE id = $1`,
      [id],
    );
    expect((await step(scheduler, 'examNoShow', id)).appointment.state).toBe('NO_SHOW');
  });

  test('a lapsed hold is lapsed in every answer, cannot be confirmed, and its time can be held again', async () => {
    const slot = await freeSlot(scheduler, clinic);
    const first = (await hold(scheduler, { slotId: slot.id })).appointment;
    await db.query(`UPDATE appointment SET held_until = clock_timestamp() WHERE id = $1`, [first.id]);
    expect((await read(scheduler, first.id)).state).toBe('LAPSED');
    expect((await step(scheduler, 'examConfirm', first.id)).userErrors[0]?.code).toBe('EXPIRED');
    const second = await hold(officer, { slotId: slot.id });
    expect(second.appointment.state).toBe('HELD');
    expect((await step(scheduler, 'examConfirm', first.id)).userErrors[0]?.code).toBe('EXPIRED');
  });

  test('a version that somebody has changed is refused', async () => {
    const { id } = await held(scheduler);
    await step(scheduler, 'examConfirm', id, { expectedVersion: 1 });
    expect((await step(examiner, 'examArrive', id, { expectedVersion: 1 })).userErrors[0]).toMatchObject({
      code: 'VERSION_CONFLICT',
      field: ['input', 'expectedVersion'],
    });
  });
});

describe('a hold', () => {
  test('with the same key twice at once has one effect; with another input it is refused', async () => {
    const slot = await freeSlot(scheduler, clinic);
    const input = { idempotencyKey: randomUUID(), slotId: slot.id };
    const [one, two] = await Promise.all([hold(scheduler, input), hold(scheduler, input)]);
    expect(one.appointment.id).toBe(two.appointment.id);
    const other = await hold(scheduler, { ...input, priority: 'STAT' });
    expect(other.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test.each([
    ['a slot that is none', async () => 'nonsense'],
    ['a time that is not on the grid', async () => altered(await freeSlot(scheduler, clinic), 7)],
    ['a time that has passed', async () => altered(await freeSlot(scheduler, clinic), -48 * 60)],
    ['a time beyond the horizon', async () => altered(await freeSlot(scheduler, clinic), 400 * 24 * 60)],
  ])('of %s is not available', async (_, slotId) => {
    expect(await hold(scheduler, { slotId: await slotId() })).toMatchObject({
      appointment: null,
      userErrors: [{ code: 'NOT_AVAILABLE', field: ['input', 'slotId'] }],
    });
  });

  test.each([['AIGERIM'], ['900101300123'], ['8-701-000-00-00'], ['a17'], ['FX 17']])(
    'does not take %j as a local reference',
    async (localReference) => {
      const slotId = (await freeSlot(scheduler, clinic)).id;
      const { userErrors } = await hold(scheduler, { slotId, localReference });
      expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'localReference'] }]);
    },
  );

  test('does not book her twice at one time in one clinic, and says no more than that the time cannot be had', async () => {
    const victimId = await register(scheduler);
    const two = await addClinic(db, { agency: AGENCY, examiners: [{}, {}] });
    const first = await freeSlot(scheduler, two.id);
    await hold(scheduler, { slotId: first.id, victimId });
    const second = await freeSlot(scheduler, two.id);
    expect(second.startsAt).toBe(first.startsAt);
    const taken = await hold(scheduler, { slotId: first.id });
    const hers = await hold(scheduler, { slotId: second.id, victimId });
    expect(hers.userErrors[0]?.code).toBe('NOT_AVAILABLE');
    expect(hers.userErrors).toEqual(taken.userErrors);
  });

  test('names no victim whom the requester does not know', async () => {
    const victimId = await register(officer);
    const slotId = (await freeSlot(scheduler, clinic)).id;
    const { userErrors } = await hold(scheduler, { slotId, victimId });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
  });

  test('is not given for her at a clinic, or with an examiner, behind a wall: as if the time were taken', async () => {
    const victimId = await register(officer);
    const key = keyOf(victimId, 'police-almaty-auezov');
    const wall = (kind: string, subject: string) =>
      db.query('INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, $2, $3)', [key, kind, subject]);
    await wall('STAFF', seedId('staff:examiner-almaty'));
    const [{ id: walled }] = await db.query('SELECT id FROM examiner WHERE clinic_id = $1 AND staff IS NOT NULL', [
      clinic,
    ]);
    const slots = await freeSlots(officer, clinic);
    const slotOf = (mine: boolean) => slots.findLast((s) => (s.examiner === walled) === mine)!.id;
    expect((await hold(officer, { slotId: slotOf(true), victimId })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
    const given = await hold(officer, { slotId: slotOf(false), victimId });
    expect(given.userErrors).toEqual([]);
    await step(officer, 'examCancel', given.appointment.id, { reason: 'MOVED_TO_ANOTHER_TIME' });
    await wall('AGENCY', AGENCY);
    expect((await hold(officer, { slotId: slotOf(false), victimId })).userErrors[0]?.code).toBe('NOT_AVAILABLE');
  });
});

describe('who may', () => {
  test('the clinic and the unit that holds; another clinic, unit and agency find nothing and change nothing', async () => {
    const { id } = await held(officer);
    expect(await list(officer)).toContain(id);
    expect(await list(scheduler)).toContain(id);
    for (const stranger of [elsewhere, hub.as('officer-almaty-2', 'POLICE_RESPONSE'), advocate]) {
      expect(await read(stranger, id)).toBeNull();
      expect(await list(stranger)).not.toContain(id);
      for (const name of ['examConfirm', 'examCancel']) {
        const { userErrors } = await step(stranger, name, id, name === 'examCancel' ? { reason: 'SHE_ASKED' } : {});
        expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'appointmentId'] }]);
      }
    }
    expect((await step(officer, 'examConfirm', id)).appointment.state).toBe('CONFIRMED');
    expect((await step(officer, 'examCancel', id, { reason: 'SHE_ASKED' })).appointment.state).toBe('CANCELLED');
  });

  test.each(['examArrive', 'examStart', 'examComplete', 'examStop', 'examNoShow'])(
    '%s: the clinic alone, not who holds the time',
    async (name) => {
      const { id } = await held(officer);
      const document = `mutation ($input: ExamStepInput!) { ${name}(input: $input) { userErrors { code } } }`;
      const answer = await officer.query(document, { input: { appointmentId: id } });
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await step(elsewhere, name, id)).userErrors[0]?.code).toBe('NOT_FOUND');
    },
  );

  test('a clinic holds no time of another clinic', async () => {
    const slotId = (await freeSlot(scheduler, clinic)).id;
    expect((await hold(elsewhere, { slotId })).userErrors[0]?.code).toBe('NOT_PERMITTED');
  });

  test.each([
    ['without a purpose', 'scheduler-almaty', undefined, 'PURPOSE_REQUIRED'],
    ['a clerk of a court', 'clerk-almaty', 'COURT', 'FORBIDDEN'],
    ['a lawyer', 'lawyer-almaty', 'LEGAL_AID', 'FORBIDDEN'],
    ['an administrator', 'administrator', undefined, 'FORBIDDEN'],
  ])('%s reads and holds nothing', async (_, account, purpose, code) => {
    const client = hub.as(account, purpose);
    const slotId = (await freeSlot(scheduler, clinic)).id;
    const answers = await Promise.all([
      client.query('{ appointments(first: 1) { edges { cursor } } }'),
      client.query(`query { appointment(id: "${randomUUID()}") { id } }`),
      client.query('mutation ($input: ExamHoldInput!) { examHold(input: $input) { userErrors { code } } }', {
        input: { idempotencyKey: randomUUID(), slotId },
      }),
    ]);
    for (const answer of answers) expect(answer.errors?.[0]?.extensions.code).toBe(code);
  });

  test('a walled officer loses the own hold too: not listed, not read, not changed', async () => {
    const victimId = await register(officer);
    const { id } = await held(officer, { victimId });
    expect(await list(officer)).toContain(id);
    const key = keyOf(victimId, 'police-almaty-auezov');
    await db.query(`INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)`, [
      key,
      seedId('staff:officer-almaty'),
    ]);
    expect(await read(officer, id)).toBeNull();
    expect(await list(officer)).not.toContain(id);
    expect((await step(officer, 'examConfirm', id)).userErrors[0]?.code).toBe('NOT_FOUND');
    expect(await list(scheduler)).toContain(id);
  });
});

describe("her record's appointments", () => {
  const RECORD = `query ($id: ID!, $first: Int!, $after: String) { victim(id: $id) { appointments(first: $first, after: $after) {
    edges { node { ${APPOINTMENT} } } pageInfo { hasNextPage endCursor } } } }`;

  test('are open to whom she opened FORENSIC, without references and names of others, page by page', async () => {
    const victimId = await register(advocate);
    const key = keyOf(victimId, 'crisis-almaty-1');
    const slots = await freeSlots(advocate, clinic);
    const later = await hold(advocate, { slotId: slots[40]!.id, victimId, localReference: 'A-1' });
    const sooner = await hold(advocate, { slotId: slots[2]!.id, victimId });
    expect(later.userErrors.concat(sooner.userErrors)).toEqual([]);

    const hospital = hub.as('clinician-almaty', 'MEDICAL_CARE');
    const id = idFor(key, 'hospital-almaty');
    expect((await hospital.query(RECORD, { id, first: 5 })).data.victim).toBeNull();
    await openForensic(advocate, victimId, 'hospital-almaty', 'MEDICAL_CARE');
    const page = (await hospital.query(RECORD, { id, first: 1 })).data.victim.appointments;
    expect(page.edges).toHaveLength(1);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(page.edges[0].node).toMatchObject({
      id: later.appointment.id,
      state: 'HELD',
      localReference: null,
      examiner: null,
      holder: null,
      victim: { id },
      clinic: { id: clinic },
    });
    const next = await hospital.query(RECORD, { id, first: 1, after: page.pageInfo.endCursor });
    expect(next.data.victim.appointments).toMatchObject({
      edges: [{ node: { id: sooner.appointment.id } }],
      pageInfo: { hasNextPage: false },
    });
    expect(await read(hospital, later.appointment.id)).toBeNull();
  });

  test('the clinic keeps its own appointment, her record behind it only while she opens it', async () => {
    const victimId = await register(advocate);
    const { id } = await held(advocate, { victimId });
    expect(await read(scheduler, id)).toMatchObject({ id, victim: null });
    await openForensic(advocate, victimId, 'clinic-almaty', 'FORENSIC_EXAM');
    expect((await read(scheduler, id)).victim.id).toBe(idFor(keyOf(victimId, 'crisis-almaty-1'), 'clinic-almaty'));
    const withdrawn = await advocate.query(
      'mutation ($input: ConsentWithdrawInput!) { consentWithdraw(input: $input) { userErrors { code } } }',
      { input: { victimId } },
    );
    expect(withdrawn.data.consentWithdraw.userErrors).toEqual([]);
    expect(await read(scheduler, id)).toMatchObject({ id, state: 'HELD', victim: null });
  });

  test('each look at an own appointment is logged, with who and why', async () => {
    const victimId = await register(advocate);
    const { id } = await held(advocate, { victimId });
    await read(scheduler, id);
    const looks = await db.query(
      'SELECT category, agency, staff, purpose FROM own_record_log WHERE record_id = $1 ORDER BY id',
      [id],
    );
    expect(looks).toEqual([
      {
        category: 'FORENSIC',
        agency: seedId('agency:crisis-almaty-1'),
        staff: seedId('staff:advocate-almaty'),
        purpose: 'SUPPORT',
      },
      { category: 'FORENSIC', agency: AGENCY, staff: seedId('staff:scheduler-almaty'), purpose: 'FORENSIC_EXAM' },
    ]);
  });
});

/** The same slot, some minutes later. */
function altered(slot: { id: string; startsAt: string }, minutes: number): string {
  const moved = new Date(Date.parse(slot.startsAt) + minutes * 60_000).toISOString();
  return Buffer.from(Buffer.from(slot.id, 'base64url').toString().replace(slot.startsAt, moved)).toString('base64url');
}
