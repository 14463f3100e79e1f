import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

export interface Withdrawal {
  readonly victim: string;
  readonly consents: readonly string[];
  readonly at: string;
  readonly agency: string;
  readonly staff: string;
}

/** In the transaction that closes the consents, under her lock. */
export function recordWithdrawal(ctx: SubgraphContext, manager: EntityManager, withdrawal: Withdrawal): Promise<void> {
  return ctx.closures.record(manager, 'consent-withdrawn', withdrawal.victim, withdrawal);
}

/** Consents given after the backup are not there to be withdrawn: what is lost is closed as well. */
export const CONSENT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'consent-withdrawn': async (manager, closure) => {
    const { victim, consents, at, agency, staff } = closure.payload as unknown as Withdrawal;
    await rowsOf(
      manager,
      `UPDATE consent SET withdrawn_at = $3, withdrawn_by_agency = $4, withdrawn_by_staff = $5
       WHERE victim_key = $1 AND id = ANY($2::uuid[]) AND withdrawn_at IS NULL`,
      [victim, consents, at, agency, staff],
    );
  },
};
