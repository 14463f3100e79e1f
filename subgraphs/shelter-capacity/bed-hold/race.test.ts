import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { AgencyKind, Purpose, Refusal, type Requester, Role, rowsOf, transaction } from '../../kit/index.js';
import { takeStep } from '../placement/transition.js';
import { holdBeds } from './hold.js';

const CLAIMANTS = 32;

let hub: TestHub;
/** As many connections as claimants: they really are in the database at the same time. */
let db: DataSource;

const host = randomUUID();
const sender: Requester = {
  agency: randomUUID(),
  agencyKind: AgencyKind.POLICE,
  unit: null,
  staff: randomUUID(),
  role: Role.OFFICER,
  purpose: Purpose.POLICE_RESPONSE,
  language: 'en',
};
const woman = { adults: 1, adultMen: 0, children: [], wheelchair: false, pets: false, nights: 7 };

beforeAll(async () => {
  hub = await openTestHub();
  const { options } = hub.db('shelter-capacity');
  // on a busy machine 32 claimants wait longer for a connection and for each other than a request may: nothing here is about time
  const patient = {
    connectionTimeoutMillis: 60_000,
    lock_timeout: 60_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  };
  const extra = { ...(options as { extra: object }).extra, ...patient };
  db = await new DataSource({ ...options, poolSize: CLAIMANTS + 2, extra } as DataSourceOptions).initialize();
});

afterAll(async () => {
  await db?.destroy();
  await hub?.close();
});

/** A shelter of its own with `units` units of `beds` beds each; returns the ids of the units. */
async function shelter(units: number, beds: number, exclusive = false): Promise<string[]> {
  return transaction(db, async (manager) => {
    const made = await rowsOf<{ id: string }>(
      manager,
      `WITH s AS (INSERT INTO shelter (agency, name_kk, name_ru, name_en, region_code, zone)
         VALUES ($1, 'Сынақ', 'Проба', 'Test', 'KZ-75', 'Asia/Almaty') RETURNING id, agency)
       INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types)
       SELECT s.id, s.agency, 'DORMITORY', 'Бөлме', 'Комната', 'Room', $3, ARRAY['WITHOUT_CHILDREN', 'ADULT_AND_CHILD']
       FROM s CROSS JOIN generate_series(1, $2::int) RETURNING id`,
      [host, units, exclusive],
    );
    const ids = made.map(({ id }) => id);
    await rowsOf(
      manager,
      'INSERT INTO bed (unit_id, number) SELECT unit, n FROM unnest($1::uuid[]) AS unit, generate_series(1, $2::int) AS n',
      [ids, beds],
    );
    return ids;
  });
}

const hold = (unitId: string, more: object = {}): Promise<string> =>
  transaction(db, (manager) => holdBeds(manager, sender, { ...woman, ...more, unit: unitId }));

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

const deadlocks = async (): Promise<number> => {
  // counters of a backend reach the view when it is idle for a moment
  await sleep(1_100);
  const [row] = await db.query('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
  return row.deadlocks;
};

test('100 beds, 32 claimants each, all at once: one winner each, and no deadlock', async () => {
  const before = await deadlocks();
  const beds = await shelter(100, 1);
  const answers: string[] = [];
  for (const bed of beds) {
    const claims = Array.from({ length: CLAIMANTS }, () => refusal(hold(bed)));
    answers.push((await Promise.all(claims)).sort().join());
  }
  const lost = new Array(CLAIMANTS - 1).fill('NOT_AVAILABLE');
  expect(answers).toEqual(beds.map(() => [...lost, 'done'].join()));
  const [row] = await db.query(
    'SELECT count(*)::int AS placements, count(DISTINCT pb.bed_id)::int AS beds FROM placement p JOIN placement_bed pb ON pb.placement_id = p.id WHERE p.agency = $1 AND p.live',
    [host],
  );
  expect(row).toEqual({ placements: 100, beds: 100 });
  expect(await deadlocks()).toBe(before);
}, 300_000);

test('32 claimants for one dormitory of 10: ten of them get one bed each', async () => {
  const [unit] = await shelter(1, 10);
  const answers = await Promise.all(Array.from({ length: CLAIMANTS }, () => refusal(hold(unit!))));
  expect(answers.filter((a) => a === 'done')).toHaveLength(10);
  expect(answers.filter((a) => a === 'NOT_AVAILABLE')).toHaveLength(CLAIMANTS - 10);
});

test('an exclusive unit is taken whole, for its nights and no others', async () => {
  const [unit] = await shelter(1, 5, true);
  await hold(unit!);
  expect(await refusal(hold(unit!))).toBe('NOT_AVAILABLE');
  const [{ next, last }] = await db.query(
    'SELECT (current_date + 20)::text AS next, (current_date + 19)::text AS last',
  );
  expect(await refusal(hold(unit!, { from: next, nights: 3 }))).toBe('done');
  expect(await refusal(hold(unit!, { from: last, nights: 1 }))).toBe('done');
  expect(await refusal(hold(unit!, { from: last, nights: 2 }))).toBe('NOT_AVAILABLE');
});

test('the exclusion constraint is the backstop when somebody forgets the lock', async () => {
  const [unit] = await shelter(1, 1);
  const id = await hold(unit!);
  const again = transaction(db, (manager) =>
    rowsOf(
      manager,
      `WITH p AS (INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff)
         SELECT unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff FROM placement WHERE id = $1
         RETURNING id, unit_id, live, during)
       INSERT INTO placement_bed SELECT p.id, b.bed_id, p.unit_id, p.live, p.during FROM p, placement_bed b WHERE b.placement_id = $1`,
      [id],
    ),
  );
  expect(await refusal(again)).toBe('NOT_AVAILABLE');
});

test('the first night lies neither in the past nor beyond the horizon', async () => {
  const [unit] = await shelter(1, 1);
  const [{ past, far }] = await db.query('SELECT (current_date - 2)::text AS past, (current_date + 182)::text AS far');
  expect(await refusal(hold(unit!, { from: past }))).toBe('INVALID');
  expect(await refusal(hold(unit!, { from: far }))).toBe('INVALID');
  expect(await refusal(hold(randomUUID()))).toBe('NOT_FOUND');
});

/** Lets `work` wait for the lock of a unit until the hold of that unit, valid when the waiting began, has lapsed. */
async function whileLockedUntilLapsed<T>(unit: string, holdId: string, work: () => Promise<T>): Promise<T> {
  const blocker = db.createQueryRunner();
  try {
    await blocker.startTransaction();
    await blocker.query('SELECT FROM unit WHERE id = $1 FOR UPDATE', [unit]);
    const waiting = work();
    waiting.catch(() => {});
    await untilItWaits(blocker);
    const lapsed = async (): Promise<boolean> =>
      (
        await blocker.query('SELECT held_until <= clock_timestamp() AS lapsed FROM placement WHERE id = $1', [holdId])
      )[0].lapsed;
    expect(await lapsed()).toBe(false);
    await blocker.query(
      "UPDATE placement SET held_until = clock_timestamp() + interval '100 milliseconds' WHERE id = $1",
      [holdId],
    );
    while (!(await lapsed())) await sleep(20);
    await blocker.commitTransaction();
    return await waiting;
  } finally {
    if (blocker.isTransactionActive) await blocker.rollbackTransaction();
    await blocker.release();
  }
}

async function untilItWaits(blocker: QueryRunner): Promise<void> {
  for (let attempt = 0; attempt < 6_000; attempt++) {
    const [{ waiting }] = await blocker.query(
      'SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
    );
    if (waiting > 0) return;
    await sleep(10);
  }
  throw new Error('Nobody waits for the lock.');
}

test('a hold that lapsed while its acceptance waited for the lock is not accepted', async () => {
  const [unit] = await shelter(1, 1);
  const id = await hold(unit!);
  const accept = () =>
    transaction(db, (manager) => takeStep(manager, [host, null, randomUUID()], 'accept', { holdId: id }));
  expect(await refusal(whileLockedUntilLapsed(unit!, id, accept))).toBe('EXPIRED');
  const [{ state }] = await db.query('SELECT state FROM placement WHERE id = $1', [id]);
  expect(state).toBe('HELD');
  expect(await refusal(hold(unit!))).toBe('done');
  const [after] = await db.query('SELECT state, version, live FROM placement WHERE id = $1', [id]);
  expect(after).toEqual({ state: 'LAPSED', version: 2, live: false });
});

test('a claimant who waited for the lock gets the bed of a hold that lapsed meanwhile', async () => {
  const [unit] = await shelter(1, 1);
  const id = await hold(unit!);
  const next = await whileLockedUntilLapsed(unit!, id, () => hold(unit!));
  expect(next).not.toBe(id);
});

test('a hold and an acceptance of the same hold at its last moment: never two households in one bed', async () => {
  const units = await shelter(20, 1);
  await Promise.all(
    units.map(async (unit) => {
      const id = await hold(unit);
      await db.query("UPDATE placement SET held_until = clock_timestamp() + interval '15 milliseconds' WHERE id = $1", [
        id,
      ]);
      await sleep(12);
      const accept = transaction(db, (manager) =>
        takeStep(manager, [host, null, randomUUID()], 'accept', { holdId: id }),
      );
      await Promise.all([refusal(accept), refusal(hold(unit))]);
    }),
  );
  const [row] = await db.query(
    'SELECT max(c)::int AS most FROM (SELECT count(*) AS c FROM placement_bed WHERE live AND unit_id = ANY($1::uuid[]) GROUP BY bed_id) x',
    [units],
  );
  expect(row).toEqual({ most: 1 });
});
