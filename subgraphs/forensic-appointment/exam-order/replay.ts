import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { ExamOrderErrorReason } from './types.js';

/** Under the order's lock, in the transaction that marks it. */
export const recordInError = (
  ctx: SubgraphContext,
  manager: EntityManager,
  order: string,
  reason: ExamOrderErrorReason,
): Promise<void> =>
  ctx.closures.record(manager, 'exam-order-in-error', order, { order, reason, staff: ctx.requester.staff });

/** Otherwise a clinic would read again what may be about somebody else. */
export const ORDER_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'exam-order-in-error': async (manager, { payload: { order, reason, staff }, at }) => {
    await rowsOf(
      manager,
      'UPDATE exam_order SET error_reason = $2, error_by = $3, error_at = $4 WHERE id = $1 AND error_at IS NULL',
      [order, reason, staff, at],
    );
  },
};
