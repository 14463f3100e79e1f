import { Statement } from '../../kit/index.js';
import { walled } from '../disclosure/open.js';
import type { LegalHold } from './types.js';

export type LegalHoldRow = Omit<LegalHold, 'victimId'> & { readonly victim: string };

const COLUMNS = `h.id, h.victim_key AS victim, h.placed_at AS "placedAt", h.review_at AS "reviewAt", h.lifted_at AS "liftedAt",
  h.lifted_at IS NULL AND h.review_at <= clock_timestamp() AS "reviewDue"`;

export const HOLD_BY_ID = new Statement<LegalHoldRow>(
  'consent.legalHold',
  `SELECT ${COLUMNS} FROM legal_hold h WHERE h.id = $1::uuid`,
);

/** Condition: no wall stands between the requester ($1 agency, $2 unit, $3 staff) and whom `h` is about. */
export const NOT_WALLED = `NOT ${walled('h.victim_key', { agency: '$1::text', unit: '$2::text', staff: '$3::text' })}`;

/** What an agency holds, newest first. $1 to $3 the requester, $4 and $5 keyset, $6 limit */
export const HOLDS_OF_AGENCY = new Statement<LegalHoldRow>(
  'consent.legalHolds',
  `SELECT ${COLUMNS} FROM legal_hold h WHERE h.agency = $1::text AND h.lifted_at IS NULL AND ${NOT_WALLED}
     AND (h.placed_at, h.id) < ($4::timestamptz, $5::uuid)
   ORDER BY h.placed_at DESC, h.id DESC LIMIT $6`,
);
