import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { KEEP_ORDERS, LOCK_BY_CODE } from './sql.js';

/**
 * A locked appointment is about to have another code, or has made place for one with another: the orders that it has by its own stay with it, so that nobody who reads
 * them loses them. Those that another which stands has too stay with that one.
 */
export async function keepOrders(manager: EntityManager, appointment: string): Promise<void> {
  await rowsOf(manager, LOCK_BY_CODE, [appointment]);
  await rowsOf(manager, KEEP_ORDERS, [appointment]);
}
