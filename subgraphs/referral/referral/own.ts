import {
  type ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  ownRecordParameters,
  type Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { isUuid } from '../uuid.js';
import { OPEN_STATES, partyOf, UNANSWERED_STATES } from './rules.js';
import {
  COUNTERS,
  INBOX,
  INBOX_MINE,
  OTHER_OF_THE_SAME,
  OUTBOX,
  OUTBOX_MINE,
  OUTBOX_TO_ACT_ON,
  OWN_REFERRAL,
  type ReferralRow,
} from './sql.js';
import { type Referral, ReferralCounters, ReferralPossibleDuplicate, referralOf } from './types.js';
import { ReferralState, ReferralWhose } from './vocabulary.js';

/** A referral that the requester's desk is a party to; null for any other, and behind a wall. The look is logged. */
export async function ownReferral(ctx: SubgraphContext, id: string): Promise<Referral | null> {
  if (!isUuid(id)) return null;
  const [row] = await OWN_REFERRAL.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? referralOf(row, ctx.requester) : null;
}

/** What a list is asked for. */
export interface Wanted {
  readonly states?: readonly ReferralState[] | null | undefined;
  readonly needsAction?: boolean | null | undefined;
  readonly overdue?: boolean | null | undefined;
  readonly whose?: ReferralWhose | null | undefined;
}

/** A page of the inbox. Each referral shown is logged as a look. */
export function inbox(ctx: SubgraphContext, wanted: Wanted, args: ConnectionArgs): Promise<ConnectionOf<Referral>> {
  const states = narrowed(wanted, wanted.needsAction ? UNANSWERED_STATES : null);
  const mine = wanted.whose === ReferralWhose.MINE;
  const unitOnly = wanted.whose === ReferralWhose.MY_UNIT;
  return list(ctx, mine ? INBOX_MINE : INBOX, states, wanted, args, [unitOnly]);
}

/** A page of the outbox. Each referral shown is logged as a look. */
export function outbox(
  ctx: SubgraphContext,
  { open, ...wanted }: Wanted & { readonly open?: boolean | null | undefined },
  args: ConnectionArgs,
): Promise<ConnectionOf<Referral>> {
  const all = narrowed(wanted, null);
  const states = open == null ? all : all.filter((state) => OPEN_STATES.includes(state) === open);
  const mine = wanted.whose === ReferralWhose.MINE;
  if (wanted.needsAction) return list(ctx, OUTBOX_TO_ACT_ON, states, wanted, args, [mine]);
  return list(ctx, mine ? OUTBOX_MINE : OUTBOX, states, wanted, args, []);
}

async function list(
  ctx: SubgraphContext,
  statement: Statement<ReferralRow>,
  states: readonly ReferralState[],
  { needsAction = null, overdue = null }: Wanted,
  args: ConnectionArgs,
  more: readonly unknown[],
): Promise<ConnectionOf<Referral>> {
  const { limit, before } = args.newestFirst();
  const stored = storedStates(states);
  const values = [
    stored.map(({ state }) => state),
    stored.map(({ lapsed }) => lapsed),
    ...before,
    limit,
    needsAction,
    overdue,
    ...more,
  ];
  const rows = await statement.rows(ctx.db, [...ownRecordParameters(ctx), ...values]);
  return connectionFrom(
    rows,
    args.first,
    (row) => [row.sent_at, row.id],
    (row) => referralOf(row, ctx.requester),
  );
}

/** The states asked for, without those in which nothing of what is asked for can be. */
function narrowed({ states, overdue }: Wanted, among: readonly ReferralState[] | null): ReferralState[] {
  const group = overdue ? UNANSWERED_STATES : among;
  const asked = [...new Set(states ?? Object.values(ReferralState))];
  return group ? asked.filter((state) => group.includes(state)) : asked;
}

/** How the states asked for are stored: what has lapsed may not have been written down yet. */
function storedStates(states: readonly ReferralState[]): { state: ReferralState; lapsed: boolean | null }[] {
  const expired = states.includes(ReferralState.EXPIRED);
  return Object.values(ReferralState).flatMap((state) => {
    const itself = states.includes(state);
    if (!UNANSWERED_STATES.includes(state)) return itself ? [{ state, lapsed: null }] : [];
    if (!itself && !expired) return [];
    return [{ state, lapsed: itself && expired ? null : expired }];
  });
}

export async function referralCounters(ctx: SubgraphContext): Promise<ReferralCounters> {
  const [counts] = await COUNTERS.rows(ctx.db, [...ownRecordParameters(ctx).slice(0, 3), OPEN_STATES]);
  return Object.assign(new ReferralCounters(), counts);
}

/** Whether the own agency has referred her for the same service already, for the sender of a referral. */
export async function possibleDuplicate(
  ctx: SubgraphContext,
  referral: Referral,
): Promise<ReferralPossibleDuplicate | null> {
  if (!referral.row.victim_key || partyOf(referral.row, ctx.requester) !== 'SENDER') return null;
  const [other] = await OTHER_OF_THE_SAME.rows(ctx.db, [...ownRecordParameters(ctx).slice(0, 3), referral.id]);
  if (!other) return null;
  return Object.assign(new ReferralPossibleDuplicate(), {
    referralId: other.ours ? other.id : null,
    sentAt: other.sent_at,
    sameRecipient: other.recipient === referral.recipient,
  });
}
