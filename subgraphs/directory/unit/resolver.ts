import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { nameValue } from '../name-in-three-languages.js';
import { noSuchAgency } from '../refusals.js';
import { unitOf } from './read.js';
import { AgencyUnit, AgencyUnitPayload, UnitCreateInput } from './types.js';

@Resolver(() => AgencyUnit)
export class UnitResolver {
  @FieldResolver(() => String, { description: "Name in the caller's language." })
  name(@Root() unit: AgencyUnit, @Ctx() ctx: SubgraphContext): string {
    return unit.names[ctx.requester.language];
  }

  @Mutation(() => AgencyUnitPayload, { description: "Adds a unit. For the hub's own administrator and the agency's." })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  unitCreate(
    @Arg('input', () => UnitCreateInput, { description: 'The unit.' }) input: UnitCreateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AgencyUnitPayload> {
    return mutate(ctx, 'unitCreate', input, AgencyUnitPayload, async (commit) => {
      const id = await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertCovers(input.agency);
        const [made] = await rowsOf<{ id: string }>(
          manager,
          'INSERT INTO agency_unit (agency_id, name) SELECT id, $2::jsonb FROM agency WHERE id = $1 RETURNING id',
          [input.agency, nameValue(input.name)],
        );
        if (!made) throw noSuchAgency('agency');
        return made.id;
      });
      return { unit: await unitOf(ctx, id) };
    });
  }
}
