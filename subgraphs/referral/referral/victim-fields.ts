import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, ConnectionArgs, type ConnectionOf, pageOfVictim, type SubgraphContext } from '../../kit/index.js';
import { Victim } from '../victim.js';
import { REFERRALS_OF_VICTIMS } from './sql.js';
import { type Referral, ReferralConnection, referralOf } from './types.js';

@Resolver(() => Victim)
export class VictimReferralResolver {
  @FieldResolver(() => ReferralConnection, {
    nullable: true,
    description: 'Referrals that your agency sent or received, newest first.',
  })
  @Classified('REFERRAL')
  @Directive('@requires(fields: "referralDisclosure")')
  async referrals(
    @Root() victim: Victim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Referral>> {
    return pageOfVictim(ctx, victim, args, {
      statement: REFERRALS_OF_VICTIMS,
      own: [ctx.requester.agency],
      at: (row) => row.sent_at,
      node: (row) => referralOf(row, ctx.requester),
    });
  }
}
