import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { perVictim } from '../batch-per-victim.js';
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
    const { limit, before } = args.newestFirst();
    const rows = await ctx.load(`referrals ${args.first} ${args.after ?? ''}`, victim.key, async (keys) =>
      perVictim(keys, await REFERRALS_OF_VICTIMS.rows(ctx.db, [ctx.requester.agency, keys, ...before, limit])),
    );
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.sent_at, row.id],
      (row) => referralOf(row, ctx.requester),
    );
  }
}
