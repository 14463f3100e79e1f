import { Args, Ctx, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  connectionType,
  Role,
  Statement,
  type SubgraphContext,
  type Text,
} from '../../kit/index.js';
import { Shelter } from './types.js';

const ShelterConnection = connectionType(Shelter, 'Shelter');

type ShelterRow = Omit<Shelter, 'name'> & { name: Text };

/** $1 agency, $2 id to start after, $3 limit */
const SHELTERS = new Statement<ShelterRow>(
  'shelter-capacity.shelters',
  `SELECT s.id, s.agency, jsonb_build_object('kk', s.name_kk, 'ru', s.name_ru, 'en', s.name_en) AS name, s.region_code AS "regionCode",
     s.zone, s.opening_state AS "openingState", s.intake_phone AS "intakePhone"
   FROM shelter s WHERE s.agency = $1::text AND ($2::uuid IS NULL OR s.id > $2::uuid) ORDER BY s.id LIMIT $3`,
);

@Resolver(() => Shelter)
export class ShelterResolver {
  @Query(() => ShelterConnection, { description: "The shelters of the caller's own agency." })
  @Access({ purposes: 'none', roles: [Role.SHELTER_STAFF, Role.ADVOCATE, Role.ADMINISTRATOR] })
  async shelters(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Shelter>> {
    const { limit, after } = args.page(['uuid']);
    const { agency, language } = ctx.requester;
    const rows = await SHELTERS.rows(ctx.db, [agency, after[0], limit]);
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.id],
      (row) => ({ ...row, name: row.name[language] }),
    );
  }
}
