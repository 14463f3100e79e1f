import type { SubgraphContext } from './context.js';
import { Category } from './vocabulary.js';

/**
 * Every statement that reads an agency's own records takes the requester as its first parameters:
 * $1 agency, $2 unit, $3 staff, $4 role, $5 purpose, $6 request id; the statement's own start at $7.
 * @throws UNAUTHENTICATED, PURPOSE_REQUIRED
 */
export function ownRecordParameters(ctx: SubgraphContext): readonly unknown[] {
  const r = ctx.purposeful;
  return [r.agency, r.unit, r.staff, r.role, r.purpose, ctx.caller.requestId];
}

/**
 * SQL condition: no conflict wall stands between the requester ($1 agency, $2 unit, $3 staff) and the victim in `column`. Belongs in
 * every statement that reads, lists or counts own records. Its alias is its own: one of the statement's, taken again here, would hide the column.
 */
export function notWalled(column: string): string {
  return `NOT EXISTS (SELECT FROM conflict_wall walled WHERE walled.victim_key = ${column} AND (
    (walled.subject_kind = 'AGENCY' AND walled.subject = $1::text) OR (walled.subject_kind = 'UNIT' AND walled.subject = $2::text)
    OR (walled.subject_kind = 'STAFF' AND walled.subject = $3::text)))`;
}

/**
 * Completes a statement that reads own records: `read` selects from the subgraph's tables and must return `id` and `victim_key`.
 * The look is logged in the same statement, hence in the same transaction; a look at a record with a victim is then sent
 * on to `consent`, so that her log is complete.
 * @param limit for a list: the expression of its LIMIT, one more than the page shows; the row that is read only to know that there is a
 *   next page is not a look. `read` must be ordered.
 */
export function logged(category: Category, read: string, limit?: string): string {
  if (!Object.values(Category).includes(category)) throw new Error('Unknown category.');
  const shown = limit === undefined ? 'seen' : `(SELECT * FROM seen LIMIT ${limit} - 1) shown`;
  return `WITH seen AS MATERIALIZED (${read}),
    logged AS (INSERT INTO own_record_log (victim_key, record_id, category, agency, unit, staff, role, purpose, request_id)
      SELECT victim_key, id, '${category}', $1::text, $2::text, $3::text, $4::text, $5::text, $6::text FROM ${shown})
    SELECT * FROM seen`;
}
