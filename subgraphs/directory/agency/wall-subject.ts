import { isUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { Access, Statement, type SubgraphContext } from '../../kit/index.js';

/** Whoever has left, was closed or is suspended is still somebody to keep out. $1 kind, $2 id */
const KNOWN = new Statement<{ known: boolean }>(
  'directory.wall-subject-known',
  `SELECT CASE $1::text
     WHEN 'STAFF' THEN EXISTS (SELECT FROM staff_member WHERE id = $2::uuid)
     WHEN 'UNIT' THEN EXISTS (SELECT FROM agency_unit WHERE id = $2::uuid)
     WHEN 'AGENCY' THEN EXISTS (SELECT FROM agency WHERE id = $2::uuid)
     ELSE false END AS known`,
);

@InputType({ description: 'Whom a conflict wall would keep out, asked by a subgraph.' })
@Directive('@inaccessible')
export class WallSubjectKnownInput {
  @Field(() => String, { description: 'STAFF, UNIT or AGENCY.' })
  kind!: string;

  @Field(() => ID, { description: 'Id of the staff member, unit or agency.' })
  id!: string;
}

@Resolver()
export class WallSubjectResolver {
  @Query(() => Boolean, {
    description: 'Whether there is such a member of staff, unit or agency, taking part or not. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['consent'] })
  async wallSubjectKnown(
    @Arg('input', () => WallSubjectKnownInput, { description: 'Whom.' }) { kind, id }: WallSubjectKnownInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    if (!isUUID(id)) return false;
    const [row] = await KNOWN.rows(ctx.db, [kind, id]);
    return row?.known ?? false;
  }
}
