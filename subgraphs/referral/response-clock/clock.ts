import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import type { IncidentChannel } from '../incident/vocabulary.js';
import { OPEN_STATES } from '../referral/rules.js';
import { ReferralState, type ReferralUrgency } from '../referral/vocabulary.js';
import { limitsFor, policyInForce, RESPONSE_POLICIES, type ResponseJurisdiction, rungsOf } from './policy.js';
import { ResponseStep } from './vocabulary.js';

const STEPS = Object.values(ResponseStep);

/**
 * Starts the clock of a referral in the transaction that sends it, by the policy in force at that moment. How it was taken in is what the sender's
 * own last report about her says.
 */
export async function startClock(
  manager: EntityManager,
  settings: Readonly<Record<string, unknown>>,
  referral: string,
): Promise<void> {
  const [sent] = await rowsOf<{ urgency: ReferralUrgency; sent_at: Date; channel: IncidentChannel | null }>(
    manager,
    `SELECT r.urgency, r.sent_at, (SELECT i.channel FROM incident i WHERE i.victim_key = r.victim_key AND i.agency = r.from_agency
       AND i.error_at IS NULL ORDER BY i.reported_at DESC, i.id DESC LIMIT 1) AS channel
     FROM referral r WHERE r.id = $1`,
    [referral],
  );
  const policies = RESPONSE_POLICIES[settings.RESPONSE_JURISDICTION as ResponseJurisdiction];
  const policy = policyInForce(policies, sent!.sent_at);
  const limits = limitsFor(policy, sent!.urgency, sent!.channel);
  const timers = STEPS.map((step) => {
    const ladder = rungsOf(policy, limits, step);
    return { step, due: limits.minutes[step], ladder, next: ladder[0]?.minutes ?? null };
  });
  await rowsOf(
    manager,
    `INSERT INTO response_timer (referral, step, recipient, desk, policy, started_at, due_at, ladder, next_at)
     SELECT r.id, t.step, r.recipient, r.recipient_desk, $2, r.sent_at, r.sent_at + make_interval(mins => t.due), t.ladder,
       r.sent_at + make_interval(mins => t.next)
     FROM referral r, jsonb_to_recordset($3::jsonb) AS t (step text, due int, ladder jsonb, next int) WHERE r.id = $1`,
    [referral, policy.version, JSON.stringify(timers)],
  );
}

/** What is done when a referral has come to a state. Whoever declines has decided. */
const DONE: Readonly<Partial<Record<ReferralState, readonly ResponseStep[]>>> = {
  [ReferralState.RECEIVED]: [ResponseStep.ACKNOWLEDGE],
  [ReferralState.ACCEPTED]: [ResponseStep.ACKNOWLEDGE, ResponseStep.ACCEPT],
  [ReferralState.DECLINED_BY_SERVICE]: [ResponseStep.ACKNOWLEDGE, ResponseStep.ACCEPT],
  [ReferralState.IN_PROGRESS]: STEPS,
  [ReferralState.COMPLETED]: STEPS,
};

/** Takes the clock on with the referral, in the transaction of the step and under the referral's lock. When nothing more can come of it, the rest ends too. */
export async function advanceClock(manager: EntityManager, referral: string, state: ReferralState): Promise<void> {
  await rowsOf(
    manager,
    `UPDATE response_timer SET ended_at = clock_timestamp(), met = (step = ANY($2::text[])), next_at = NULL
     WHERE referral = $1 AND ended_at IS NULL AND (step = ANY($2::text[]) OR $3)`,
    [referral, DONE[state] ?? [], !OPEN_STATES.includes(state)],
  );
}

/** Ends the clocks of referrals that have lapsed, at the instant at which they did, in the transaction that writes it down. */
export async function endClocks(manager: EntityManager, referrals: readonly string[]): Promise<void> {
  await rowsOf(
    manager,
    `UPDATE response_timer t SET ended_at = r.lapses_at, met = false, next_at = NULL FROM referral r
     WHERE r.id = t.referral AND t.referral = ANY($1::uuid[]) AND t.ended_at IS NULL`,
    [referrals],
  );
}

/** She was reached safely by an agency: the first contact of what was referred to it is made. In the transaction that records it. */
export async function firstContactMade(manager: EntityManager, victim: string, agency: string): Promise<void> {
  await rowsOf(
    manager,
    `UPDATE response_timer t SET ended_at = clock_timestamp(), met = true, next_at = NULL
     FROM referral r WHERE r.victim_key = $1 AND r.recipient = $2 AND t.referral = r.id AND t.step = 'FIRST_CONTACT' AND t.ended_at IS NULL`,
    [victim, agency],
  );
}
