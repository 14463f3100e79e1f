import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import { lapsed } from '../referral/lapse.js';
import { RECEIVING_DESKS, REFERRAL_COLUMNS, type ReferralRow } from '../referral/sql.js';
import type { ResponseStep } from './vocabulary.js';

export interface TimerRow {
  readonly referral: string;
  readonly step: ResponseStep;
  readonly due_at: Date;
  /** The same, or later when she could not be contacted by then: the recipient's alone, while her hours are open to it */
  readonly due_by: Date;
  readonly recipient: string;
  readonly ended_at: Date | null;
  readonly met: boolean | null;
  /** By the database's clock */
  readonly now: Date;
}

/** SQL: until when a step is owed. Of a first contact that was put off the time that was given runs again from when she may be contacted. @param t the timer's alias */
export const dueBy = (t: string) => `COALESCE(${t}.safe_from + (${t}.due_at - ${t}.started_at), ${t}.due_at)`;

/** What has lapsed and is not written down yet is over for the clock too. */
const OVER = `t.ended_at IS NULL AND ${lapsed('r')}`;
const TIMER = `t.referral, t.step, t.recipient, t.due_at, ${dueBy('t')} AS due_by, CASE WHEN ${OVER} THEN r.lapses_at ELSE t.ended_at END AS ended_at,
  CASE WHEN ${OVER} THEN false ELSE t.met END AS met, clock_timestamp() AS now`;

/** $1 ids of referrals that the requester is shown */
export const TIMERS_OF_REFERRALS = new Statement<TimerRow>(
  'referral.timersOfReferrals',
  `SELECT ${TIMER} FROM response_timer t JOIN referral r ON r.id = t.referral WHERE t.referral = ANY($1::uuid[]) ORDER BY t.due_at, t.step`,
);

/** The first step of a referral that is open: one row for each. */
const DUE_FIRST = `NOT EXISTS (SELECT FROM response_timer earlier WHERE earlier.referral = t.referral AND earlier.ended_at IS NULL
  AND (earlier.due_at, earlier.step) < (t.due_at, t.step))`;

const RUNNING_OUT = `SELECT found.* FROM unnest(${RECEIVING_DESKS}) AS box(desk) CROSS JOIN LATERAL (
    SELECT ${REFERRAL_COLUMNS}, ${TIMER} FROM response_timer t JOIN referral r ON r.id = t.referral
    WHERE t.desk = box.desk AND t.ended_at IS NULL AND ${DUE_FIRST} AND NOT ${lapsed('r')} AND ${notWalled('r.victim_key')}
      AND (t.due_at, t.referral) > ($7::timestamptz, $8::uuid) AND t.due_at <= (SELECT clock_timestamp() + make_interval(mins => $9::int))
    ORDER BY t.due_at, t.referral LIMIT $10::int
  ) found ORDER BY due_at, referral LIMIT $10::int`;

/** What the requester's desks owe within some minutes, the most pressing first. $7 and $8 keyset, $9 minutes, $10 limit */
export const RESPONSE_BOARD = new Statement<ReferralRow & TimerRow>(
  'referral.responseBoard',
  `${logged(Category.REFERRAL, RUNNING_OUT, '$10::int')} ORDER BY due_at, referral`,
);
