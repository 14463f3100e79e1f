import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

const KIND = 'emergency-closed';

export const recordClosed = (
  ctx: SubgraphContext,
  manager: EntityManager,
  victim: string,
  { id, at }: { readonly id: string; readonly at: string },
): Promise<void> => {
  const { agency, staff } = ctx.requester;
  return ctx.closures.record(manager, KIND, victim, { id, at, agency, staff });
};

/** A database restored within the hour would open it again for what is left of it. One that the backup does not know opens nothing. */
export const EMERGENCY_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  [KIND]: async (manager, { payload: { id, at, agency, staff } }) => {
    await rowsOf(
      manager,
      `UPDATE emergency_access SET closed_at = $2, verdict = 'NOT_JUSTIFIED', reviewed_at = $2, reviewed_by_agency = $3, reviewed_by_staff = $4
       WHERE id = $1 AND closed_at IS NULL`,
      [id, at, agency, staff],
    );
  },
};
