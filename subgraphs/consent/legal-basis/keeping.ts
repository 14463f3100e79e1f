import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import {
  Access,
  type ClosureReplay,
  DataKey,
  mutate,
  Refusal,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { victimOrRefuse } from '../consent/resolver.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER } from '../victim/resolver.js';
import { LEGAL_BASIS_POLICY, type LegalBasisKind, reviewOutOfReach } from './policy.js';
import { LEGAL_BASIS, type LegalBasisRow } from './sql.js';
import { LegalBasisEndInput, LegalBasisEndPayload, LegalBasisReviewInput, LegalBasisReviewPayload } from './types.js';

/** A recorded ground is reviewed in time, or ended: by the unit that recorded it. */
@Resolver()
export class LegalBasisKeepingResolver {
  @Mutation(() => LegalBasisReviewPayload, {
    description:
      'Extends a ground that still holds, with the reason, for as long as its kind allows. By the unit that recorded it.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async legalBasisReview(
    @Arg('input', () => LegalBasisReviewInput, { description: 'The review.' }) input: LegalBasisReviewInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegalBasisReviewPayload> {
    return mutate(ctx, 'legalBasisReview', input, LegalBasisReviewPayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const basis = await lockOwn(manager, ctx, key, input.legalBasisId);
        const [row] = await rowsOf<{ days: number }>(
          manager,
          'SELECT extract(epoch FROM $1::timestamptz - clock_timestamp())::float8 / 86400 AS days',
          [input.reviewAt],
        );
        const { reviewDays } = LEGAL_BASIS_POLICY[basis.kind];
        if (row!.days <= 0 || row!.days > reviewDays) throw reviewOutOfReach(reviewDays);
        const dataKey = await DataKey.obtain(manager, ctx.secrets.agencyKeys, key, agency);
        await rowsOf(
          manager,
          `WITH extended AS (UPDATE legal_basis SET review_at = $5 WHERE id = $1)
           INSERT INTO legal_basis_review (legal_basis, agency, staff, reason, review_at) VALUES ($1, $2, $3, $4, $5)`,
          [
            basis.id,
            agency,
            staff,
            dataKey.seal(`legal_basis_review.reason:${basis.id}`, input.reason),
            input.reviewAt,
          ],
        );
        return basis.id;
      });
      return { legalBasis: await shown(ctx, id) };
    });
  }

  @Mutation(() => LegalBasisEndPayload, {
    description: 'Ends a ground: from now on it opens nothing. By the unit that recorded it.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async legalBasisEnd(
    @Arg('input', () => LegalBasisEndInput, { description: 'The ground.' }) input: LegalBasisEndInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegalBasisEndPayload> {
    return mutate(ctx, 'legalBasisEnd', input, LegalBasisEndPayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const basis = await lockOwn(manager, ctx, key, input.legalBasisId);
        await end(manager, { id: basis.id, agency, staff });
        await ctx.closures.record(manager, 'legal-basis-ended', key, { id: basis.id, agency, staff });
        return basis.id;
      });
      await ctx.closures.kept(key);
      return { legalBasis: await shown(ctx, id) };
    });
  }
}

interface Ended {
  readonly id: string;
  readonly agency: string;
  readonly staff: string;
}

async function end(manager: EntityManager, { id, agency, staff }: Ended, at?: string): Promise<void> {
  await rowsOf(
    manager,
    `UPDATE legal_basis SET ended_at = COALESCE($4::timestamptz, clock_timestamp()), ended_by_agency = $2, ended_by_staff = $3
     WHERE id = $1 AND ended_at IS NULL`,
    [id, agency, staff, at ?? null],
  );
}

export const LEGAL_BASIS_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'legal-basis-ended': (manager, { payload, at }) => end(manager, payload as unknown as Ended, at),
};

/** Under her lock. @throws Refusal NOT_FOUND: unknown, another unit's, ended and past its review are one answer */
async function lockOwn(
  manager: EntityManager,
  ctx: SubgraphContext,
  victim: string,
  id: string,
): Promise<{ id: string; kind: LegalBasisKind }> {
  await lockVictim(manager, victim);
  const { agency, unit } = ctx.requester;
  const [basis] = await rowsOf<{ id: string; kind: LegalBasisKind }>(
    manager,
    `SELECT id, kind FROM legal_basis WHERE id::text = $1 AND victim_key = $2 AND agency = $3 AND unit IS NOT DISTINCT FROM $4
       AND ended_at IS NULL AND review_at > clock_timestamp()`,
    [id, victim, agency, unit],
  );
  if (basis) return basis;
  throw new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your unit has no such ground in force. Record a new one if there is one.',
      ru: 'У вашего подразделения нет такого действующего основания. Если оно есть, запишите новое.',
      kk: 'Бөлімшеңізде мұндай қолданыстағы негіз жоқ. Болса, жаңасын жазыңыз.',
    },
    ['legalBasisId'],
  );
}

export async function shown(ctx: SubgraphContext, id: string): Promise<LegalBasisRow | null> {
  return (await LEGAL_BASIS.rows(ctx.db, [ctx.requester.agency, id]))[0] ?? null;
}
