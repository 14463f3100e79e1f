import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { othersOf } from '../record-join/group.js';
import { announce, WALL, type Wall } from './keepers.js';
import { recordAdded, recordLifted } from './replay.js';
import type { WallReason, WallSubjectKind } from './types.js';

export interface WallTerms {
  readonly victim: string;
  readonly subjectKind: WallSubjectKind;
  readonly subject: string;
  readonly reason: WallReason;
  readonly identifyBy: Date | null;
}

/**
 * Puts a wall up on every record that is hers, or finds the one that stands, inside the caller's transaction, under her lock. One that was put up for good does not become one that
 * waits for somebody to be identified.
 */
export async function putUp(ctx: SubgraphContext, manager: EntityManager, terms: WallTerms): Promise<Wall> {
  for (const victim of await othersOf(manager, terms.victim)) await putUpOne(ctx, manager, { ...terms, victim });
  return putUpOne(ctx, manager, terms);
}

async function putUpOne(ctx: SubgraphContext, manager: EntityManager, terms: WallTerms): Promise<Wall> {
  const { agency, staff } = ctx.requester;
  const [wall] = await rowsOf<Wall>(
    manager,
    `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, identify_by, added_by_agency, added_by_staff)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (victim_key, subject_kind, subject) WHERE lifted_at IS NULL DO UPDATE
       SET identify_by = CASE WHEN excluded.identify_by IS NOT NULL THEN conflict_wall.identify_by END
     RETURNING ${WALL}`,
    [terms.victim, terms.subjectKind, terms.subject, terms.reason, terms.identifyBy, agency, staff],
  );
  await recordAdded(ctx, manager, wall!);
  await announce(manager, wall!, true);
  return wall!;
}

/** Takes a wall down, inside the caller's transaction, under her lock. @throws Refusal NOT_FOUND: lifted already, hers or not, one answer */
export async function takeDown(
  ctx: SubgraphContext,
  manager: EntityManager,
  victim: string,
  wallId: string,
): Promise<Wall> {
  const [wall] = await rowsOf<Wall>(
    manager,
    `UPDATE conflict_wall SET lifted_at = clock_timestamp() WHERE id::text = $1 AND victim_key = $2 AND lifted_at IS NULL
     RETURNING ${WALL}`,
    [wallId.toLowerCase(), victim],
  );
  if (!wall) throw noSuchWall();
  await recordLifted(ctx, manager, wall);
  await announce(manager, wall, false);
  return wall;
}

export const noSuchWall = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'There is no such wall.', ru: 'Такого запрета нет.', kk: 'Мұндай тыйым жоқ.' },
    ['wallId'],
  );
