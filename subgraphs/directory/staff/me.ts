import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Access, Classified, Purpose, Role, type SubgraphContext } from '../../kit/index.js';
import { agencyOf } from '../agency/read.js';
import { Agency } from '../agency/types.js';
import { AGREEMENTS } from '../agreement/sql.js';
import { unitOf } from '../unit/read.js';
import { AgencyUnit } from '../unit/types.js';

@ObjectType({ description: 'Whoever asks, as the hub knows this person: without a name.' })
export class Me {
  @Field(() => ID, { description: 'Id, as access logs show it.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => Role, { description: 'What this person does.' })
  @Classified('OPAQUE')
  role!: Role;
}

@Resolver(() => Me)
export class MeResolver {
  @Query(() => Me, { description: 'Whoever asks: a client shows what this person may do, and for what.' })
  @Access({ purposes: 'none' })
  me(@Ctx() { requester }: SubgraphContext): Me {
    return { id: requester.staff, role: requester.role };
  }

  @FieldResolver(() => [Purpose], {
    description: 'The purposes of use that this person may state; empty for who works with no personal data.',
  })
  @Classified('OPAQUE')
  async purposes(@Root() _: Me, @Ctx() { db, requester }: SubgraphContext): Promise<Purpose[]> {
    const [agreement] = await AGREEMENTS.rows(db, [requester.agencyKind, requester.role]);
    return [...(agreement?.purposes ?? [])];
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'Where this person works.' })
  @Classified('OPAQUE')
  agency(@Root() _: Me, @Ctx() ctx: SubgraphContext): Promise<Agency | null> {
    return agencyOf(ctx, ctx.requester.agency);
  }

  @FieldResolver(() => AgencyUnit, { nullable: true, description: 'Unit; null for staff of the whole agency.' })
  @Classified('OPAQUE')
  async unit(@Root() _: Me, @Ctx() ctx: SubgraphContext): Promise<AgencyUnit | null> {
    return ctx.requester.unit ? unitOf(ctx, ctx.requester.unit) : null;
  }
}
