import { isUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { Access, AgencyKind, hubError, OWNERS, Statement, type SubgraphContext } from '../../kit/index.js';
import { AGENCIES_BY_ID } from './sql.js';

const KNOWN = new Statement<{ known: boolean }>(
  'directory.recipient-known',
  `SELECT EXISTS (SELECT FROM agency a WHERE a.id = $1::uuid AND a.status = 'ACTIVE'
     AND ($2::uuid IS NULL OR EXISTS (SELECT FROM agency_unit u WHERE u.id = $2::uuid AND u.agency_id = a.id AND u.closed_at IS NULL))
     AND ($3::uuid IS NULL OR EXISTS (SELECT FROM staff_member s WHERE s.id = $3::uuid AND s.agency_id = a.id AND s.active))) AS known`,
);

const OPERATES = new Statement<{ operates: boolean }>(
  'directory.agency-operates',
  'SELECT EXISTS (SELECT FROM agency WHERE id = $1::uuid AND operator) AS operates',
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

  @Field(() => ID, { nullable: true, description: 'A member of its staff.' })
  staff?: string | null;
}

@ObjectType({ description: 'Of what kind an agency is. For subgraphs only.' })
@Directive('@inaccessible')
export class KindOfAgency {
  @Field(() => ID, { description: 'The agency.' })
  id!: string;

  @Field(() => AgencyKind, { description: 'Its kind.' })
  kind!: AgencyKind;
}

const MOST_AGENCIES = 1_000;

@Resolver()
export class RecipientResolver {
  @Query(() => Boolean, {
    description: 'Whether an agency, and a unit or a member of staff of it, takes part now. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['consent', OWNERS] })
  async recipientKnown(
    @Arg('input', () => RecipientKnownInput, { description: 'The recipient.' }) input: RecipientKnownInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    const { agency, unit = null, staff = null } = input;
    if (![agency, unit, staff].every((id) => id === null || isOurId(id))) return false;
    const [row] = await KNOWN.rows(ctx.db, [agency, unit, staff]);
    return row?.known ?? false;
  }

  @Query(() => Boolean, { description: 'Whether an agency operates the hub. For subgraphs only.' })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async agencyOperates(
    @Arg('agency', () => ID, { description: 'The agency.' }) agency: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    if (!isOurId(agency)) return false;
    const [row] = await OPERATES.rows(ctx.db, [agency]);
    return row?.operates ?? false;
  }

  @Query(() => [KindOfAgency], {
    description: 'Of what kind agencies are, whether they take part now or not. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['consent'] })
  async agencyKinds(
    @Arg('ids', () => [ID], { description: 'The agencies, at most 1000.' }) ids: string[],
    @Ctx() ctx: SubgraphContext,
  ): Promise<KindOfAgency[]> {
    if (ids.length > MOST_AGENCIES) throw hubError('BAD_USER_INPUT');
    return AGENCIES_BY_ID.rows(ctx.db, [ids.filter(isOurId)]);
  }
}
