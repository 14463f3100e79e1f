import { Statement, type SubgraphContext, type Text } from '../../kit/index.js';
import { bedsFree } from '../availability/admission.js';
import { countAge } from '../availability/count-age.js';
import { BED_COUNTS, nights, OBSERVED_AT } from '../availability/sql.js';
import { ADULT_YEARS, BedAdultAge } from '../household/fit.js';
import type { ShelterUnit } from './types.js';

type UnitRow = Omit<ShelterUnit, 'name' | 'available' | 'countAge' | 'held' | 'youngestAdult'> & {
  readonly name: Text;
  readonly taken: number;
  readonly age: number | null;
  readonly adultsMinAge: number | null;
};

/** $1 agency, $2 shelter or null, $3 first night or null, $4 nights, $5 unit or null for all */
const UNITS = new Statement<UnitRow>(
  'shelter-capacity.units',
  `SELECT u.id, u.shelter_id AS shelter, u.kind, jsonb_build_object('kk', u.name_kk, 'ru', u.name_ru, 'en', u.name_en) AS name,
     u.exclusive, u.household_types AS "householdTypes", u.boys_max_age AS "boysMaxAge", u.girls_max_age AS "girlsMaxAge",
     u.children_min_age AS "childrenMinAge", u.adults_min_age AS "adultsMinAge", u.largest_household AS "largestHousehold", u.languages,
     u.max_nights AS "maxNights", u.wheelchair, u.pets, u.women_only AS "womenOnly", u.assessment_first AS "assessmentFirst", u.season,
     u.starts_on AS "startsOn", u.ends_on AS "endsOn", u.external_id AS "externalId", u.version, a.total, a.occupied, a.taken,
     (SELECT coalesce(jsonb_agg(jsonb_build_object('number', b.number, 'inService', b.in_service) ORDER BY b.number), '[]')
      FROM bed b WHERE b.unit_id = u.id) AS beds,
     ${OBSERVED_AT} AS "observedAt", (SELECT bo.staff FROM bed_observation bo WHERE bo.unit_id = u.id ORDER BY bo.version DESC LIMIT 1) AS "publishedBy", extract(epoch FROM clock_timestamp() - ${OBSERVED_AT})::int AS age
   FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$3', '$4')} ${BED_COUNTS}
   WHERE s.agency = $1::text AND ($2::uuid IS NULL OR s.id = $2::uuid) AND ($5::uuid IS NULL OR u.id = $5::uuid) ORDER BY u.kind, u.name_en, u.id`,
);

const bandFrom = (year: number | null): BedAdultAge | null =>
  Object.values(BedAdultAge).find((band) => ADULT_YEARS[band][0] === year) ?? null;

/** Units of a shelter of the requester's own agency, or one of them, exactly; none of any other. */
export async function ownUnits(
  ctx: SubgraphContext,
  shelter: string | null,
  { from = null, nights = 1, unit = null }: { from?: string | null; nights?: number; unit?: string | null } = {},
): Promise<ShelterUnit[]> {
  const { agency, language } = ctx.requester;
  const rows = await UNITS.rows(ctx.db, [agency, shelter, from, nights, unit]);
  return rows.map(({ name, age, adultsMinAge, ...row }) => ({
    ...row,
    name: name[language],
    youngestAdult: bandFrom(adultsMinAge),
    held: row.taken - row.occupied,
    available: bedsFree(row),
    countAge: countAge(age),
  }));
}
