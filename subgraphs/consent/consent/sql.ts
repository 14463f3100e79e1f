import { Statement } from '../../kit/index.js';
import type { Consent } from './types.js';

const COLUMNS = `c.id, c.recipient_agency AS recipient, c.purposes, c.categories, c.excluded,
  CASE WHEN c.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN c.expires_at <= clock_timestamp() THEN 'EXPIRED'
       WHEN c.provisional THEN 'PROVISIONAL' ELSE 'ACTIVE' END AS state,
  c.granted_at AS "grantedAt", c.expires_at AS "expiresAt", c.confirmed_at AS "confirmedAt", c.withdrawn_at AS "withdrawnAt"`;

export const CONSENT_BY_ID = new Statement<Consent>('consent.byId', `SELECT ${COLUMNS} FROM consent c WHERE c.id = $1`);

/**
 * Her consents, newest first. $1 victim, $2 agency, $3 whether she herself asks (then all; else those given to or taken by the agency),
 * $4 and $5 keyset, $6 limit
 */
export const CONSENTS_OF_VICTIM = new Statement<Consent>(
  'consent.ofVictim',
  `SELECT ${COLUMNS} FROM consent c
   WHERE c.victim_key = $1 AND ($3::boolean OR c.recipient_agency = $2 OR c.taken_by_agency = $2)
     AND (c.granted_at, c.id) < ($4::timestamptz, $5::uuid)
   ORDER BY c.granted_at DESC, c.id DESC LIMIT $6`,
);
