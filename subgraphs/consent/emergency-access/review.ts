import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, DataKey, mutate, Purpose, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { lockVictim } from '../victim/lock.js';
import { EMERGENCY_POLICY } from './policy.js';
import { recordClosed } from './replay.js';
import { emergencyAccessById, readerOf } from './resolver.js';
import { noSuchAccess } from './rules.js';
import { NOT_WALLED } from './sql.js';
import { EmergencyAccessConfirmInput, EmergencyAccessPayload, EmergencyAccessReviewInput } from './types.js';

/** Conditions for looking at somebody else's: $1 agency, $2 unit, $3 staff, $4 id */
const ANOTHERS = `e.id = $4::uuid AND e.staff <> $3::text AND e.verdict IS NULL AND ${NOT_WALLED}`;

/** Who looks at what somebody else has opened: at once, or afterwards. Never the one who opened it. */
@Resolver()
export class EmergencyReviewResolver {
  @Mutation(() => EmergencyAccessPayload, {
    description:
      'You stand beside a colleague who has opened an emergency access, while it lasts. It needs no review then, and can still have one.',
  })
  @Access({ purposes: [Purpose.EMERGENCY], roles: EMERGENCY_POLICY.confirmedBy })
  async emergencyAccessConfirm(
    @Arg('input', () => EmergencyAccessConfirmInput, { description: 'Which.' }) input: EmergencyAccessConfirmInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergencyAccessPayload> {
    return mutate(ctx, 'emergencyAccessConfirm', input, EmergencyAccessPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `UPDATE emergency_access e SET confirmed_at = coalesce(e.confirmed_at, clock_timestamp()), confirmed_by_staff = $3::text
           WHERE ${ANOTHERS} AND e.agency = $1::text AND (e.confirmed_at IS NULL OR e.confirmed_by_staff = $3::text)
             AND e.closed_at IS NULL AND e.expires_at > clock_timestamp() RETURNING e.id`,
          [...readerOf(ctx), input.emergencyAccessId],
        );
        if (!row) throw noSuchAccess();
        return row.id;
      });
      return { emergencyAccess: await emergencyAccessById(ctx, id) };
    });
  }

  @Mutation(() => EmergencyAccessPayload, {
    description:
      'Says afterwards, or while it lasts, whether there was a danger to life. By a steward, or an advocate of another agency. One that was not justified is closed at once.',
  })
  @Access({ purposes: 'any', roles: EMERGENCY_POLICY.reviewedBy })
  async emergencyAccessReview(
    @Arg('input', () => EmergencyAccessReviewInput, { description: 'Which, and what you found.' })
    input: EmergencyAccessReviewInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergencyAccessPayload> {
    return mutate(ctx, 'emergencyAccessReview', input, EmergencyAccessPayload, async (commit) => {
      const { agency, role } = ctx.requester;
      const mine = `${ANOTHERS} ${role === Role.STEWARD ? '' : 'AND e.agency <> $1::text'}`;
      const about = [...readerOf(ctx), input.emergencyAccessId];
      let victim = '';
      const id = await commit(async (manager) => {
        const [found] = await rowsOf<{ victim: string }>(
          manager,
          `SELECT victim_key AS victim FROM emergency_access e WHERE ${mine}`,
          about,
        );
        if (!found) throw noSuchAccess();
        victim = found.victim;
        await lockVictim(manager, victim);
        const dataKey = await DataKey.obtain(manager, ctx.secrets.agencyKeys, victim, agency);
        const [row] = await rowsOf<{ id: string; closed: Date | null }>(
          manager,
          `UPDATE emergency_access e SET verdict = $5, review_reason = $6, reviewed_at = clock_timestamp(), reviewed_by_agency = $1::text,
             reviewed_by_staff = $3::text, closed_at = CASE WHEN $5 = 'NOT_JUSTIFIED' THEN clock_timestamp() END
           WHERE ${mine} RETURNING e.id, e.closed_at AS closed`,
          [
            ...about,
            input.verdict,
            dataKey.seal(`emergency_access.review_reason:${input.emergencyAccessId.toLowerCase()}`, input.reason),
          ],
        );
        if (!row) throw noSuchAccess();
        if (row.closed) await recordClosed(ctx, manager, victim, { id: row.id, at: row.closed.toISOString() });
        return row.id;
      });
      await ctx.closures.kept(victim);
      return { emergencyAccess: await emergencyAccessById(ctx, id) };
    });
  }
}
