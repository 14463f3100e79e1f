import type { DataSource } from 'typeorm';
import { Refusal, transaction, UserErrorCode } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';

const { NOT_AVAILABLE, EXPIRED } = UserErrorCode;

/**
 * Runs a step on beds; when it is refused because they are not free or a hold has run out, what it found on the way is done in a transaction of its own: holds
 * that ran out are released, and their beds offered to the next. A refusal rolls back, so otherwise everybody would be refused for the sake of one who was never
 * offered anything.
 * @param unit that it is about, looked up when it is refused
 */
export async function settled<T>(
  db: DataSource,
  unit: () => Promise<string | undefined>,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Refusal && (error.code === NOT_AVAILABLE || error.code === EXPIRED)) {
      const about = await unit();
      if (about) await transaction(db, (manager) => lockUnit(manager, about));
    }
    throw error;
  }
}

/** The unit of a hold. */
export const unitOf =
  (db: DataSource, hold: string): (() => Promise<string | undefined>) =>
  async () =>
    (await db.query('SELECT unit_id AS unit FROM placement WHERE id = $1::uuid', [hold]))[0]?.unit;
