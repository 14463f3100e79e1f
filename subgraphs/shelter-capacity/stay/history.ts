import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Category, Classified, Statement, type SubgraphContext } from '../../kit/index.js';
import { Placement } from '../placement/types.js';
import { PlacementStepTaken } from './types.js';

/** $1 placements, $2 the reader's agency */
const STEPS = new Statement<PlacementStepTaken & { readonly placement: string }>(
  'shelter-capacity.placement-steps',
  `SELECT placement_id AS placement, step, at, CASE WHEN agency = $2::text THEN staff END AS staff, unit_id AS "unitId",
     lower(during) AS "from", upper(during) AS until, cardinality(beds) AS beds, household
   FROM placement_step WHERE placement_id = ANY($1::uuid[]) ORDER BY placement_id, id`,
);

@Resolver(() => Placement)
export class PlacementHistoryResolver {
  @FieldResolver(() => [PlacementStepTaken], {
    nullable: true,
    description: "Everything that was done with it, in its order; for the shelter's own agency only.",
  })
  @Classified(Category.SHELTER)
  async steps(@Root() placement: Placement, @Ctx() ctx: SubgraphContext): Promise<PlacementStepTaken[] | null> {
    if (!placement.own) return null;
    return ctx.load('placement steps', placement.id, async (ids: readonly string[]) => {
      const rows = await STEPS.rows(ctx.db, [ids, ctx.requester.agency]);
      return ids.map((id) => rows.filter((row) => row.placement === id));
    });
  }
}
