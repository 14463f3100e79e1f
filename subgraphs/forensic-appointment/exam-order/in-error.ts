import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { ExamOrderEnteredInErrorInput } from './inputs.js';
import { alreadyInError, noSuchOrder } from './refusals.js';
import { recordInError } from './replay.js';
import { LOCK_RECORDED, MARK_IN_ERROR } from './sql.js';
import type { ExamOrderErrorReason } from './types.js';

/**
 * Marks an order as entered in error, inside the caller's transaction; for ever, and nothing of it is changed. Again with the same reason nothing happens.
 * @throws Refusal NOT_FOUND, WRONG_STATE (it was marked with another reason)
 */
export async function markInError(
  manager: EntityManager,
  ctx: SubgraphContext,
  { orderId, reason }: ExamOrderEnteredInErrorInput,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const [order] = await rowsOf<{ id: string; errorReason: ExamOrderErrorReason | null }>(manager, LOCK_RECORDED, [
    agency,
    unit,
    staff,
    orderId,
  ]);
  if (!order) throw noSuchOrder();
  if (order.errorReason === reason) return order.id;
  if (order.errorReason) throw alreadyInError();
  await rowsOf(manager, MARK_IN_ERROR, [order.id, reason, staff]);
  await recordInError(ctx, manager, order.id, reason);
  return order.id;
}
