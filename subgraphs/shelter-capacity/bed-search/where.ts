import { Refusal, Statement, type SubgraphContext, type Text, UserErrorCode } from '../../kit/index.js';
import { today } from '../availability/shelter-day.js';
import { HORIZON, wrongFirstNight } from '../bed-hold/take-beds.js';
import { published } from '../region/published.js';
import type { BedSearchInput } from './types.js';

/** $1 region, $2 first night or null, $3 zones to avoid. One row. */
const WHERE = new Statement<{
  readonly known: boolean;
  readonly wrongNight: boolean;
  readonly unknown: string[];
  readonly unpublished: string[];
}>(
  'shelter-capacity.search-where',
  `WITH ${published('ARRAY(SELECT region_code FROM district WHERE code = ANY($3::text[]))')}
   SELECT r.code IS NOT NULL AS known,
     coalesce($2::date NOT BETWEEN d.today AND d.today + ${HORIZON}, false) AS "wrongNight",
     ARRAY(SELECT z FROM unnest($3::text[]) AS z WHERE NOT EXISTS (SELECT FROM region WHERE code = z)
       AND NOT EXISTS (SELECT FROM district WHERE code = z)) AS unknown,
     ARRAY(SELECT code FROM district x WHERE code = ANY($3::text[])
       AND NOT EXISTS (SELECT FROM published p WHERE p.district_code = x.code) ORDER BY code) AS unpublished
   FROM (SELECT) one LEFT JOIN region r ON r.code = $1
   ${today("coalesce(r.zone, 'UTC')")}`,
);

/** The regions around one, by how many borders lie between; the country's map, never a distance. $1 region */
export const AROUND = new Statement<{ readonly regions: string[] }>(
  'shelter-capacity.search-around',
  `WITH RECURSIVE step (code, borders) AS (
     SELECT $1::text, 0 UNION SELECT b.neighbour_code, step.borders + 1 FROM step JOIN region_border b ON b.region_code = step.code
     WHERE step.borders < 8)
   SELECT array_agg(code ORDER BY code) AS regions FROM (SELECT code, min(borders) AS borders FROM step GROUP BY code) nearest
   WHERE borders > 0 GROUP BY borders ORDER BY borders`,
);

const UNKNOWN_REGION: Text = {
  en: 'There is no such region. `bedRegions` has their codes.',
  ru: 'Такого региона нет. Коды даёт `bedRegions`.',
  kk: 'Мұндай өңір жоқ. Кодтарын `bedRegions` береді.',
};
const UNKNOWN_ZONE: Text = {
  en: 'There is no such region or district. `bedRegions` has their codes.',
  ru: 'Такого региона или района нет. Коды даёт `bedRegions`.',
  kk: 'Мұндай өңір не аудан жоқ. Кодтарын `bedRegions` береді.',
};

/** What is wrong with the place and the first night of a search; and the zones that it cannot avoid, because nobody may know who is there. */
export async function whereFaults(
  ctx: SubgraphContext,
  { regionCode, from, avoid }: Pick<BedSearchInput, 'regionCode' | 'from' | 'avoid'>,
): Promise<{ faults: Refusal[]; notAvoided: string[] }> {
  const [row] = await WHERE.rows(ctx.db, [regionCode, from ?? null, avoid]);
  const { known, wrongNight, unknown, unpublished } = row!;
  const faults = [
    ...(known ? [] : [new Refusal(UserErrorCode.INVALID, UNKNOWN_REGION, ['regionCode'])]),
    ...(wrongNight ? [wrongFirstNight()] : []),
    ...unknown.map((zone) => new Refusal(UserErrorCode.INVALID, UNKNOWN_ZONE, ['avoid', String(avoid.indexOf(zone))])),
  ];
  return { faults, notAvoided: unpublished };
}
