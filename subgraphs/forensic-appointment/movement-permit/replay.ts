import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

/** Under the permit's lock, in the transaction that takes it back. */
export const recordRevoked = (ctx: SubgraphContext, manager: EntityManager, permit: string): Promise<void> =>
  ctx.closures.record(manager, 'movement-permit-revoked', permit, { permit });

/** Otherwise a checkpoint would be told that it is valid, until its window ends. */
export const PERMIT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'movement-permit-revoked': async (manager, { payload, at }) => {
    await rowsOf(manager, 'UPDATE movement_permit SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      payload.permit,
      at,
    ]);
  },
};
