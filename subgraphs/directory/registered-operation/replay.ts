import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

/** Whoever registers the document again gets another registration, so this one stays withdrawn. */
export const recordWithdrawn = (ctx: SubgraphContext, manager: EntityManager, operation: string): Promise<void> =>
  ctx.closures.record(manager, 'operation-withdrawn', operation, { operation });

export const OPERATION_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'operation-withdrawn': async (manager, { payload, at }) => {
    await rowsOf(manager, 'UPDATE registered_operation SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL', [
      payload.operation,
      at,
    ]);
  },
};
