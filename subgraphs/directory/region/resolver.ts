import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access, neighboursOf, type SubgraphContext } from '../../kit/index.js';
import { REGIONS } from './sql.js';
import { Region } from './types.js';

/** One statement for any number of regions in a call. */
export function regionOf(ctx: SubgraphContext, code: string): Promise<Region | null> {
  return ctx.load('region', code, async (codes) => {
    const byCode = new Map((await REGIONS.rows(ctx.db, [])).map((region) => [region.code, region]));
    return codes.map((each) => byCode.get(each) ?? null);
  });
}

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => [Region], { description: 'The regions of Kazakhstan, by their code.' })
  @Access({ purposes: 'none' })
  regions(@Ctx() ctx: SubgraphContext): Promise<Region[]> {
    return REGIONS.rows(ctx.db, []);
  }

  @Query(() => Region, { nullable: true, description: 'A region by its code; null when there is none.' })
  @Access({ purposes: 'none' })
  region(
    @Arg('code', () => ID, { description: 'ISO 3166-2 code, e.g. KZ-75.' }) code: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Region | null> {
    return regionOf(ctx, code);
  }

  @FieldResolver(() => String, { description: "Name in the caller's language." })
  name(@Root() region: Region, @Ctx() ctx: SubgraphContext): string {
    return region.names[ctx.requester.language];
  }

  @FieldResolver(() => [ID], {
    description:
      'Codes of the regions that border on it: where to look next. The map of the country, never a distance.',
  })
  neighbours(@Root() region: Region): string[] {
    return [...neighboursOf(region.code)];
  }
}
