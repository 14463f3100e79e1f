import { isUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { Access, hubError, Role, Statement, type SubgraphContext, type Text } from '../../kit/index.js';
import { bedsFree } from '../availability/admission.js';
import { countAge } from '../availability/count-age.js';
import { BED_COUNTS, nights } from '../availability/sql.js';
import { ShelterUnit } from './types.js';

type UnitRow = Omit<ShelterUnit, 'name' | 'available' | 'countAge' | 'held'> & {
  name: Text;
  taken: number;
  age: number;
};

/** $1 agency, $2 shelter, $3 first night or null, $4 nights */
const UNITS = new Statement<UnitRow>(
  'shelter-capacity.units',
  `SELECT u.id, u.shelter_id AS shelter, u.kind, jsonb_build_object('kk', u.name_kk, 'ru', u.name_ru, 'en', u.name_en) AS name,
     u.exclusive, u.household_types AS "householdTypes", u.boys_max_age AS "boysMaxAge", u.wheelchair, u.pets,
     u.women_only AS "womenOnly", u.assessment_first AS "assessmentFirst", u.season, a.total, a.occupied, a.taken,
     extract(epoch FROM clock_timestamp() - u.observed_at)::int AS age
   FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$3', '$4')} ${BED_COUNTS}
   WHERE s.agency = $1::text AND s.id = $2::uuid ORDER BY u.kind, u.name_en, u.id`,
);

@Resolver(() => ShelterUnit)
export class ShelterUnitResolver {
  @Query(() => [ShelterUnit], {
    description: "The units of a shelter of the caller's own agency, with what is free; empty for any other shelter.",
  })
  @Access({ purposes: 'none', roles: [Role.SHELTER_STAFF, Role.ADVOCATE, Role.ADMINISTRATOR] })
  async shelterUnits(
    @Arg('shelter', () => ID, { description: 'Id of the shelter.' }) shelter: string,
    @Arg('from', () => GraphQLLocalDate, { nullable: true, description: 'First night; tonight when left out.' }) from:
      | string
      | null,
    @Arg('nights', () => Int, { defaultValue: 1, description: 'Nights, 1 to 180.' }) count: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterUnit[]> {
    if (count < 1 || count > 180) throw hubError('BAD_USER_INPUT');
    const { agency, language } = ctx.requester;
    const rows = isUUID(shelter) ? await UNITS.rows(ctx.db, [agency, shelter, from ?? null, count]) : [];
    return rows.map(({ name, age, ...unit }) => ({
      ...unit,
      name: name[language],
      held: unit.taken - unit.occupied,
      available: bedsFree(unit),
      countAge: countAge(age),
    }));
  }
}
