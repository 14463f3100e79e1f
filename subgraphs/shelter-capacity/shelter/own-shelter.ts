import { Statement, type SubgraphContext, type Text } from '../../kit/index.js';
import { OPENING_STATE } from '../availability/sql.js';
import type { Shelter } from './types.js';

type ShelterRow = Omit<Shelter, 'name'> & { readonly name: Text };

/** $1 agency, $2 id to start after or null, $3 limit, $4 this one only or null */
const SHELTERS = new Statement<ShelterRow>(
  'shelter-capacity.shelters',
  `SELECT s.id, s.agency, jsonb_build_object('kk', s.name_kk, 'ru', s.name_ru, 'en', s.name_en) AS name, s.region_code AS "regionCode",
     s.district_code AS "districtCode", s.zone, s.participation, ${OPENING_STATE} AS "openingState",
     CASE WHEN s.opening_until > clock_timestamp() OR s.opening_until IS NULL THEN s.opening_reason END AS "openingReason",
     CASE WHEN s.opening_until > clock_timestamp() THEN s.opening_until END AS "openingUntil", s.keeps_waitlist AS "keepsWaitlist",
     s.hold_minutes AS "holdMinutes", s.intake_phone AS "intakePhone", s.version, s.counts_version AS "countsVersion"
   FROM shelter s WHERE s.agency = $1::text AND ($2::uuid IS NULL OR s.id > $2::uuid) AND ($4::uuid IS NULL OR s.id = $4::uuid)
   ORDER BY s.id LIMIT $3`,
);

/** Shelters of the requester's own agency, by their ids. */
export async function ownShelters(
  ctx: SubgraphContext,
  page: { readonly after?: unknown; readonly limit?: number; readonly id?: string },
): Promise<Shelter[]> {
  const { agency, language } = ctx.requester;
  const rows = await SHELTERS.rows(ctx.db, [agency, page.after ?? null, page.limit ?? 1, page.id ?? null]);
  return rows.map((row) => ({ ...row, name: row.name[language] }));
}

/** One that the requester's agency has, after a change of it. */
export async function ownShelter(ctx: SubgraphContext, id: string): Promise<Shelter> {
  const [shelter] = await ownShelters(ctx, { id });
  return shelter!;
}
