import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Category,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { type PlacementRow, partyOf, shown } from './shown.js';
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
    const { limit, before } = args.newestFirst();
    const { agency, language } = ctx.requester;
    const batch = async (keys: readonly string[]): Promise<PlacementRow[][]> => {
      const rows = await STAYS.rows(ctx.db, [keys, limit, ...before]);
      return keys.map((key) => rows.filter((row) => row.victim_key === key));
    };
    const rows = await ctx.load(`stays ${args.first} ${args.after ?? ''}`, victim.key, batch);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.createdAt, row.id],
      (row) => shown(row, partyOf(agency, row) === 'SHELTER' ? 'SHELTER' : 'RECORD', language),
    );
  }
}
