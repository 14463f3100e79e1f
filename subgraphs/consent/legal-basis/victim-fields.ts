import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  DataKey,
  type SubgraphContext,
} from '../../kit/index.js';
import { sheAsks } from '../victim/hers.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { LEGAL_BASES_OF_VICTIM, type LegalBasisRow, REVIEWS } from './sql.js';
import { LegalBasis, LegalBasisConnection, LegalBasisReview } from './types.js';

@Resolver(() => Victim)
export class VictimLegalBasisResolver {
  @FieldResolver(() => LegalBasisConnection, {
    description:
      'Grounds other than her consent, newest first, as what they are: those that your agency recorded; all of them when she herself asks (SUBJECT_REQUEST).',
  })
  @Classified('OPAQUE')
  async legalBases(
    @Root() victim: OpenVictim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<LegalBasisRow>> {
    const { limit, before } = args.newestFirst();
    const r = ctx.purposeful;
    const rows = await LEGAL_BASES_OF_VICTIM.rows(ctx.db, [r.agency, sheAsks(r), victim.key, ...before, limit]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.recordedAt, row.id],
      (row) => row,
    );
  }
}

@Resolver(() => LegalBasis)
export class LegalBasisFieldsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why, in the words of the agency that recorded it; null for others, and when its key was destroyed.',
  })
  @Classified('REFERRAL')
  reason(@Root() row: LegalBasisRow, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    return opened(ctx, `legal_basis.reason:${row.id}`, row);
  }

  @FieldResolver(() => [LegalBasisReview], { description: 'How often it was extended, oldest first.' })
  @Classified('OPAQUE')
  reviews(@Root() row: LegalBasisRow, @Ctx() ctx: SubgraphContext): Promise<LegalBasisReview[]> {
    return ctx.load('legalBasis.reviews', row.id, async (ids) => {
      const reviews = await REVIEWS.rows(ctx.db, [ctx.requester.agency, ids]);
      const shown = await Promise.all(
        reviews.map(async (review) => ({
          basis: review.basis,
          at: review.at,
          reviewAt: review.reviewAt,
          reason: await opened(ctx, `legal_basis_review.reason:${review.basis}`, review),
        })),
      );
      return ids.map((id) => shown.filter(({ basis }) => basis === id));
    });
  }
}

async function opened(
  ctx: SubgraphContext,
  place: string,
  { sealed, wrapped }: Pick<LegalBasisRow, 'sealed' | 'wrapped'>,
): Promise<string | null> {
  if (!sealed || !wrapped) return null;
  return (await DataKey.open(ctx.secrets.agencyKeys, ctx.requester.agency, wrapped)).open<string>(place, sealed);
}
