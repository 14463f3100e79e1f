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
import { resolveVictim } from '../victim/resolver.js';
import { enrolKeepers, WALL } from './keepers.js';
import { notYetEnforcedBy } from './pending.js';
import { noSuchWall, putUp, takeDown } from './put-up.js';
import { WALL_BY_ID, WALLS_OF_VICTIM } from './sql.js';
import { knownSubject } from './subject.js';
import {
  ConflictWall,
  ConflictWallAddInput,
  ConflictWallLiftInput,
  ConflictWallNarrowInput,
  ConflictWallPayload,
  ConflictWallsInput,
  type WallReason,
  WallSubjectKind,
} from './types.js';

/** $1 id that the page starts after, or null; $2 how many */
const STANDING = new Statement<StandingWall>(
  'consent.standingWalls',
  `SELECT ${WALL} FROM conflict_wall WHERE lifted_at IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
);

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
      const { subjectKind, reason, identifyBy = null } = input;
      if (identifyBy && subjectKind === WallSubjectKind.STAFF) throw identifiedAlready();
      const victim = await victimOrRefuse(ctx, input.victimId);
      const subject = await knownSubject(ctx, subjectKind, input.subject, 'subject');
      const id = await commit(async (manager) => {
        await enrolKeepers(manager, ctx.outbox, ctx.owners);
        await lockVictim(manager, victim);
        return (await putUp(ctx, manager, { victim, subjectKind, subject, reason, identifyBy })).id;
      });
      return enforced(ctx, victim, id, [id]);
    });
  }

  @Mutation(() => ConflictWallPayload, {
    description:
      'Puts a wall against one member of staff in the place of one against a unit or an agency, once it is known who it is. At no moment does neither stand. By an advocate, with her.',
  })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async conflictWallNarrow(
    @Arg('input', () => ConflictWallNarrowInput, { description: 'The wall, and who it is.' })
    input: ConflictWallNarrowInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConflictWallPayload> {
    return mutate(ctx, 'conflictWallNarrow', input, ConflictWallPayload, async (commit) => {
      const victim = await victimOrRefuse(ctx, input.victimId);
      const subject = await knownSubject(ctx, WallSubjectKind.STAFF, input.staff, 'staff');
      const id = await commit(async (manager) => {
        await enrolKeepers(manager, ctx.outbox, ctx.owners);
        await lockVictim(manager, victim);
        const [wide] = await rowsOf<{ reason: WallReason }>(
          manager,
          `SELECT reason FROM conflict_wall WHERE id::text = $1 AND victim_key = $2 AND lifted_at IS NULL AND subject_kind <> 'STAFF'`,
          [input.wallId.toLowerCase(), victim],
        );
        if (!wide) throw noSuchWall();
        const subjectKind = WallSubjectKind.STAFF;
        // in this order every subgraph is told, too
        const narrow = await putUp(ctx, manager, {
          victim,
          subjectKind,
          subject,
          reason: wide.reason,
          identifyBy: null,
        });
        await takeDown(ctx, manager, victim, input.wallId);
        return narrow.id;
      });
      return enforced(ctx, victim, id, [id, input.wallId.toLowerCase()]);
    });
  }

  @Mutation(() => ConflictWallPayload, { description: 'Lifts a wall. By an advocate, with her.' })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async conflictWallLift(
    @Arg('input', () => ConflictWallLiftInput, { description: 'The wall.' }) input: ConflictWallLiftInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConflictWallPayload> {
    return mutate(ctx, 'conflictWallLift', input, ConflictWallPayload, async (commit) => {
      const victim = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, victim);
        return (await takeDown(ctx, manager, victim, input.wallId)).id;
      });
      return enforced(ctx, victim, id, [id]);
    });
  }

  @Query(() => [ConflictWall], {
    description:
      'The walls that stand for her, newest first, 100 at most: for an advocate, who lifts and narrows them. Empty when you may not name her.',
  })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async conflictWalls(
    @Arg('input', () => ConflictWallsInput, { description: 'Whose.' }) input: ConflictWallsInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConflictWall[]> {
    const victim = await resolveVictim(ctx, input.victimId);
    return victim ? WALLS_OF_VICTIM.rows(ctx.db, [victim]) : [];
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

/** What was committed is acknowledged when it outlives the database, and holds everywhere. */
async function enforced(ctx: SubgraphContext, victim: string, wall: string, changed: readonly string[]) {
  await ctx.closures.kept(victim);
  const missing = await notYetEnforcedBy(ctx, changed);
  const [conflictWall] = await WALL_BY_ID.rows(ctx.db, [wall]);
  return { conflictWall: conflictWall ?? null, notYetEnforcedBy: missing };
}

const identifiedAlready = (): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'One member of staff is identified already. This is for a unit or an agency.',
      ru: 'Один сотрудник уже установлен. Это для подразделения или учреждения.',
      kk: 'Бір қызметкер анықталып қойған. Бұл бөлімше немесе мекеме үшін.',
    },
    ['identifyBy'],
  );
