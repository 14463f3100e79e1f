import type { EntityManager } from 'typeorm';
import { type ErasedRows, EVENT_ERASES, enqueue, eraseSubject, rowsOf, subjectErase } from '../../kit/index.js';

/** The one fact about a person that is not sealed here: when a child comes of age is her date of birth. */
export const CONSENT_ERASES: readonly ErasedRows[] = [
  { table: 'victim', subject: 'key', columns: ['majority_at'] },
  ...EVENT_ERASES,
];

/** Destroys her keys here, and has every owner of a category do the same, inside the caller's transaction. Safe to repeat. */
export async function shred(manager: EntityManager, victim: string): Promise<void> {
  await eraseSubject((sql, values) => rowsOf(manager, sql, values), CONSENT_ERASES, victim);
  const keepers = await rowsOf<{ subgraph: string }>(manager, 'SELECT subgraph FROM wall_keeper ORDER BY subgraph');
  for (const { subgraph } of keepers) await enqueue(manager, subjectErase(subgraph), [{ victim }]);
}
