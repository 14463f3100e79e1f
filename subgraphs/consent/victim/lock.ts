import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { groupOf } from '../record-join/group.js';

/** Writers about the same victim, by whichever of the records that are hers, follow one another: so do their messages. */
export async function lockVictim(manager: EntityManager, key: string): Promise<void> {
  await rowsOf(manager, `SELECT FROM victim WHERE key = ANY(ARRAY(${groupOf('$1')})) ORDER BY key FOR UPDATE`, [key]);
}
