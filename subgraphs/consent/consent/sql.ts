import { Statement } from '../../kit/index.js';
import { giverStands } from '../disclosure/open.js';
import type { Consent } from './types.js';

/** What a reader is shown: $1 agency, $2 whether she herself asks. */
const COLUMNS = `c.id, c.recipient_agency AS recipient, c.recipient_unit AS "recipientUnit", c.purposes, c.categories, c.excluded,
  CASE WHEN $2::boolean OR c.taken_by_agency = $1::text THEN c.excluded_recipients END AS "excludedRecipients",
  CASE WHEN $2::boolean OR c.taken_by_agency = $1::text THEN c.given_by END AS "givenBy",
  CASE WHEN c.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN c.expires_at <= clock_timestamp() THEN 'EXPIRED'
       WHEN NOT ${giverStands} THEN CASE WHEN $2::boolean AND EXISTS (
         SELECT FROM victim v WHERE v.key = c.victim_key AND v.majority_at > clock_timestamp()) THEN 'SUSPENDED' ELSE 'EXPIRED' END
       WHEN c.provisional THEN 'PROVISIONAL' ELSE 'ACTIVE' END AS state,
  c.form, c.language, c.interpreter, c.witness,
  c.granted_at AS "grantedAt", c.expires_at AS "expiresAt", c.confirmed_at AS "confirmedAt", c.withdrawn_at AS "withdrawnAt"`;

/** $3 id */
export const CONSENT_BY_ID = new Statement<Consent>('consent.byId', `SELECT ${COLUMNS} FROM consent c WHERE c.id = $3`);

/**
 * Her consents, newest first: all of them when she herself asks, else those given to or taken by the agency. $3 victim, $4 and $5
 * keyset, $6 limit
 */
export const CONSENTS_OF_VICTIM = new Statement<Consent>(
  'consent.ofVictim',
  `SELECT ${COLUMNS} FROM consent c
   WHERE c.victim_key = $3 AND ($2::boolean OR c.recipient_agency = $1 OR c.taken_by_agency = $1)
     AND (c.granted_at, c.id) < ($4::timestamptz, $5::uuid)
   ORDER BY c.granted_at DESC, c.id DESC LIMIT $6`,
);
