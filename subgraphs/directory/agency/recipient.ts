import { isUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { Access, OWNERS, Statement, type SubgraphContext } from '../../kit/index.js';

const KNOWN = new Statement<{ known: boolean }>(
  'directory.recipient-known',
  `SELECT EXISTS (SELECT FROM agency a WHERE a.id = $1::uuid AND a.status = 'ACTIVE'
     AND ($2::uuid IS NULL OR EXISTS (SELECT FROM agency_unit u WHERE u.id = $2::uuid AND u.agency_id = a.id AND u.closed_at IS NULL))) AS known`,
);

/** Ids are compared as text elsewhere, so one spelling only. */
const isOurId = (id: string): boolean => isUUID(id) && id === id.toLowerCase();

@InputType({ description: 'Who is to receive something, asked by a subgraph.' })
@Directive('@inaccessible')
export class RecipientKnownInput {
  @Field(() => ID, { description: 'The agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'A unit of it.' })
  unit?: string | null;
}

@Resolver()
export class RecipientResolver {
  @Query(() => Boolean, { description: 'Whether an agency, and a unit of it, takes part now. For subgraphs only.' })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['consent', OWNERS] })
  async recipientKnown(
    @Arg('input', () => RecipientKnownInput, { description: 'The recipient.' }) input: RecipientKnownInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    const { agency, unit = null } = input;
    if (!isOurId(agency) || (unit !== null && !isOurId(unit))) return false;
    const [row] = await KNOWN.rows(ctx.db, [agency, unit]);
    return row?.known ?? false;
  }
}
