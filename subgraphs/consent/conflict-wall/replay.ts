import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { announce, WALL, type Wall } from './keepers.js';

/** With what only this subgraph keeps of a wall; one that stood already keeps its first author. */
export async function recordAdded(ctx: SubgraphContext, manager: EntityManager, wall: Wall): Promise<void> {
  const [author] = await rowsOf<object>(
    manager,
    'SELECT reason, identify_by AS "identifyBy", added_by_agency AS agency, added_by_staff AS staff FROM conflict_wall WHERE id = $1',
    [wall.id],
  );
  await ctx.closures.record(manager, 'wall-added', wall.victim, { ...wall, ...author });
}

export const recordLifted = (ctx: SubgraphContext, manager: EntityManager, wall: Wall): Promise<void> =>
  ctx.closures.record(manager, 'wall-lifted', wall.victim, { id: wall.id });

/** Walls come back under their own ids, and are announced as ever: the other subgraphs may have been restored too. */
export const WALL_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'wall-added': async (
    manager,
    { payload: { id, victim, subjectKind, subject, reason, identifyBy = null, agency, staff }, at },
  ) => {
    const [back] = await rowsOf<Wall>(
      manager,
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, added_by_agency, added_by_staff, added_at,
         identify_by)
       SELECT $1::uuid, v.key, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz FROM victim v WHERE v.key = $2::uuid
       ON CONFLICT DO NOTHING RETURNING ${WALL}`,
      [id, victim, subjectKind, subject, reason, agency, staff, at, identifyBy],
    );
    if (back) await announce(manager, back, true);
  },
  'wall-lifted': async (manager, { payload, at }) => {
    const [lifted] = await rowsOf<Wall>(
      manager,
      `UPDATE conflict_wall SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL RETURNING ${WALL}`,
      [payload.id, at],
    );
    if (lifted) await announce(manager, lifted, false);
  },
};
