import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { advanceClock } from '../response-clock/clock.js';
import { OPEN_STATES } from './rules.js';
import { ReferralState } from './vocabulary.js';

/** Ends of a referral by which nobody may work on it any more: she does not want it, or it should not have gone there. */
const CLOSED_AT = { NOT_WANTED_BY_HER: 'not_wanted_at', CANCELLED: 'cancelled_at' } as const;
type Closed = keyof typeof CLOSED_AT;

const isClosed = (state: ReferralState): state is ReferralState & Closed => Object.hasOwn(CLOSED_AT, state);

/** Under the referral's lock, in the transaction of the step; nothing for a step that does not close it. */
export async function recordIfClosed(
  ctx: SubgraphContext,
  manager: EntityManager,
  referral: string,
  state: ReferralState,
): Promise<void> {
  if (isClosed(state)) await ctx.closures.record(manager, 'referral-closed', referral, { referral, state });
}

/** Otherwise it would be in the recipient's inbox again, to be worked on. */
export const REFERRAL_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'referral-closed': async (manager, { payload: { referral, state }, at }) => {
    await rowsOf(
      manager,
      `UPDATE referral SET state = $2, ${CLOSED_AT[state as Closed]} = $3, version = version + 1, sender_acts = false
       WHERE id = $1 AND state = ANY($4::text[])`,
      [referral, state, at, OPEN_STATES],
    );
    await advanceClock(manager, referral as string, state as ReferralState);
  },
};
