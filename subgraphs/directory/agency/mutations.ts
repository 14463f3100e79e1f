import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { nameValue } from '../name-in-three-languages.js';
import { noSuchAgency, noSuchRegion } from '../refusals.js';
import { agencyOf } from './read.js';
import { recordStatus } from './replay.js';
import { assertMayBecome, assertVersion } from './rules.js';
import { AgencyCreateInput, AgencyPayload, type AgencyStatus, AgencyUpdateInput } from './types.js';

@Resolver()
export class AgencyMutations {
  @Mutation(() => AgencyPayload, { description: "Lets an agency take part. For the hub's own administrator." })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  agencyCreate(
    @Arg('input', () => AgencyCreateInput, { description: 'The agency.' }) input: AgencyCreateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AgencyPayload> {
    return mutate(ctx, 'agencyCreate', input, AgencyPayload, async (commit) => {
      const id = await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        const [made] = await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO agency (kind, name, region_code, zone)
           SELECT $1, $2::jsonb, code, $4 FROM region WHERE code = $3 RETURNING id`,
          [input.kind, nameValue(input.name), input.regionCode, input.zone],
        );
        if (!made) throw noSuchRegion('regionCode');
        return made.id;
      });
      return { agency: await agencyOf(ctx, id) };
    });
  }

  @Mutation(() => AgencyPayload, {
    description: "Changes an agency, suspends it or lets it take part again. For the hub's own administrator.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  agencyUpdate(
    @Arg('input', () => AgencyUpdateInput, { description: 'The change.' }) input: AgencyUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AgencyPayload> {
    return mutate(ctx, 'agencyUpdate', input, AgencyPayload, async (commit) => {
      const id = await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        const [agency] = await rowsOf<{ id: string; operator: boolean; version: number; status: AgencyStatus }>(
          manager,
          'SELECT id, operator, version, status FROM agency WHERE id = $1 FOR UPDATE',
          [input.id],
        );
        if (!agency) throw noSuchAgency('id');
        assertVersion(input.expectedVersion, agency.version);
        if (input.status) assertMayBecome(input.status, agency);
        if (input.regionCode) {
          const known = await rowsOf(manager, 'SELECT FROM region WHERE code = $1', [input.regionCode]);
          if (known.length === 0) throw noSuchRegion('regionCode');
        }
        await rowsOf(
          manager,
          `UPDATE agency SET name = coalesce($2::jsonb, name), region_code = coalesce($3, region_code), zone = coalesce($4, zone),
             status = coalesce($5, status), version = version + 1 WHERE id = $1`,
          [agency.id, input.name ? nameValue(input.name) : null, input.regionCode, input.zone, input.status],
        );
        if (input.status && input.status !== agency.status) await recordStatus(ctx, manager, agency.id, input.status);
        return agency.id;
      });
      await ctx.closures.kept(id);
      return { agency: await agencyOf(ctx, id) };
    });
  }
}
