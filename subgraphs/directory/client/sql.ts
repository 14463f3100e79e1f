import { Statement } from '../../kit/index.js';
import type { Client } from './types.js';

const COLUMNS = `c.id, c.name, c.staff_id AS "staffId",
  ARRAY(SELECT key ->> 'kid' FROM jsonb_array_elements(c.jwks -> 'keys') AS key WHERE key ? 'kid') AS "keyIds"`;

/** The clients that the administrator of agency $1 administers: its own, or everybody's for the operator of the hub. */
const ADMINISTERED = `client c WHERE (c.agency_id = $1::uuid OR (SELECT operator FROM agency WHERE id = $1::uuid))`;

/** $1 agency of the requester, $2 id of the client */
export const CLIENT = new Statement<Client>('client', `SELECT ${COLUMNS} FROM ${ADMINISTERED} AND c.id = $2::uuid`);

/** Oldest first: $1 agency of the requester, $2 agency, $3 and $4 creation time and id that the page starts after or null, $5 limit */
export const CLIENTS = new Statement<Client & { created: Date }>(
  'clients',
  `SELECT ${COLUMNS}, c.created_at AS created FROM ${ADMINISTERED} AND c.agency_id = $2::uuid
     AND ($3::timestamptz IS NULL OR (c.created_at, c.id) > ($3, $4::uuid))
   ORDER BY c.created_at, c.id LIMIT $5`,
);
