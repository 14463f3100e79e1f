import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import { Access, GATEWAY, type SubgraphContext } from '../../kit/index.js';
import { publishTrustList } from './publish.js';

@Resolver()
export class TrustListResolver {
  @Query(() => String, {
    description: 'Whom the gateway believes and what they may ask for, signed (compact JWS). For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  trustList(@Ctx() ctx: SubgraphContext): Promise<string> {
    return publishTrustList(ctx.db, ctx.secrets.signing.newest());
  }
}
