import type { EntityManager } from 'typeorm';
import { type AgencyKeys, rowsOf } from '../../kit/index.js';
import { lapsed } from '../referral/lapse.js';
import type { Rung } from '../response-clock/policy.js';
import { ResponseStep } from '../response-clock/vocabulary.js';
import { safeTimeAt } from '../safe-contact/safe-time.js';

export interface DueTimer {
  readonly referral: string;
  readonly step: ResponseStep;
  readonly rung: number;
  readonly ladder: readonly Rung[];
  readonly started_at: Date;
  readonly now: Date;
}

/**
 * The timer's row is the claim: no other process has it meanwhile, and what is due later of the same referral waits for it. The referral's row is not locked
 * here, so no step of a referral waits for us and we for none.
 */
export const DUE_TIMER = `SELECT t.referral, t.step, t.rung, t.ladder, t.started_at, clock_timestamp() AS now FROM response_timer t
  WHERE t.next_at <= (SELECT clock_timestamp())
    AND NOT EXISTS (SELECT FROM referral r WHERE r.id = t.referral AND ${lapsed('r')})
    AND NOT EXISTS (SELECT FROM response_timer earlier WHERE earlier.referral = t.referral AND (earlier.next_at, earlier.step) < (t.next_at, t.step))
  ORDER BY t.next_at LIMIT 1 FOR UPDATE OF t SKIP LOCKED`;

/**
 * Raises the notice of a claimed timer's rung, in the claim's transaction. A rung is raised once: the notice, and the timer's going on to the next rung, are one
 * transaction, and a second notice for a rung cannot be written. After a time without a worker every rung that has come due is raised, one after the other.
 */
export async function raise(manager: EntityManager, keys: AgencyKeys, timer: DueTimer): Promise<void> {
  const { referral, step, rung, ladder, now } = timer;
  const later = step === ResponseStep.FIRST_CONTACT ? await safeTime(manager, keys, referral, now) : null;
  if (later) return putOff(manager, timer, later);
  await rowsOf(manager, 'INSERT INTO duty_notice (referral, step, rung, tell) VALUES ($1, $2, $3, $4)', [
    referral,
    step,
    rung,
    ladder[rung]!.tell,
  ]);
  await rowsOf(
    manager,
    `UPDATE response_timer SET rung = $3::int, next_at = started_at + make_interval(mins => $4::int) WHERE referral = $1 AND step = $2`,
    [referral, step, rung + 1, ladder[rung + 1]?.minutes ?? null],
  );
}

/**
 * What is left of the ladder moves on with it: from when she may be contacted, each rung has the time that it was given, and nobody is told for the wait. While nobody
 * has been told, that is when the time runs from again.
 */
async function putOff(manager: EntityManager, timer: DueTimer, later: Date): Promise<void> {
  const { referral, step, rung, ladder, started_at } = timer;
  const wait = Math.max(0, Math.ceil((later.getTime() - started_at.getTime()) / 60_000) - ladder[rung]!.minutes);
  const moved = ladder.map((each, place) => (place < rung ? each : { ...each, minutes: each.minutes + wait }));
  await rowsOf(
    manager,
    `UPDATE response_timer SET next_at = $3, ladder = $4, safe_from = CASE WHEN rung = 0 THEN $3 ELSE safe_from END
     WHERE referral = $1 AND step = $2`,
    [referral, step, later, JSON.stringify(moved)],
  );
}

/** Nobody is told to hurry to somebody who may not be contacted: as the recipient's own copy of her rule says. Nothing of it is written down but when to look again. */
async function safeTime(manager: EntityManager, keys: AgencyKeys, referral: string, now: Date): Promise<Date | null> {
  const [of] = await rowsOf<{ victim_key: string | null; recipient: string }>(
    manager,
    'SELECT victim_key, recipient FROM referral WHERE id = $1',
    [referral],
  );
  return of?.victim_key ? safeTimeAt(manager, keys, of.recipient, of.victim_key, now) : null;
}

/** After a rung could not be raised: a little later again. */
export async function letTimerWait(manager: EntityManager, { referral, step }: DueTimer): Promise<void> {
  await rowsOf(
    manager,
    `UPDATE response_timer SET next_at = clock_timestamp() + interval '15 seconds' WHERE referral = $1 AND step = $2 AND next_at IS NOT NULL`,
    [referral, step],
  );
}
