import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, ConnectionArgs, type ConnectionOf, pageOfVictim, type SubgraphContext } from '../../kit/index.js';
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
    return pageOfVictim(ctx, victim, args, {
      statement: KITS_OF_VICTIMS,
      at: ({ openedAt }) => openedAt,
      node: kitOf,
    });
  }
}
