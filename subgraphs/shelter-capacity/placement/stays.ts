import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Category,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  pageOfVictim,
  type SubgraphContext,
} from '../../kit/index.js';
import { partyOf, shown } from './shown.js';
import { STAYS } from './sql.js';
import { Placement, PlacementConnection, Victim } from './types.js';

@Resolver(() => Victim)
export class VictimStaysResolver {
  @FieldResolver(() => PlacementConnection, {
    nullable: true,
    description: 'Bed requests and stays that shelters have linked with her record, newest first.',
  })
  @Classified(Category.SHELTER)
  @Directive('@requires(fields: "shelterDisclosure")')
  async stays(
    @Root() victim: Victim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Placement>> {
    const { agency, language } = ctx.requester;
    return pageOfVictim(ctx, victim, args, {
      statement: STAYS,
      at: (row) => row.createdAt,
      node: (row) => shown(row, partyOf(agency, row) === 'SHELTER' ? 'SHELTER' : 'RECORD', language),
    });
  }
}
