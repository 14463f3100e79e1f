import type { EntityManager } from 'typeorm';
import { type Commit, type Refusal, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { enrolKeepers } from '../conflict-wall/keepers.js';
import { putUp, type WallTerms } from '../conflict-wall/put-up.js';
import { suspendAround } from '../guardian/suspension.js';
import { lockVictim } from '../victim/lock.js';
import { othersOf } from './group.js';
import { noSuchPair } from './linked-records.js';
import { recordDecided } from './replay.js';
import { PAIR_TO_DECIDE } from './sql.js';
import type { RecordJoin } from './types.js';

type State = `${RecordJoin['state']}`;

export interface Decision {
  readonly from: readonly State[];
  readonly to: State;
  readonly witness?: string;
}

/**
 * What she says about a pair, under the locks of both. When she joins them, every wall that stands on a record of hers is put up on all of them, and what
 * was reported on any of them suspends guardians as if it had been on each.
 * @throws Refusal NOT_FOUND when the requester may not name both
 */
export async function decidePair(
  ctx: SubgraphContext,
  commit: Commit,
  joinId: string,
  { from, to, witness }: Decision,
  wrongState: () => Refusal,
): Promise<{ id: string; keys: string[] }> {
  const { agency, unit, staff } = ctx.requester;
  const [pair] = await PAIR_TO_DECIDE.rows(ctx.db, [agency, unit, staff, joinId]);
  if (!pair) throw noSuchPair('joinId');
  const { one, other } = pair;
  const id = await commit(async (manager) => {
    await enrolKeepers(manager, ctx.outbox, ctx.owners);
    for (const key of [one, other]) await lockVictim(manager, key);
    const [decided] = await rowsOf<{ id: string }>(
      manager,
      `UPDATE record_join SET state = $2, decided_at = clock_timestamp(), decided_by_agency = $3, decided_by_staff = $4, witness = coalesce($5, witness)
       WHERE id = $1 AND state = ANY($6::text[]) RETURNING id`,
      [pair.id, to, agency, staff, witness ?? null, from],
    );
    if (!decided) throw wrongState();
    await recordDecided(ctx, manager, { id: pair.id, one, other, state: to });
    if (to === 'JOINED') {
      await shareWalls(ctx, manager, one);
      await suspendAround(manager, one);
    }
    return pair.id;
  });
  return { id, keys: [one, other] };
}

/** Each wall of any of her records, on all of them. */
async function shareWalls(ctx: SubgraphContext, manager: EntityManager, victim: string): Promise<void> {
  const all = [victim, ...(await othersOf(manager, victim))];
  const walls = await rowsOf<Omit<WallTerms, 'victim'>>(
    manager,
    `SELECT DISTINCT ON (subject_kind, subject) subject_kind AS "subjectKind", subject, reason, identify_by AS "identifyBy"
     FROM conflict_wall WHERE victim_key = ANY($1::uuid[]) AND lifted_at IS NULL ORDER BY subject_kind, subject, identify_by NULLS FIRST`,
    [all],
  );
  for (const wall of walls) await putUp(ctx, manager, { ...wall, victim });
}
