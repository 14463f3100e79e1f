import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

/** Writers about the same victim follow one another: so do their messages. */
export async function lockVictim(manager: EntityManager, key: string): Promise<void> {
  await rowsOf(manager, 'SELECT FROM victim WHERE key = $1 FOR UPDATE', [key]);
}
