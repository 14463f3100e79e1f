import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { Victim } from '../victim.js';
import { kitOf } from './resolver.js';
import { KITS_OF_VICTIMS } from './sql.js';
import { type EvidenceKit, EvidenceKitConnection } from './types.js';

@Resolver(() => Victim)
export class VictimEvidenceKitsResolver {
  @FieldResolver(() => EvidenceKitConnection, {
    nullable: true,
    description: 'Kits of specimens taken from her, newest first.',
  })
  @Directive('@requires(fields: "forensicDisclosure")')
  @Classified('FORENSIC')
  async evidenceKits(
    @Root() victim: Victim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<EvidenceKit>> {
    const { limit, before } = args.newestFirst();
    const rows = await ctx.load(`kits ${args.first} ${args.after ?? ''}`, victim.key, async (keys) => {
      const all = await KITS_OF_VICTIMS.rows(ctx.db, [keys, ...before, limit]);
      return keys.map((key) => all.filter((row) => row.victim_key === key));
    });
    return connectionFrom(rows, args.first, (row) => [row.openedAt, row.id], kitOf);
  }
}
