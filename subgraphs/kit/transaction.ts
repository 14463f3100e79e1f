import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { Refusal, UserErrorCode } from './user-error.js';

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

function sqlState(error: unknown): string | undefined {
  const e = error as { code?: string; driverError?: { code?: string } };
  return e?.driverError?.code ?? e?.code;
}

/**
 * Runs `work` in one READ COMMITTED transaction and repeats it, with jitter, after a serialization failure (40001) or a deadlock
 * (40P01). An exclusion violation (23P01) is the backstop of every booking and becomes a neutral refusal.
 * Inside, only the manager that is passed in may be used: another one would be another connection.
 */
export async function transaction<T>(db: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction('READ COMMITTED', work);
    } catch (error) {
      const state = sqlState(error);
      if (state === '23P01') {
        throw new Refusal(UserErrorCode.NOT_AVAILABLE, {
          en: 'It has just been taken. Choose another one.',
          ru: 'Место или время только что заняли. Выберите другое.',
          kk: 'Орын немесе уақыт жаңа ғана алынды. Басқасын таңдаңыз.',
        });
      }
      if (!state || !RETRIED.has(state) || attempt === ATTEMPTS) throw error;
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
