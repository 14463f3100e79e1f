import { Statement } from '../../kit/index.js';
import { walled } from '../disclosure/open.js';
import { notClosed } from '../erasure/closed.js';
import type { WithdrawalNotice } from './types.js';

export type NoticeRow = Omit<WithdrawalNotice, 'victimId'> & { readonly victim: string };

/** Condition: the record in `column` is not closed, and no wall stands between it and the requester ($1 agency, $2 unit, $3 staff). */
export const openToRequester = (column: string): string =>
  `${notClosed(column)} AND NOT ${walled(column, { agency: '$1::text', unit: '$2::text', staff: '$3::text' })}`;

/** Condition: a notice is the requester's: of the agency or unit, and open as above. */
export const OWN_NOTICE = `n.agency = $1::text AND (n.unit IS NULL OR n.unit = $2::text) AND ${openToRequester('n.victim_key')}`;

/** A look at notices is on her log. $1 to $3 as above, $4 role, $5 purpose, $6 request id */
const seen = (condition: string, shown = 'seen') =>
  `WITH seen AS MATERIALIZED (
     SELECT n.id, n.victim_key AS victim, n.categories, n.withdrawn_at AS "withdrawnAt", n.attempts, n.last_attempt_at AS "lastAttemptAt",
       n.handled_at AS "handledAt", n.bookings
     FROM withdrawal_notice n WHERE ${OWN_NOTICE} AND ${condition}
   ), logged AS (
     INSERT INTO access_log (victim_key, kind, category, agency, unit, staff, role, purpose, subgraph, request_id)
     SELECT DISTINCT victim, 'OWN_RECORD', 'REFERRAL', $1::text, $2::text, $3::text, $4::text, $5::text, 'consent', $6::text FROM ${shown}
   )
   SELECT * FROM seen ORDER BY "withdrawnAt" DESC, id DESC`;

/** $7 id */
export const NOTICE = new Statement<NoticeRow>('consent.notice', seen('n.id = $7::uuid'));

/** Newest first. $7 whether still to be handled, $8 and $9 keyset, $10 limit; the row that only says that a page follows is no look */
export const NOTICES = new Statement<NoticeRow>(
  'consent.notices',
  seen(
    `(n.handled_at IS NULL) = $7::boolean AND (n.withdrawn_at, n.id) < ($8::timestamptz, $9::uuid)
     ORDER BY n.withdrawn_at DESC, n.id DESC LIMIT $10::int`,
    '(SELECT * FROM seen LIMIT $10::int - 1) shown',
  ),
);
