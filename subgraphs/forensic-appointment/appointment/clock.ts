import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

/** The database's clock, read after the rows were locked. */
export async function clock(manager: EntityManager): Promise<Date> {
  const [read] = await rowsOf<{ now: Date }>(manager, 'SELECT clock_timestamp() AS now');
  return read!.now;
}
