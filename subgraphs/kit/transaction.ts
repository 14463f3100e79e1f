import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { busy, isAway, isContention, isToRepeat, sqlState } from './contention.js';
import { hubError } from './errors.js';
import { Refusal, UserErrorCode } from './user-error.js';

const ATTEMPTS = 5;

/**
 * Runs `work` in one READ COMMITTED transaction and repeats it, with jitter, after a serialization failure (40001), a deadlock (40P01), and when the
 * connection was lost before the end of `work`, so that nothing was done. An exclusion violation (23P01) is the backstop of every booking and becomes a
 * neutral refusal; others in the way for too long, one that can be sent again. Inside, only the manager that is passed in may be used: another one would be
 * another connection.
 * @throws Refusal NOT_AVAILABLE, TEMPORARILY_UNAVAILABLE (nothing was done); UNAVAILABLE when nobody can say whether it was committed
 */
export async function transaction<T>(db: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let worked = false;
    try {
      return await db.transaction('READ COMMITTED', async (manager) => {
        const result = await work(manager);
        worked = true;
        return result;
      });
    } catch (error) {
      if (sqlState(error) === '23P01') {
        throw new Refusal(UserErrorCode.NOT_AVAILABLE, {
          en: 'It has just been taken. Choose another one.',
          ru: 'Место или время только что заняли. Выберите другое.',
          kk: 'Орын немесе уақыт жаңа ғана алынды. Басқасын таңдаңыз.',
        });
      }
      if (!isContention(error)) throw error;
      if (worked && isAway(error)) throw hubError('UNAVAILABLE');
      if (!isToRepeat(error) || attempt === ATTEMPTS) throw busy();
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** The rows that a statement returns, inside a transaction: the same for SELECT, INSERT, UPDATE and DELETE … RETURNING. */
export async function rowsOf<Row>(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const runner = manager.queryRunner;
  if (!runner) throw new Error('rowsOf needs the manager of a transaction.');
  const result = await runner.query(sql, [...values], true);
  return result.records as Row[];
}
