import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { nameValue } from '../name-in-three-languages.js';
import { noSuchAgency, noSuchUnit } from '../refusals.js';
import { unitOf } from './read.js';
import { recordClosed } from './replay.js';
import { AgencyUnit, AgencyUnitPayload, UnitCreateInput, UnitUpdateInput } from './types.js';

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
        (await Administration.of(manager, ctx.requester)).assertCovers(input.agency, 'agency');
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

  @Mutation(() => AgencyUnitPayload, {
    description: "Renames a unit, closes it or opens it again. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  unitUpdate(
    @Arg('input', () => UnitUpdateInput, { description: 'The change.' }) input: UnitUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AgencyUnitPayload> {
    return mutate(ctx, 'unitUpdate', input, AgencyUnitPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const administration = await Administration.of(manager, ctx.requester);
        const [unit] = await rowsOf<{ id: string; agency: string; closed: boolean }>(
          manager,
          'SELECT id, agency_id AS agency, closed_at IS NOT NULL AS closed FROM agency_unit WHERE id = $1 FOR NO KEY UPDATE',
          [input.id],
        );
        if (!unit) throw noSuchUnit('id');
        administration.assertCovers(unit.agency, 'id');
        await rowsOf(
          manager,
          `UPDATE agency_unit SET name = coalesce($2::jsonb, name),
             closed_at = CASE WHEN $3::boolean THEN coalesce(closed_at, clock_timestamp()) WHEN NOT $3::boolean THEN NULL ELSE closed_at END
           WHERE id = $1`,
          [unit.id, input.name ? nameValue(input.name) : null, input.closed ?? null],
        );
        const closed = input.closed ?? unit.closed;
        if (closed !== unit.closed) await recordClosed(ctx, manager, unit.id, closed);
        return unit.id;
      });
      await ctx.closures.kept(id);
      return { unit: await unitOf(ctx, id) };
    });
  }
}
