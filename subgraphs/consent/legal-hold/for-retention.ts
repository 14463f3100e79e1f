import { ArrayMaxSize, IsUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { Access, OWNERS, Statement, type SubgraphContext } from '../../kit/index.js';

@InputType({ description: 'People whose rows have been kept long enough, asked by a subgraph.' })
@Directive('@inaccessible')
export class RetentionHeldInput {
  @Field(() => [ID], { description: 'Their internal keys.' })
  @IsUUID('all', { each: true })
  @ArrayMaxSize(1000)
  victims!: string[];
}

/** $1 keys */
const HELD = new Statement<{ victim: string }>(
  'consent.retentionHeld',
  'SELECT DISTINCT victim_key AS victim FROM legal_hold WHERE victim_key = ANY($1::uuid[]) AND lifted_at IS NULL',
);

@Resolver()
export class RetentionHeldResolver {
  @Query(() => [ID], { description: 'Whose rows the law needs, of those asked about. For subgraphs only.' })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async retentionHeld(
    @Arg('input', () => RetentionHeldInput, { description: 'Whom.' }) input: RetentionHeldInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string[]> {
    const rows = await HELD.rows(ctx.db, [input.victims]);
    return rows.map(({ victim }) => victim);
  }
}
