import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  Classified,
  type ConnectionOf,
  ownRecordParameters,
  parseCode,
  type SubgraphContext,
} from '../../kit/index.js';
import { CaseWork } from '../access.js';
import { Victim, victimStub } from '../victim.js';
import { ReferralInboxArgs, ReferralOutboxArgs } from './input.js';
import { inbox, outbox, ownReferral, referralCounters } from './own.js';
import { OWN_REFERRAL_BY_CODE } from './sql.js';
import { Referral, ReferralConnection, ReferralCounters, referralOf } from './types.js';

@Resolver(() => Referral)
export class ReferralQueryResolver {
  @Query(() => ReferralConnection, {
    description: 'Referrals to your agency, or to your unit, newest first. The look is logged.',
  })
  @CaseWork()
  async referralInbox(
    @Args(() => ReferralInboxArgs) args: ReferralInboxArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Referral>> {
    return inbox(ctx, args.filter ?? {}, args);
  }

  @Query(() => ReferralConnection, { description: 'Referrals that your unit sent, newest first. The look is logged.' })
  @CaseWork()
  async referralOutbox(
    @Args(() => ReferralOutboxArgs) args: ReferralOutboxArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Referral>> {
    return outbox(ctx, args.filter ?? {}, args);
  }

  @Query(() => Referral, {
    nullable: true,
    description: 'A referral that you sent or received; null for any other. The look is logged.',
  })
  @CaseWork()
  async referral(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Referral | null> {
    return ownReferral(ctx, id);
  }

  @Query(() => Referral, {
    nullable: true,
    description:
      'The referral with this code, for its sender and its recipient; null for everybody else, as for a code that does not exist.',
  })
  @CaseWork()
  async referralByCode(
    @Arg('code', () => String, { description: 'Nine digits and the check digit; spaces and hyphens do not matter.' })
    code: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Referral | null> {
    const digits = parseCode(code);
    if (!digits) return null;
    const [row] = await OWN_REFERRAL_BY_CODE.rows(ctx.db, [...ownRecordParameters(ctx), digits]);
    return row ? referralOf(row, ctx.requester) : null;
  }

  @Query(() => ReferralCounters, {
    name: 'referralCounters',
    description: 'How many referrals wait for you, counted at this moment.',
  })
  @CaseWork()
  async counters(@Ctx() ctx: SubgraphContext): Promise<ReferralCounters> {
    return referralCounters(ctx);
  }

  @FieldResolver(() => Victim, {
    nullable: true,
    description: 'Whom it is about; null when it names nobody or nothing of her record is open to you.',
  })
  @Classified('OPAQUE')
  victim(@Root() { row }: Referral): Victim | null {
    return victimStub(row.victim_key);
  }
}
