import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  DataKey,
  mutate,
  Purpose,
  Refusal,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { victimNotFound } from '../consent/resolver.js';
import { ERASURE_POLICY } from '../erasure/policy.js';
import { lockVictim } from '../victim/lock.js';
import { publicIdOf } from '../victim/public-id.js';
import { resolveForHold } from '../victim/resolver.js';
import { HOLD_BY_ID, HOLDS_OF_AGENCY, type LegalHoldRow, NOT_WALLED } from './sql.js';
import {
  LegalHold,
  LegalHoldConnection,
  LegalHoldLiftInput,
  LegalHoldLiftPayload,
  LegalHoldPlaceInput,
  LegalHoldPlacePayload,
} from './types.js';

/** A clerk of a court, or the steward of an agency: neither reads the record. */
const Holds = () => Access({ purposes: [Purpose.COURT, Purpose.STEWARDSHIP], roles: [Role.CLERK, Role.STEWARD] });

@Resolver()
export class LegalHoldResolver {
  @Query(() => LegalHoldConnection, { description: 'The holds of your agency that stand, newest first.' })
  @Holds()
  async legalHolds(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<LegalHold>> {
    const { limit, before } = args.newestFirst();
    const { agency, unit, staff } = ctx.requester;
    const rows = await HOLDS_OF_AGENCY.rows(ctx.db, [agency, unit, staff, ...before, limit]);
    return connectionFrom(
      rows,
      args.first,
      (h) => [h.placedAt, h.id],
      (h) => shown(ctx, h),
    );
  }

  @Mutation(() => LegalHoldPlacePayload, {
    description:
      'Keeps a record from being destroyed while the law needs it, whether or not she has asked for that. It opens nothing, and what is closed stays closed.',
  })
  @Holds()
  async legalHoldPlace(
    @Arg('input', () => LegalHoldPlaceInput, { description: 'The hold.' }) input: LegalHoldPlaceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegalHoldPlacePayload> {
    return mutate(ctx, 'legalHoldPlace', input, LegalHoldPlacePayload, async (commit) => {
      const [{ days }] = await ctx.db.query(
        'SELECT extract(epoch FROM $1::timestamptz - clock_timestamp())::float8 / 86400 AS days',
        [input.reviewAt],
      );
      if (days <= 0 || days > ERASURE_POLICY.holdReviewDays) throw reviewOutOfRange();
      const key = await resolveForHold(ctx, input.victimId);
      if (!key) throw victimNotFound();
      const id = await commit((manager) => place(manager, ctx, key, input));
      await ctx.closures.kept(key);
      return { legalHold: await holdOf(ctx, id) };
    });
  }

  @Mutation(() => LegalHoldLiftPayload, {
    description: 'Lifts a hold of your agency. What she had asked to have destroyed is destroyed then.',
  })
  @Holds()
  async legalHoldLift(
    @Arg('input', () => LegalHoldLiftInput, { description: 'The hold.' }) input: LegalHoldLiftInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegalHoldLiftPayload> {
    return mutate(ctx, 'legalHoldLift', input, LegalHoldLiftPayload, async (commit) => {
      let key = '';
      const id = await commit(async (manager) => {
        const [hold] = await rowsOf<{ id: string; victim: string }>(
          manager,
          `UPDATE legal_hold h SET lifted_at = clock_timestamp(), lifted_by_staff = $3::text
           WHERE h.id::text = $4 AND h.agency = $1::text AND h.lifted_at IS NULL AND ${NOT_WALLED} RETURNING h.id, h.victim_key AS victim`,
          [ctx.requester.agency, ctx.requester.unit, ctx.requester.staff, input.holdId],
        );
        if (!hold) throw holdNotFound();
        key = hold.victim;
        await ctx.closures.record(manager, 'legal-hold-lifted', key, { id: hold.id });
        return hold.id;
      });
      await ctx.closures.kept(key);
      return { legalHold: await holdOf(ctx, id) };
    });
  }
}

async function place(
  manager: EntityManager,
  ctx: SubgraphContext,
  victim: string,
  { reason, reference, reviewAt }: LegalHoldPlaceInput,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const id = randomUUID();
  await lockVictim(manager, victim);
  const [erased] = await rowsOf(manager, 'SELECT FROM erased_subject WHERE subject = $1', [victim]);
  if (erased) throw victimNotFound();
  const key = await DataKey.obtain(manager, ctx.secrets.agencyKeys, victim, agency);
  await rowsOf(
    manager,
    `INSERT INTO legal_hold (id, victim_key, agency, unit, staff, reason, reference, review_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      victim,
      agency,
      unit,
      staff,
      key.seal(`legal_hold.reason:${id}`, reason),
      key.seal(`legal_hold.reference:${id}`, reference),
      reviewAt,
    ],
  );
  const line = { id, victim, agency, unit, staff, reviewAt: reviewAt.toISOString() };
  await ctx.closures.record(manager, 'legal-hold-placed', victim, line);
  return id;
}

async function holdOf(ctx: SubgraphContext, id: string): Promise<LegalHold | null> {
  const [row] = await HOLD_BY_ID.rows(ctx.db, [id]);
  return row ? shown(ctx, row) : null;
}

const shown = (ctx: SubgraphContext, { victim, ...hold }: LegalHoldRow): LegalHold => ({
  ...hold,
  victimId: publicIdOf(ctx, victim),
});

function reviewOutOfRange(): Refusal {
  const days = ERASURE_POLICY.holdReviewDays;
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: `The review must lie within the next ${days} days.`,
      ru: `Пересмотр должен быть в ближайшие ${days} дней.`,
      kk: `Қайта қарау алдағы ${days} күн ішінде болуы керек.`,
    },
    ['reviewAt'],
  );
}

function holdNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such hold that stands.',
      ru: 'У вашего учреждения нет такого действующего запрета на уничтожение.',
      kk: 'Мекемеңізде мұндай қолданыстағы жоюға тыйым жоқ.',
    },
    ['holdId'],
  );
}
