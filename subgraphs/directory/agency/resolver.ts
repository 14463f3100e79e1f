import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  AgencyKind,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { regionOf } from '../region/resolver.js';
import { Region } from '../region/types.js';
import { unitsOf } from '../unit/read.js';
import { AgencyUnit } from '../unit/types.js';
import { agencyOf } from './read.js';
import { AGENCIES } from './sql.js';
import { Agency, AgencyConnection } from './types.js';

@Resolver(() => Agency)
export class AgencyResolver {
  @Query(() => AgencyConnection, {
    description: "The agencies that take part in the hub, by name in the caller's language.",
  })
  @Access({ purposes: 'none' })
  async agencies(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('kind', () => AgencyKind, { nullable: true, description: 'Only agencies of this kind.' })
    kind: AgencyKind | null,
    @Arg('regionCode', () => String, { nullable: true, description: 'Only agencies of this region, e.g. KZ-75.' })
    regionCode: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Agency>> {
    const { limit, after } = page.page(['text', 'uuid']);
    const { language } = ctx.requester;
    const rows = await AGENCIES[language].rows(ctx.db, [kind ?? null, regionCode ?? null, ...after, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.names[language], row.id],
      (row) => row,
    );
  }

  @Query(() => Agency, { nullable: true, description: 'An agency by its id; null when there is none.' })
  @Access({ purposes: 'none' })
  agency(
    @Arg('id', () => ID, { description: 'Id of the agency.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Agency | null> {
    return agencyOf(ctx, id);
  }

  @FieldResolver(() => String, { description: "Name in the caller's language." })
  name(@Root() agency: Agency, @Ctx() ctx: SubgraphContext): string {
    return agency.names[ctx.requester.language];
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Where it works.' })
  region(@Root() agency: Agency, @Ctx() ctx: SubgraphContext): Promise<Region | null> {
    return regionOf(ctx, agency.regionCode);
  }

  @FieldResolver(() => [AgencyUnit], { description: 'Its units; none when it is not divided.' })
  units(@Root() agency: Agency, @Ctx() ctx: SubgraphContext): Promise<AgencyUnit[]> {
    return unitsOf(ctx, agency.id);
  }
}
