import { Statement } from '../../kit/index.js';
import type { Issuer } from './types.js';

const COLUMNS = `issuer, audience, discovered, refreshed_at AS "refreshedAt", agency_id AS "agencyId",
  ARRAY(SELECT key ->> 'kid' FROM jsonb_array_elements(jwks -> 'keys') AS key WHERE key ? 'kid') AS "keyIds"`;

/** $1 issuers, removed ones too */
export const ISSUERS_BY_NAME = new Statement<Issuer>(
  'issuers_by_name',
  `SELECT ${COLUMNS} FROM issuer WHERE issuer = ANY ($1::text[])`,
);

/** Those that may vouch for agency $1, all of them for the operator of the hub: $2 the issuer that the page starts after or null, $3 limit */
export const ISSUERS = new Statement<Issuer>(
  'issuers',
  `SELECT ${COLUMNS} FROM issuer
   WHERE removed_at IS NULL AND issuer <> 'urn:dereu:hub'
     AND (agency_id IS NULL OR agency_id = $1::uuid OR (SELECT operator FROM agency WHERE id = $1::uuid))
     AND ($2::text IS NULL OR issuer > $2)
   ORDER BY issuer LIMIT $3`,
);
