import { Ctx, Query, Resolver } from 'type-graphql';
import { Access, Statement, type SubgraphContext, type Text } from '../../kit/index.js';
import { published } from './published.js';
import { BedRegion } from './types.js';

type Row = Pick<BedRegion, 'code' | 'neighbours'> & {
  readonly districts: readonly { readonly code: string; readonly name: Text; readonly published: boolean }[];
};

const BED_REGIONS = new Statement<Row>(
  'shelter-capacity.regions',
  `WITH ${published('ARRAY(SELECT code FROM region)')}
   SELECT r.code, ARRAY(SELECT neighbour_code FROM region_border b WHERE b.region_code = r.code ORDER BY 1) AS neighbours,
     coalesce((SELECT jsonb_agg(jsonb_build_object('code', d.code, 'name', jsonb_build_object('kk', d.name_kk, 'ru', d.name_ru, 'en', d.name_en),
       'published', EXISTS (SELECT FROM published p WHERE p.district_code = d.code)) ORDER BY d.code)
       FROM district d WHERE d.region_code = r.code), '[]') AS districts
   FROM region r ORDER BY r.code`,
);

@Resolver(() => BedRegion)
export class BedRegionResolver {
  @Query(() => [BedRegion], { description: 'The regions in which beds are looked for, and their districts.' })
  @Access({ purposes: 'none' })
  async bedRegions(@Ctx() ctx: SubgraphContext): Promise<BedRegion[]> {
    const { language } = ctx.requester;
    const rows = await BED_REGIONS.rows(ctx.db, []);
    return rows.map(({ districts, ...region }) => ({
      ...region,
      districts: districts.map(({ name, ...district }) => ({ ...district, name: name[language] })),
    }));
  }
}
