import { type Category, Statement, type SubgraphContext } from '../../kit/index.js';
import { open } from './open.js';

/** Why a category is open. */
export type Basis = 'CONSENT' | 'STATUTORY_DUTY' | 'COURT_ORDER' | 'VITAL_INTEREST';

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

/**
 * THE decision. One statement, hence one transaction, on the primary, by the database's clock, with no cache:
 * her asking for erasure, or a wall against the staff member, unit or agency, denies everything; otherwise a category is open when any
 * current basis opens it for this recipient and purpose: an active consent that does not exclude it, or a recorded statutory duty, court order
 * or vital interest. What the selection touches and is open is logged by the same statement. An unknown key takes the same way.
 * A request that comes here more than once has one entry for each victim and category.
 * $1 keys, $2 and $3 touched (key, category) pairs, $4 agency, $5 unit, $6 staff, $7 role, $8 purpose, $9 request id
 */
const DECIDE = new Statement<{ key: string } & OpenCategory>(
  'consent.decide',
  `WITH ${open('$1::uuid[]', { agency: '$4::text', unit: '$5::text', staff: '$6::text', purpose: '$8::text' })},
   logged AS (
     INSERT INTO access_log (victim_key, kind, category, basis, agency, unit, staff, role, purpose, subgraph, request_id, once)
     SELECT DISTINCT o.key, 'DISCLOSURE', o.category, o.basis, $4::text, $5::text, $6::text, $7::text, $8::text, 'consent', $9::text, true
     FROM open o JOIN unnest($2::uuid[], $3::text[]) AS touched(key, category) ON touched.key = o.key AND touched.category = o.category
     ON CONFLICT (request_id, victim_key, category, staff, purpose) WHERE once DO NOTHING
   )
   SELECT key, category, basis, until FROM open`,
);

/** What is open to the requester for each victim asked for; the looks are logged when this returns. */
export async function decide(ctx: SubgraphContext, asked: readonly Asked[]): Promise<OpenCategory[][]> {
  const r = ctx.purposeful;
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
  ]);
  return asked.map(({ key }) => rows.filter((row) => row.key === key));
}
