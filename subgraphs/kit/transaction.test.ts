import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { poolOf, Refusal, rowsOf, Statement, transaction, UserErrorCode } from './index.js';

const PID_OF = new Statement<{ pid: number }>('test.pid', 'SELECT pg_backend_pid() AS pid');

let hub: TestHub;
let db: DataSource;
beforeAll(async () => {
  hub = await openTestHub();
  db = hub.db('referral');
  await db.query(`CREATE TABLE place (name text PRIMARY KEY, visits int NOT NULL DEFAULT 0);
    INSERT INTO place (name) VALUES ('door'), ('window');
    CREATE TABLE booking (bed text NOT NULL, EXCLUDE USING btree (bed WITH =))`);
});
afterAll(() => hub.close());

const visits = async () => (await db.query('SELECT sum(visits)::int AS visits FROM place'))[0].visits as number;
const places = async () => (await db.query('SELECT count(*)::int AS n FROM place'))[0].n as number;
const raise = (manager: EntityManager, state: string) =>
  manager.query(`DO $$ BEGIN RAISE EXCEPTION 'Айгерім' USING ERRCODE = '${state}'; END $$`);

describe('a transaction', () => {
  test('that deadlocks with another is done again: both take effect, once', async () => {
    let attempts = 0;
    let met = 0;
    let meet: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const visit = (first: string, second: string) =>
      transaction(db, async (manager) => {
        attempts += 1;
        await rowsOf(manager, 'UPDATE place SET visits = visits + 1 WHERE name = $1', [first]);
        if (++met === 2) meet();
        await both;
        await rowsOf(manager, 'UPDATE place SET visits = visits + 1 WHERE name = $1', [second]);
        return `${first} first`;
      });
    const answers = await Promise.all([visit('door', 'window'), visit('window', 'door')]);
    expect(answers).toEqual(['door first', 'window first']);
    expect(attempts).toBe(3);
    expect(await visits()).toBe(4);
  });

  test.each(['40001', '40P01', '57P01', '08006'])(
    'that fails with %s every time is tried five times',
    async (state) => {
      let attempts = 0;
      const before = await visits();
      const work = transaction(db, async (manager) => {
        attempts += 1;
        await rowsOf(manager, 'UPDATE place SET visits = visits + 1');
        await raise(manager, state);
      });
      await expect(work).rejects.toMatchObject({ code: UserErrorCode.TEMPORARILY_UNAVAILABLE });
      expect(attempts).toBe(5);
      expect(await visits()).toBe(before);
    },
  );

  test.each(['23505', '42501'])('that fails with %s is a fault and is not tried again', async (state) => {
    let attempts = 0;
    const work = transaction(db, async (manager) => {
      attempts += 1;
      await raise(manager, state);
    });
    await expect(work).rejects.toMatchObject({ driverError: { code: state } });
    expect(attempts).toBe(1);
  });

  test.each(['55P03', '57014'])(
    'that has waited too long for others (%s) may be sent again, in three languages',
    async (state) => {
      let attempts = 0;
      const work = transaction(db, async (manager) => {
        attempts += 1;
        await raise(manager, state);
      });
      const refused = await work.catch((error) => error);
      expect(refused).toBeInstanceOf(Refusal);
      expect(refused.code).toBe(UserErrorCode.TEMPORARILY_UNAVAILABLE);
      expect(Object.keys(refused.text).sort()).toEqual(['en', 'kk', 'ru']);
      expect(attempts).toBe(1);
    },
  );

  test('that waits for a connection in vain may be sent again', async () => {
    const all = await Promise.all(Array.from({ length: poolOf(db).options.max! }, () => poolOf(db).connect()));
    const work = transaction(db, (manager) => rowsOf(manager, 'SELECT 1'));
    await expect(work).rejects.toMatchObject({ code: UserErrorCode.TEMPORARILY_UNAVAILABLE });
    for (const each of all) each.release();
  });

  const END = 'SELECT pg_terminate_backend($1)';

  test.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    ['in a statement', () => Promise.reject(new Error('It went on.'))],
    ['before a statement', (manager) => rowsOf(manager, 'SELECT 1')],
    ["before a statement of the manager's", (manager) => manager.query('SELECT 1')],
    ['before a statement with a name', (manager) => PID_OF.rowsIn(manager, [])],
  ])('whose connection is ended %s is done again, once', async (when, next) => {
    let attempts = 0;
    const before = await visits();
    await transaction(db, async (manager) => {
      attempts += 1;
      await rowsOf(manager, 'UPDATE place SET visits = visits + 1');
      if (attempts > 1) return;
      const pid = (await PID_OF.rowsIn(manager, []))[0]!.pid;
      if (when === 'in a statement') await rowsOf(manager, END, [pid]);
      await db.query(END, [pid]);
      await sleep(200);
      await next(manager);
    });
    expect(attempts).toBe(2);
    expect(await visits()).toBe(before + (await places()));
  });

  test('whose connection is ended when it is committed: nobody says that nothing was done', async () => {
    let attempts = 0;
    const work = transaction(db, async (manager) => {
      attempts += 1;
      const pid = (await PID_OF.rowsIn(manager, []))[0]!.pid;
      await db.query(END, [pid]);
    });
    await expect(work).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    expect(attempts).toBe(1);
  });

  test('that books what has just been taken is refused in neutral words, in three languages, and not tried again', async () => {
    let attempts = 0;
    const book = () =>
      transaction(db, async (manager) => {
        attempts += 1;
        await rowsOf(manager, "INSERT INTO booking (bed) VALUES ('Бөлме 1')");
      });
    const ends = await Promise.allSettled([book(), book()]);
    const refused = ends.filter((end) => end.status === 'rejected').map((end) => end.reason);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(Refusal);
    expect(refused[0].code).toBe(UserErrorCode.NOT_AVAILABLE);
    expect(Object.keys(refused[0].text).sort()).toEqual(['en', 'kk', 'ru']);
    expect(JSON.stringify(refused[0].text)).not.toMatch(/Бөлме 1|booking|bed_excl|constraint/);
    expect(attempts).toBe(2);
  });

  test('that a rule refuses leaves nothing behind', async () => {
    const before = await visits();
    const refusal = new Refusal(UserErrorCode.WRONG_STATE, { en: 'No.', ru: 'Нет.', kk: 'Жоқ.' }, ['place']);
    const work = transaction(db, async (manager) => {
      await rowsOf(manager, 'UPDATE place SET visits = visits + 1');
      throw refusal;
    });
    await expect(work).rejects.toBe(refusal);
    expect(await visits()).toBe(before);
  });
});

test('a connection that ends on its way from the pool to who asked for it ends no process', async () => {
  const client = await poolOf(db).connect();
  expect(() => client.emit('error', new Error('It was ended.'))).not.toThrow();
  client.release(true);
});

test('rowsOf answers the rows of every kind of statement alike, and only inside a transaction', async () => {
  const name = (rows: { name: string }[]) => rows.map((row) => row.name).sort();
  await transaction(db, async (manager) => {
    const at = (sql: string) => rowsOf<{ name: string }>(manager, sql);
    expect(name(await at("INSERT INTO place (name) VALUES ('gate') RETURNING name"))).toEqual(['gate']);
    expect(name(await at("UPDATE place SET visits = 0 WHERE name = 'gate' RETURNING name"))).toEqual(['gate']);
    expect(name(await at('SELECT name FROM place'))).toEqual(['door', 'gate', 'window']);
    expect(name(await at("DELETE FROM place WHERE name = 'gate' RETURNING name"))).toEqual(['gate']);
  });
  await expect(rowsOf(db.manager, 'SELECT 1')).rejects.toThrow('the manager of a transaction');
  await expect(PID_OF.rowsIn(db.manager, [])).rejects.toThrow('the manager of a transaction');
});
