import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { isPin, LOCKED_MINUTES, WRONG_PINS } from './pin.js';

/** The kit's row stays locked while its PIN is tried: guesses follow one another. */
const KEPT = `SELECT id, pin, wrong_pins AS wrong, coalesce(locked_until > clock_timestamp(), false) AS locked
  FROM evidence_kit WHERE id = $1::uuid FOR UPDATE`;

const COUNT_WRONG = `UPDATE evidence_kit SET wrong_pins = CASE WHEN wrong_pins + 1 >= $2 THEN 0 ELSE wrong_pins + 1 END,
    locked_until = CASE WHEN wrong_pins + 1 >= $2 THEN clock_timestamp() + make_interval(mins => $3) ELSE locked_until END
  WHERE id = $1::uuid`;

/**
 * Whether this is the PIN of the kit, inside the caller's transaction, which must be committed also when it is not: wrong ones are counted,
 * and after {@link WRONG_PINS} nothing is right for {@link LOCKED_MINUTES} minutes. A kit that does not exist takes as long.
 */
export async function proven(manager: EntityManager, kitId: string | null, pin: string): Promise<boolean> {
  const [kit] = await rowsOf<{ id: string; pin: Buffer; wrong: number; locked: boolean }>(manager, KEPT, [kitId]);
  const right = (await isPin(pin, kit?.pin ?? null)) && !kit!.locked;
  if (right && kit!.wrong > 0) await rowsOf(manager, 'UPDATE evidence_kit SET wrong_pins = 0 WHERE id = $1', [kitId]);
  if (!right && kit && !kit.locked) await rowsOf(manager, COUNT_WRONG, [kitId, WRONG_PINS, LOCKED_MINUTES]);
  return right;
}
