import type { EntityManager } from 'typeorm';
import { enqueue, eraseSubject, rowsOf, subjectErase } from '../../kit/index.js';

/** Destroys her keys here, and has every owner of a category do the same, inside the caller's transaction. Safe to repeat. */
export async function shred(manager: EntityManager, victim: string): Promise<void> {
  await eraseSubject((sql, values) => rowsOf(manager, sql, values), [], victim);
  const keepers = await rowsOf<{ subgraph: string }>(manager, 'SELECT subgraph FROM wall_keeper ORDER BY subgraph');
  for (const { subgraph } of keepers) await enqueue(manager, subjectErase(subgraph), [{ victim }]);
}
