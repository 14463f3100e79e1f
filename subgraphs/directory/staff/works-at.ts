import { isUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { Access, Classified, OWNERS, Role, Statement, type SubgraphContext } from '../../kit/index.js';

@ObjectType({ description: 'Where somebody works, and as what. For subgraphs only.' })
@Directive('@inaccessible')
export class StaffPlace {
  @Field(() => ID, { description: 'The agency.' })
  @Classified('OPAQUE')
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'The unit; null for staff of the whole agency.' })
  @Classified('OPAQUE')
  unit!: string | null;

  @Field(() => Role, { description: 'The role.' })
  @Classified('OPAQUE')
  role!: Role;
}

const PLACE = new Statement<StaffPlace>(
  'directory.staff-place',
  `SELECT a.id AS agency, s.unit_id AS unit, s.role FROM staff_member s JOIN agency a ON a.id = s.agency_id
   WHERE s.id = $1::uuid AND s.active AND a.status = 'ACTIVE'`,
);

@Resolver()
export class StaffPlaceResolver {
  @Query(() => StaffPlace, {
    nullable: true,
    description: 'Where somebody works now; null when nowhere that takes part. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async staffPlace(
    @Arg('id', () => ID, { description: 'The member of staff.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<StaffPlace | null> {
    if (!isUUID(id)) return null;
    const [place] = await PLACE.rows(ctx.db, [id]);
    return place ?? null;
  }
}
