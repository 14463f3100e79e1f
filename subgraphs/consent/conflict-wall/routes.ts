import { randomUUID } from 'node:crypto';
import { ArrayMaxSize } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import { Access, Statement, type SubgraphContext } from '../../kit/index.js';
import { walled } from '../disclosure/open.js';
import { keyOf } from '../victim/public-id.js';
import { NAMEABLE } from '../victim/resolver.js';

@InputType({ description: 'A desk that a referral could go to, asked by a subgraph.' })
@Directive('@inaccessible')
export class RouteDeskInput {
  @Field(() => ID, { description: 'The agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'A unit of it.' })
  unit?: string | null;
}

@InputType({ description: 'Whom a referral is about and where it could go, asked by a subgraph.' })
@Directive('@inaccessible')
export class OpenRoutesInput {
  @Field(() => ID, { description: "The requester's agency's id." })
  victimId!: string;

  @Field(() => [RouteDeskInput], { description: 'The desks.' })
  @ArrayMaxSize(100)
  desks!: RouteDeskInput[];
}

/** Places of the desks that no wall of hers keeps out as a whole; none where the requester may not name her. $1 to $4 as for `NAMEABLE`, $5 desks */
const OPEN_ROUTES = new Statement<{ place: number }>(
  'consent.openRoutes',
  `SELECT desk.place::int - 1 AS place FROM (${NAMEABLE}) hers
   CROSS JOIN ROWS FROM (jsonb_to_recordset($5::jsonb) AS (agency text, unit text)) WITH ORDINALITY AS desk(agency, unit, place)
   WHERE NOT ${walled('hers.key', { agency: 'desk.agency', unit: 'desk.unit' })} ORDER BY 1`,
);

@Resolver()
export class OpenRoutesResolver {
  @Query(() => [Int], {
    description: 'Places, from 0, of the desks that a referral about her could go to. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async openRoutes(
    @Arg('input', () => OpenRoutesInput, { description: 'Whom, and where.' }) { victimId, desks }: OpenRoutesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<number[]> {
    const { agency, unit, staff } = ctx.requester;
    const key = keyOf(ctx, victimId) ?? randomUUID();
    const rows = await OPEN_ROUTES.rows(ctx.db, [agency, unit, staff, key, JSON.stringify(desks)]);
    return rows.map(({ place }) => place);
  }
}
