import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, QueryRunner } from 'typeorm';
import { seedId } from '../../../standalone/seed/ids.js';
import { waitPatiently } from '../../../test/hub/patience.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, freeSlots, hold, type Payload, register, step } from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');
const CLAIMANTS = 32;

let hub: TestHub;
let db: DataSource;
let scheduler: Client;
let claimants: Client[];

beforeAll(async () => {
  hub = await openTestHub({ deadlineMs: 60_000 });
  await waitPatiently(hub.subgraphs.get('forensic-appointment')!.db, CLAIMANTS);
  db = hub.db('forensic-appointment');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  const kinds = [scheduler, hub.as('officer-almaty', 'POLICE_RESPONSE'), hub.as('advocate-almaty', 'SUPPORT')];
  claimants = Array.from({ length: CLAIMANTS }, (_, i) => kinds[i % kinds.length]!);
});
afterAll(() => hub.close());

/** Deadlocks in this database so far. A server process reports what it met at most once a second, at the end of a statement. */
async function deadlocks(): Promise<number> {
  await sleep(1_100);
  await Promise.all(claimants.map((client) => client.query('{ clinics(first: 1) { edges { cursor } } }')));
  const [row] = await db.query('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
  return row.deadlocks;
}

function expectOneWinner(answers: Payload[]): void {
  const winners = answers.filter(({ appointment }) => appointment);
  expect(winners).toHaveLength(1);
  for (const { appointment, userErrors } of answers) {
    expect(userErrors.map(({ code }) => code)).toEqual(appointment ? [] : ['NOT_AVAILABLE']);
  }
}

test('32 claims at once on each of 20 slots: one winner each, no deadlock, nothing booked twice', async () => {
  const { id: clinic } = await addClinic(db, { agency: AGENCY });
  const slots = await freeSlots(scheduler, clinic, 'TOXICOLOGY');
  for (const slot of slots.slice(0, 20)) {
    expectOneWinner(await atOnce(() => claimants.map((client) => hold(client, { slotId: slot.id }))));
  }
  const [{ booked, starts }] = await db.query(
    'SELECT count(*)::int AS booked, count(DISTINCT starts_at)::int AS starts FROM appointment WHERE clinic_id = $1',
    [clinic],
  );
  expect({ booked, starts }).toEqual({ booked: 20, starts: 20 });
  expect(await deadlocks()).toBe(0);
}, 180_000);

test('one patient claimed at once with several examiners of a clinic, lapsed holds in the way: one winner, no deadlock', async () => {
  const { id: clinic } = await addClinic(db, { agency: AGENCY, examiners: [{}, {}, {}, {}] });
  const victimId = await register(scheduler);
  const slots = (await freeSlots(scheduler, clinic)).slice(0, 4);
  expect(new Set(slots.map(({ startsAt }) => startsAt)).size).toBe(1);
  for (const slot of slots) await hold(scheduler, { slotId: slot.id });
  await db.query('UPDATE appointment SET held_until = clock_timestamp() WHERE clinic_id = $1', [clinic]);
  const claims = () => claimants.map((_, i) => hold(scheduler, { slotId: slots[i % slots.length]!.id, victimId }));
  expectOneWinner(await atOnce(claims));
  expect(await deadlocks()).toBe(0);
});

test('an appointment confirmed and cancelled at once is one after the other, each step taken once', async () => {
  const { id: clinic } = await addClinic(db, { agency: AGENCY });
  const { appointment } = await hold(scheduler, { slotId: (await freeSlot(scheduler, clinic)).id });
  const confirmed = await Promise.all(Array.from({ length: 8 }, () => step(scheduler, 'examConfirm', appointment.id)));
  expect(confirmed.filter((answer) => answer.appointment)).toHaveLength(1);
  expect(confirmed.filter((answer) => answer.userErrors[0]?.code === 'WRONG_STATE')).toHaveLength(7);
});

test('a hold that lapses while its confirmation waits for the lock is not confirmed', async () => {
  const { id: clinic } = await addClinic(db, { agency: AGENCY });
  const { appointment } = await hold(scheduler, { slotId: (await freeSlot(scheduler, clinic)).id });
  const confirmation = await whileLocked('appointment', appointment.id, () =>
    step(scheduler, 'examConfirm', appointment.id),
  );
  expect(confirmation).toMatchObject({ appointment: null, userErrors: [{ code: 'EXPIRED' }] });
});

test('a hold that lapses while another claim waits for the clinic is released for it', async () => {
  const { id: clinic } = await addClinic(db, { agency: AGENCY });
  const [sooner, later] = await freeSlots(scheduler, clinic);
  const { appointment: first } = await hold(scheduler, { slotId: later!.id });
  // it ends within the first one's time
  const second = await whileLocked('clinic', clinic, () => hold(claimants[1]!, { slotId: sooner!.id }), first.id);
  expect(second.userErrors).toEqual([]);
  const rows = await db.query('SELECT id, state FROM appointment WHERE clinic_id = $1 ORDER BY held_at', [clinic]);
  expect(rows).toEqual([
    { id: first.id, state: 'LAPSED' },
    { id: second.appointment.id, state: 'HELD' },
  ]);
});

describe('while somebody has the clinic', () => {
  /** One that waits no longer than a request may. */
  let hub: TestHub;
  let db: DataSource;
  let scheduler: Client;
  let officer: Client;
  beforeAll(async () => {
    hub = await openTestHub({ deadlineMs: 20_000 });
    db = hub.db('forensic-appointment');
    scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
    officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  });
  afterAll(() => hub?.close());

  /** Nobody else gets its lock until `work` has ended. */
  async function taken<T>(clinic: string, work: () => Promise<T>): Promise<T> {
    const runner = db.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query('SELECT FROM clinic WHERE id = $1 FOR NO KEY UPDATE', [clinic]);
      return await work();
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  test('a time that is taken is refused at once, and a hold is confirmed', async () => {
    const { id: clinic } = await addClinic(db, { agency: AGENCY });
    const slot = await freeSlot(scheduler, clinic);
    const { appointment } = await hold(scheduler, { slotId: slot.id });
    await taken(clinic, async () => {
      expect(await hold(officer, { slotId: slot.id })).toMatchObject({ userErrors: [{ code: 'NOT_AVAILABLE' }] });
      const confirmed = await step(scheduler, 'examConfirm', appointment.id);
      expect(confirmed).toMatchObject({ appointment: { state: 'CONFIRMED' }, userErrors: [] });
    });
  });

  test('for too long, what waits for it can be sent again, and whoever joins the waiting list is on it', async () => {
    const { id: clinic } = await addClinic(db, { agency: AGENCY });
    const slot = await freeSlot(scheduler, clinic);
    const input = { idempotencyKey: randomUUID(), slotId: slot.id };
    // she can come before it only: of a time that she could have she would be the first
    const latest = slot.startsAt;
    const [held, joined] = await taken(clinic, () =>
      Promise.all([
        hold(scheduler, input),
        scheduler.query(
          'mutation ($input: ExamWaitJoinInput!) { examWaitJoin(input: $input) { examWait { state offer } userErrors { code } } }',
          { input: { idempotencyKey: randomUUID(), kind: 'PHYSICAL_INJURY', clinic, latest } },
        ),
      ]),
    );
    expect(held).toMatchObject({ appointment: null, userErrors: [{ code: 'TEMPORARILY_UNAVAILABLE' }] });
    expect(joined.data.examWaitJoin).toEqual({ examWait: { state: 'WAITING', offer: null }, userErrors: [] });
    expect((await hold(scheduler, input)).appointment).toMatchObject({ state: 'HELD' });
  });
});

/** Starts `work` while a hold is valid, has it wait for a row lock until that hold has lapsed, and returns its answer. */
async function whileLocked<T>(table: string, id: string, work: () => Promise<T>, held = id): Promise<T> {
  const runner = db.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(`SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
    const answer = work();
    await untilItWaits(runner);
    const lapsed = async (): Promise<boolean> =>
      (await runner.query('SELECT held_until <= clock_timestamp() AS lapsed FROM appointment WHERE id = $1', [held]))[0]
        .lapsed;
    expect(await lapsed()).toBe(false);
    await runner.query(
      `UPDATE appointment SET held_until = clock_timestamp() + interval '100 milliseconds' WHERE id = $1`,
      [held],
    );
    while (!(await lapsed())) await sleep(20);
    await runner.commitTransaction();
    return await answer;
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Has all claims wait in the database, at the first statement of a mutation, and lets them go together. */
async function atOnce<T>(work: () => Promise<T>[]): Promise<T[]> {
  const runner = db.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('LOCK TABLE idempotency_key');
    const answers = Promise.all(work());
    await untilItWaits(runner, CLAIMANTS);
    await runner.commitTransaction();
    return await answers;
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

async function untilItWaits(runner: QueryRunner, sessions = 1): Promise<void> {
  for (let attempt = 0; attempt < 6_000; attempt++) {
    const [{ waiting }] = await runner.query(
      'SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
    );
    if (waiting >= sessions) return;
    await sleep(10);
  }
  throw new Error('Nobody waits for the lock.');
}
