import { Statement } from '../../kit/index.js';
import type { LegalHold } from './types.js';

export type LegalHoldRow = Omit<LegalHold, 'victimId'> & { readonly victim: string };

const COLUMNS = `h.id, h.victim_key AS victim, h.placed_at AS "placedAt", h.review_at AS "reviewAt", h.lifted_at AS "liftedAt",
  h.lifted_at IS NULL AND h.review_at <= clock_timestamp() AS "reviewDue"`;

export const HOLD_BY_ID = new Statement<LegalHoldRow>(
  'consent.legalHold',
  `SELECT ${COLUMNS} FROM legal_hold h WHERE h.id = $1::uuid`,
);

/** What an agency holds, newest first. $1 agency, $2 and $3 keyset, $4 limit */
export const HOLDS_OF_AGENCY = new Statement<LegalHoldRow>(
  'consent.legalHolds',
  `SELECT ${COLUMNS} FROM legal_hold h WHERE h.agency = $1 AND h.lifted_at IS NULL AND (h.placed_at, h.id) < ($2::timestamptz, $3::uuid)
   ORDER BY h.placed_at DESC, h.id DESC LIMIT $4`,
);
