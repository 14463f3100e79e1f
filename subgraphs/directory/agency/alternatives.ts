import { isUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { Access, type Language, Statement, type SubgraphContext } from '../../kit/index.js';

type Names = Readonly<Record<Language, string>>;

/**
 * The desks of the same kind and region, 100 at most: each open unit, and each agency without units; first those of the same agency. $1 agency,
 * $2 unit: the desk in whose place another is looked for
 */
const ALTERNATIVES = new Statement<{ agency: string; unit: string | null; names: Names; unitNames: Names | null }>(
  'directory.recipient-alternatives',
  `SELECT a.id AS agency, u.id AS unit, a.name AS names, u.name AS "unitNames"
   FROM agency here JOIN agency a ON a.region_code = here.region_code AND a.kind = here.kind AND a.status = 'ACTIVE' AND NOT a.operator
     LEFT JOIN agency_unit u ON u.agency_id = a.id AND u.closed_at IS NULL
   WHERE here.id = $1::uuid AND NOT (a.id = here.id AND u.id IS NOT DISTINCT FROM $2::uuid)
   ORDER BY a.id <> here.id, a.name ->> 'kk', a.id, u.created_at, u.id LIMIT 100`,
);

@InputType({ description: 'A desk in whose place another one is looked for, asked by a subgraph.' })
@Directive('@inaccessible')
export class RecipientAlternativesInput {
  @Field(() => ID, { description: 'The agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'A unit of it.' })
  unit?: string | null;
}

@ObjectType({ description: 'A desk of the same kind and region. For subgraphs only.' })
@Directive('@inaccessible')
export class RecipientAlternative {
  @Field(() => ID, { description: 'The agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'The unit; null for an agency without units.' })
  unit!: string | null;

  @Field(() => String, { description: "Name of the agency in the caller's language." })
  name!: string;

  @Field(() => String, { nullable: true, description: "Name of the unit in the caller's language." })
  unitName!: string | null;
}

@Resolver()
export class RecipientAlternativesResolver {
  @Query(() => [RecipientAlternative], {
    description: 'Other agencies and units of the same kind and region that take part now. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async recipientAlternatives(
    @Arg('input', () => RecipientAlternativesInput, { description: 'In whose place.' })
    { agency, unit = null }: RecipientAlternativesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecipientAlternative[]> {
    if (!isUUID(agency) || (unit !== null && !isUUID(unit))) return [];
    const { language } = ctx.requester;
    const rows = await ALTERNATIVES.rows(ctx.db, [agency, unit]);
    return rows.map(({ names, unitNames, ...desk }) => ({
      ...desk,
      name: names[language],
      unitName: unitNames?.[language] ?? null,
    }));
  }
}
