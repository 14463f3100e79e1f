import type { EntityManager } from 'typeorm';
import {
  type CategoryOwners,
  conflictWallApply,
  enqueue,
  type Outbox,
  ownerNames,
  rowsOf,
  subjectErase,
} from '../../kit/index.js';

/** A wall as it is announced. */
export interface Wall {
  readonly id: string;
  readonly victim: string;
  readonly subjectKind: string;
  readonly subject: string;
}

/** Columns of `conflict_wall` as a {@link Wall}. */
export const WALL = 'id, victim_key AS victim, subject_kind AS "subjectKind", subject';

/**
 * Has every standing wall, and everybody who is erased, sent to the owners of categories that have joined since, inside the caller's transaction. Whoever is putting up a wall is
 * waited for, and whoever does so next finds the new keeper: none falls between.
 */
export async function enrolKeepers(manager: EntityManager, outbox: Outbox, owners: CategoryOwners): Promise<void> {
  const names = ownerNames(owners);
  const missing = await rowsOf(
    manager,
    'SELECT FROM unnest($1::text[]) AS name WHERE NOT EXISTS (SELECT FROM wall_keeper k WHERE k.subgraph = name)',
    [names],
  );
  if (missing.length === 0) return;
  await rowsOf(manager, 'LOCK TABLE conflict_wall IN SHARE ROW EXCLUSIVE MODE');
  const joined = await rowsOf<{ subgraph: string }>(
    manager,
    'INSERT INTO wall_keeper (subgraph) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING subgraph',
    [names],
  );
  const walls = await rowsOf<Wall>(manager, `SELECT ${WALL} FROM conflict_wall WHERE lifted_at IS NULL ORDER BY id`);
  const standing = walls.map((wall) => ({ ...wall, standing: true }));
  const erased = await rowsOf<{ victim: string }>(
    manager,
    'SELECT subject AS victim FROM erased_subject ORDER BY subject',
  );
  for (const { subgraph } of joined) {
    await outbox.sendAll(manager, conflictWallApply(subgraph), standing);
    await outbox.sendAll(manager, subjectErase(subgraph), erased);
  }
}

/** Announces a wall, inside the transaction that put it up or lifted it and after the statement that did. */
export async function announce(manager: EntityManager, wall: Wall, standing: boolean): Promise<void> {
  const keepers = await rowsOf<{ subgraph: string }>(manager, 'SELECT subgraph FROM wall_keeper ORDER BY subgraph');
  for (const { subgraph } of keepers) await enqueue(manager, conflictWallApply(subgraph), [{ ...wall, standing }]);
}
