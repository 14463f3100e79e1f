import { setTimeout as sleep } from 'node:timers/promises';
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  mutate,
  OWNERS,
  Refusal,
  Role,
  rowsOf,
  STANDING_WALLS_PAGE,
  StandingWall,
  StandingWallsInput,
  Statement,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { victimOrRefuse } from '../consent/resolver.js';
import { lockVictim } from '../victim/lock.js';
import { announce, enrolKeepers, WALL, type Wall } from './keepers.js';
import { recordAdded, recordLifted } from './replay.js';
import { ConflictWallAddInput, ConflictWallLiftInput, ConflictWallPayload } from './types.js';

/** The answer waits for the other subgraphs almost as long as the caller does; the messages themselves are delivered however long it takes. */
const LEFT_TO_ANSWER_MS = 300;

/** $1 id that the page starts after, or null; $2 how many */
const STANDING = new Statement<StandingWall>(
  'consent.standingWalls',
  `SELECT ${WALL} FROM conflict_wall WHERE lifted_at IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
);

async function notYetEnforcedBy(ctx: SubgraphContext, wall: string): Promise<string[]> {
  await Promise.race([ctx.outbox.flush(), sleep(Math.max(0, ctx.caller.deadline - Date.now() - LEFT_TO_ANSWER_MS))]);
  const rows = await ctx.db.query("SELECT DISTINCT destination FROM outbox WHERE payload->>'id' = $1 ORDER BY 1", [
    wall,
  ]);
  return rows.map((row: { destination: string }) => row.destination);
}

@Resolver()
export class ConflictWallResolver {
  @Mutation(() => ConflictWallPayload, {
    description:
      'Closes everything of hers to a member of staff, a unit or an agency, before every other decision. The walled person is told nothing.',
  })
  @Access({
    purposes: 'any',
    roles: [Role.ADVOCATE, Role.SHELTER_STAFF, Role.HELPLINE_OPERATOR, Role.CLINICIAN, Role.DUTY_OFFICER, Role.LAWYER],
  })
  async conflictWallAdd(
    @Arg('input', () => ConflictWallAddInput, { description: 'Whom to keep out.' }) input: ConflictWallAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConflictWallPayload> {
    return mutate(ctx, 'conflictWallAdd', input, ConflictWallPayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await enrolKeepers(manager, ctx.outbox, ctx.owners);
        await lockVictim(manager, key);
        const [wall] = await rowsOf<Wall>(
          manager,
          `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, added_by_agency, added_by_staff)
           VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6)
           ON CONFLICT (victim_key, subject_kind, subject) WHERE lifted_at IS NULL DO UPDATE SET subject = excluded.subject
           RETURNING ${WALL}`,
          [key, input.subjectKind, input.subject, input.reason, ctx.requester.agency, ctx.requester.staff],
        );
        await recordAdded(ctx, manager, wall!);
        await announce(manager, wall!, true);
        return wall!.id;
      });
      await ctx.closures.kept(key);
      return { conflictWall: { id, standing: true }, notYetEnforcedBy: await notYetEnforcedBy(ctx, id) };
    });
  }

  @Mutation(() => ConflictWallPayload, { description: 'Lifts a wall. By an advocate, with her.' })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async conflictWallLift(
    @Arg('input', () => ConflictWallLiftInput, { description: 'The wall.' }) input: ConflictWallLiftInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConflictWallPayload> {
    return mutate(ctx, 'conflictWallLift', input, ConflictWallPayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const [wall] = await rowsOf<Wall>(
          manager,
          `UPDATE conflict_wall SET lifted_at = clock_timestamp() WHERE id::text = $1 AND victim_key = $2 AND lifted_at IS NULL
           RETURNING ${WALL}`,
          [input.wallId, key],
        );
        if (!wall) {
          throw new Refusal(
            UserErrorCode.NOT_FOUND,
            { en: 'There is no such wall.', ru: 'Такого запрета нет.', kk: 'Мұндай тыйым жоқ.' },
            ['wallId'],
          );
        }
        await recordLifted(ctx, manager, wall);
        await announce(manager, wall, false);
        return wall.id;
      });
      await ctx.closures.kept(key);
      return { conflictWall: { id, standing: false }, notYetEnforcedBy: await notYetEnforcedBy(ctx, id) };
    });
  }
  @Query(() => [StandingWall], {
    description:
      'Every wall that stands, in pages, for a subgraph that was restored to an older state. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async standingWalls(
    @Arg('input', () => StandingWallsInput, { description: 'The page.' }) input: StandingWallsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StandingWall[]> {
    return STANDING.rows(ctx.db, [input.after ?? null, STANDING_WALLS_PAGE]);
  }
}
