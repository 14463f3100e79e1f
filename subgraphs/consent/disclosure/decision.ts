import { type Category, hubError, Statement, type SubgraphContext } from '../../kit/index.js';
import { admission } from '../victims-per-hour/admitted.js';
import type { VictimsPerHour } from '../victims-per-hour/settings.js';
import { open } from './open.js';

/** Why a category is open. */
export type Basis = 'CONSENT' | 'STATUTORY_DUTY' | 'COURT_ORDER' | 'VITAL_INTEREST' | 'EMERGENCY_ACCESS';

export interface OpenCategory {
  readonly category: Category;
  readonly basis: Basis;
  /** When it closes by itself */
  readonly until: Date;
}

/** A victim asked for by her internal key, and the categories that the selection touches. */
export interface Asked {
  readonly key: string;
  readonly touched: readonly Category[];
}

/** A row of the decision: an open category, or a victim who is refused because the hour is full. */
type Row = { readonly key: string } & (
  | (OpenCategory & { readonly throttledBy: null })
  | { readonly throttledBy: 'STAFF' | 'AGENCY'; readonly refusals: number }
);

/**
 * THE decision. One statement, hence one transaction, on the primary, by the database's clock, with no cache:
 * her asking for erasure, or a wall against the staff member, unit or agency, denies everything; otherwise a category is open when any
 * current basis opens it for this recipient and purpose: an active consent that does not exclude it, a recorded statutory duty, court order or
 * vital interest, or what this person has opened on a stated threat to life (never SHELTER or CONTACT). What the selection touches and is open is logged by the same statement, unless the requester has opened too many
 * different victims within the hour. An unknown key takes the same way.
 * A request that comes here more than once has one entry for each victim and category.
 * $1 keys, $2 and $3 touched (key, category) pairs, $4 agency, $5 unit, $6 staff, $7 role, $8 purpose, $9 request id,
 * $10 and $11 victims in an hour: of the member of staff, of the agency
 */
const DECIDE = new Statement<Row>(
  'consent.decide',
  `WITH ${open('$1::uuid[]', { agency: '$4::text', unit: '$5::text', staff: '$6::text', purpose: '$8::text' })},
   ${admission({
     ...{ agency: '$4::text', staff: '$6::text', ofStaff: '$10::int', ofAgency: '$11::int' },
     touched: ['$2::uuid[]', '$3::text[]'],
   })},
   logged AS (
     INSERT INTO access_log (victim_key, kind, category, basis, agency, unit, staff, role, purpose, subgraph, request_id, once)
     SELECT o.key, 'DISCLOSURE', o.category, o.basis, $4::text, $5::text, $6::text, $7::text, $8::text, 'consent', $9::text, true
     FROM open o JOIN touched USING (key, category) JOIN admitted USING (key)
     ON CONFLICT (request_id, victim_key, category, staff, purpose) WHERE once DO NOTHING
   )
   SELECT key, category, basis, until, NULL AS "throttledBy", NULL AS refusals FROM open
   UNION ALL
   SELECT key, NULL, NULL, NULL, victims_of, refusals FROM throttled, noted`,
);

/**
 * What is open to the requester for each victim asked for; the looks are logged when this returns. THROTTLED in the place of one of whom the
 * selection touches something, and whom he may not open in this hour.
 */
export async function decide(ctx: SubgraphContext, asked: readonly Asked[]): Promise<(OpenCategory[] | Error)[]> {
  const r = ctx.purposeful;
  const { VICTIMS_PER_HOUR_OF_STAFF, VICTIMS_PER_HOUR_OF_AGENCY } = ctx.settings as unknown as VictimsPerHour;
  const touched = asked.flatMap(({ key, touched }) => touched.map((category) => [key, category] as const));
  const rows = await DECIDE.rows(ctx.db, [
    [...new Set(asked.map(({ key }) => key))],
    touched.map(([key]) => key),
    touched.map(([, category]) => category),
    r.agency,
    r.unit,
    r.staff,
    r.role,
    r.purpose,
    ctx.caller.requestId,
    VICTIMS_PER_HOUR_OF_STAFF,
    VICTIMS_PER_HOUR_OF_AGENCY,
  ]);
  const throttled = new Set<string>();
  for (const { key, ...row } of rows) {
    if (row.throttledBy === null) continue;
    throttled.add(key);
    ctx.limitsMet.set(row.throttledBy === 'STAFF' ? 'staff_victims' : 'agency_victims', row.refusals === 1);
  }
  return asked.map(({ key, touched }) => {
    if (touched.length > 0 && throttled.has(key)) return hubError('THROTTLED');
    return rows.flatMap((row) => (row.key === key && row.throttledBy === null ? row : []));
  });
}
