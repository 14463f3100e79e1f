import { notWalled, Statement } from '../../kit/index.js';
import { lapsed } from '../referral/lapse.js';
import { dueBy } from '../response-clock/sql.js';
import type { ResponseStep } from '../response-clock/vocabulary.js';

/** Fewer people than this are never counted: a small number tells of somebody. */
export const FEWEST = 10;
/** What is late now is told from this number on; below it only that there is something. */
export const FEWEST_LATE = 5;

/** What waits for her safe time is late for nobody. $1 to $3 the requester, $4 agencies: of each and each step how many are late now */
export const LATE_NOW = new Statement<{ agency: string; step: ResponseStep; late: number }>(
  'referral.lateNow',
  `SELECT wanted.agency, t.step, count(*)::int AS late FROM unnest($4::uuid[]) AS wanted(agency)
     JOIN response_timer t ON t.recipient = wanted.agency AND t.ended_at IS NULL AND t.due_at <= (SELECT clock_timestamp())
     JOIN referral r ON r.id = t.referral
   WHERE ${dueBy('t')} <= (SELECT clock_timestamp()) AND NOT ${lapsed('r')} AND ${notWalled('r.victim_key')}
   GROUP BY wanted.agency, t.step ORDER BY wanted.agency, t.step`,
);

/**
 * Of months that are over, by when the step was done: what they say never changes, so nobody is read out of the difference of two answers. A month with few
 * people is left out, and how many they were is not said: who has a list without her would count. A first contact that waited for her safe time is counted from
 * there. $1 agency, $2 months
 */
export const RESPONSE_TIMES = new Statement<{
  month: string;
  step: ResponseStep;
  median: number;
  p90: number;
}>(
  'referral.responseTimes',
  `WITH met AS (SELECT t.step, t.referral, date_trunc('month', t.ended_at, 'UTC') AS month,
       GREATEST(t.ended_at - COALESCE(t.safe_from, t.started_at), interval '0') AS took
     FROM response_timer t WHERE t.recipient = $1::uuid AND t.met
       AND t.ended_at >= (SELECT date_trunc('month', clock_timestamp(), 'UTC') - make_interval(months => $2::int))
       AND t.ended_at < (SELECT date_trunc('month', clock_timestamp(), 'UTC')))
   SELECT to_char(met.month AT TIME ZONE 'UTC', 'YYYY-MM') AS month, met.step,
     ceil(extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY met.took)) / 60)::int AS median,
     ceil(extract(epoch FROM percentile_disc(0.9) WITHIN GROUP (ORDER BY met.took)) / 60)::int AS p90
   FROM met JOIN referral r ON r.id = met.referral
   GROUP BY met.month, met.step HAVING count(DISTINCT COALESCE(r.victim_key, r.id)) >= ${FEWEST}
   ORDER BY met.month, array_position(ARRAY['ACKNOWLEDGE', 'ACCEPT', 'FIRST_CONTACT'], met.step)`,
);
