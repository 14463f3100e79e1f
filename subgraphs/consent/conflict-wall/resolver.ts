import { setTimeout as sleep } from 'node:timers/promises';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import {
  Access,
  conflictWallApply,
  mutate,
  Refusal,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { lockVictim, victimOrRefuse } from '../consent/resolver.js';
import { ConflictWallAddInput, ConflictWallLiftInput, ConflictWallPayload } from './types.js';

/** The subgraphs that keep their own copy of the walls. */
export const WALL_MESSAGES = ['referral', 'forensic-appointment', 'shelter-capacity'].map(conflictWallApply);

/** How long the answer waits for the other subgraphs; the messages themselves are delivered however long it takes. */
const WAIT_MS = 1_000;

interface WallRow {
  readonly id: string;
  readonly victim_key: string;
  readonly subject_kind: string;
  readonly subject: string;
}

async function announce(ctx: SubgraphContext, manager: EntityManager, wall: WallRow, standing: boolean): Promise<void> {
  const input = {
    id: wall.id,
    victim: wall.victim_key,
    subjectKind: wall.subject_kind,
    subject: wall.subject,
    standing,
  };
  for (const message of WALL_MESSAGES) await ctx.outbox.send(manager, message, input);
}

async function notYetEnforcedBy(ctx: SubgraphContext, wall: string): Promise<string[]> {
  await Promise.race([ctx.outbox.flush(), sleep(WAIT_MS)]);
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
        await lockVictim(manager, key);
        const [wall] = await rowsOf<WallRow>(
          manager,
          `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, added_by_agency, added_by_staff)
           VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6)
           ON CONFLICT (victim_key, subject_kind, subject) WHERE lifted_at IS NULL DO UPDATE SET subject = excluded.subject
           RETURNING id, victim_key, subject_kind, subject`,
          [key, input.subjectKind, input.subject, input.reason, ctx.requester.agency, ctx.requester.staff],
        );
        await announce(ctx, manager, wall!, true);
        return wall!.id;
      });
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
        const [wall] = await rowsOf<WallRow>(
          manager,
          `UPDATE conflict_wall SET lifted_at = clock_timestamp() WHERE id::text = $1 AND victim_key = $2 AND lifted_at IS NULL
           RETURNING id, victim_key, subject_kind, subject`,
          [input.wallId, key],
        );
        if (!wall) {
          throw new Refusal(
            UserErrorCode.NOT_FOUND,
            { en: 'There is no such wall.', ru: 'Такого запрета нет.', kk: 'Мұндай тыйым жоқ.' },
            ['wallId'],
          );
        }
        await announce(ctx, manager, wall, false);
        return wall.id;
      });
      return { conflictWall: { id, standing: false }, notYetEnforcedBy: await notYetEnforcedBy(ctx, id) };
    });
  }
}
