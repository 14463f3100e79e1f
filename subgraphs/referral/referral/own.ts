import {
  type ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  ownRecordParameters,
  type Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { isUuid } from '../uuid.js';
import { OPEN_STATES, UNANSWERED_STATES } from './rules.js';
import { COUNTERS, OWN_REFERRAL, type ReferralRow } from './sql.js';
import { type Referral, ReferralCounters, referralOf } from './types.js';
import { ReferralState } from './vocabulary.js';

/** A referral that the requester's desk is a party to; null for any other, and behind a wall. The look is logged. */
export async function ownReferral(ctx: SubgraphContext, id: string): Promise<Referral | null> {
  if (!isUuid(id)) return null;
  const [row] = await OWN_REFERRAL.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? referralOf(row, ctx.requester) : null;
}

/** A page of the inbox or the outbox. Each referral shown is logged as a look. */
export async function ownReferrals(
  ctx: SubgraphContext,
  box: Statement<ReferralRow>,
  states: readonly ReferralState[],
  args: ConnectionArgs,
): Promise<ConnectionOf<Referral>> {
  const { limit, before } = args.newestFirst();
  const rows = await box.rows(ctx.db, [...ownRecordParameters(ctx), states, ...before, limit]);
  return connectionFrom(
    rows,
    args.first,
    (row) => [row.sent_at, row.id],
    (row) => referralOf(row, ctx.requester),
  );
}

/** The states asked for, of those that are (`among` true) or are not (false) in `group`. */
export function wantedStates(
  asked: readonly ReferralState[] | null | undefined,
  group: readonly ReferralState[],
  among: boolean | null | undefined,
): ReferralState[] {
  const states = [...new Set(asked ?? Object.values(ReferralState))];
  return among == null ? states : states.filter((state) => group.includes(state) === among);
}

export async function referralCounters(ctx: SubgraphContext): Promise<ReferralCounters> {
  const [counts] = await COUNTERS.rows(ctx.db, [
    ...ownRecordParameters(ctx).slice(0, 3),
    UNANSWERED_STATES,
    OPEN_STATES,
  ]);
  return Object.assign(new ReferralCounters(), counts);
}
