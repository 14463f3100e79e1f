import { Statement, type SubgraphContext } from '../../kit/index.js';
import type { HeldByRecipient } from './types.js';

/**
 * What each agency to which she ever gave a consent has opened of her record, by the access log; reading that is a look at the log.
 * $1 victim, then who reads: $2 agency, $3 unit, $4 staff, $5 role, $6 purpose, $7 request id
 */
const HELD = new Statement<HeldByRecipient>(
  'consent.heldByRecipients',
  `WITH logged AS (
     INSERT INTO access_log (victim_key, kind, agency, unit, staff, role, purpose, subgraph, request_id)
     VALUES ($1::uuid, 'ACCESS_LOG', $2, $3, $4, $5, $6, 'consent', $7)
   )
   SELECT agency AS recipient, array_agg(DISTINCT category ORDER BY category) AS categories, max(at) AS "lastOpenedAt" FROM access_log
   WHERE victim_key = $1::uuid AND kind IN ('DISCLOSURE', 'OWN_RECORD')
     AND agency IN (SELECT recipient_agency FROM consent WHERE victim_key = $1::uuid)
   GROUP BY agency ORDER BY max(at) DESC, agency`,
);

export function heldByRecipients(ctx: SubgraphContext, victim: string): Promise<HeldByRecipient[]> {
  const r = ctx.purposeful;
  return HELD.rows(ctx.db, [victim, r.agency, r.unit, r.staff, r.role, r.purpose, ctx.caller.requestId]);
}
