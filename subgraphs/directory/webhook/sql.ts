import { Statement } from '../../kit/index.js';
import { FAILING_DAYS } from './backoff.js';
import type { WebhookChange, WebhookDelivery, WebhookEndpoint } from './types.js';

const ENDPOINT = `w.id, w.url, w.unit_id AS unit, w.types, w.state, w.disabled_because AS "disabledBecause", w.version, w.created_at AS "createdAt",
  CASE WHEN w.previous_until > clock_timestamp() THEN w.previous_until END AS "previousSecretUntil",
  (SELECT min(s.failing_since) FROM webhook_stream s WHERE s.endpoint_id = w.id) AS "failingSince"`;

/** $1 agency of the requester, $2 id */
export const ENDPOINT_OF = new Statement<WebhookEndpoint>(
  'directory.webhook-endpoint',
  `SELECT ${ENDPOINT} FROM webhook_endpoint w WHERE w.agency_id = $1::uuid AND w.id = $2::uuid`,
);

/** Newest first. $1 agency of the requester, $2 and $3 keyset, $4 limit */
export const ENDPOINTS = new Statement<WebhookEndpoint>(
  'directory.webhook-endpoints',
  `SELECT ${ENDPOINT} FROM webhook_endpoint w WHERE w.agency_id = $1::uuid AND (w.created_at, w.id) < ($2::timestamptz, $3::uuid)
   ORDER BY w.created_at DESC, w.id DESC LIMIT $4::int`,
);

const DELIVERY = `d.id, d.event_id AS "eventId", d.type, d.cause, d.state, d.attempts, d.status, d.fault, d.created_at AS "createdAt",
  d.last_at AS "lastAt"`;
const OWN_DELIVERY = 'webhook_delivery d JOIN webhook_endpoint w ON w.id = d.endpoint_id WHERE w.agency_id = $1::uuid';

/** $1 agency of the requester, $2 id */
export const DELIVERY_OF = new Statement<WebhookDelivery>(
  'directory.webhook-delivery',
  `SELECT ${DELIVERY} FROM ${OWN_DELIVERY} AND d.id = $2::uuid`,
);

/** Newest first. $1 agency of the requester, $2 endpoint, $3 and $4 keyset, $5 limit */
export const DELIVERIES = new Statement<WebhookDelivery>(
  'directory.webhook-deliveries',
  `SELECT ${DELIVERY} FROM ${OWN_DELIVERY} AND d.endpoint_id = $2::uuid AND (d.created_at, d.id) < ($3::timestamptz, $4::uuid)
   ORDER BY d.created_at DESC, d.id DESC LIMIT $5::int`,
);

/** Newest first, of the agencies that the administrator of $1 administers. $1 agency of the requester, $2 agency, $3 and $4 keyset, $5 limit */
export const CHANGES = new Statement<WebhookChange>(
  'directory.webhook-changes',
  `SELECT c.id, c.endpoint_id AS endpoint, c.step, c.host, c.staff_id AS staff, c.changed_at AS "changedAt"
   FROM webhook_change c WHERE (c.agency_id = $1::uuid OR (SELECT operator FROM agency WHERE id = $1::uuid))
     AND c.agency_id = $2::uuid AND (c.changed_at, c.id) < ($3::timestamptz, $4::uuid)
   ORDER BY c.changed_at DESC, c.id DESC LIMIT $5::int`,
);

/** As a delivery is kept for as long as its event. */
export const FORGET_DELIVERIES = `DELETE FROM webhook_delivery WHERE created_at < clock_timestamp() - interval '30 days'`;

/** In a restored database nothing is known of what was changed, removed or delivered since: each agency looks, and lets it go on. */
export const PAUSE_EVERY_ENDPOINT = `UPDATE webhook_endpoint SET state = 'PAUSED' WHERE state = 'ACTIVE'`;

export interface Receiver {
  readonly endpoint: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly url: string;
  readonly types: string[];
  readonly since: Date;
  readonly secrets: Buffer[];
  readonly wrapped: Buffer;
}

/** Endpoints that get deliveries now: of an agency that takes part, and a unit that is open. */
const RECEIVING = `webhook_endpoint w JOIN agency a ON a.id = w.agency_id AND a.status = 'ACTIVE'
  JOIN data_key k ON k.subject = 'webhook:' || w.id AND k.agency = w.agency_id::text
  LEFT JOIN agency_unit u ON u.id = w.unit_id`;
const RECEIVES = `w.state = 'ACTIVE' AND u.closed_at IS NULL`;
const RECEIVER = `w.id AS endpoint, w.agency_id::text AS agency, w.unit_id::text AS unit, w.url, w.types, w.created_at AS since, k.wrapped,
  array_remove(ARRAY[w.secret, CASE WHEN w.previous_until > clock_timestamp() THEN w.previous_secret END], NULL) AS secrets`;

export interface Stream extends Receiver {
  readonly position: string;
  readonly attempts: number;
}

/** Where something may be waiting: $1 subgraphs, $2 how far the log of each is */
export const DUE = `
  SELECT s.endpoint_id AS endpoint, s.subgraph FROM unnest($1::text[], $2::bigint[]) AS told(subgraph, head)
  JOIN webhook_stream s ON s.subgraph = told.subgraph AND s.position < told.head AND s.next_at <= clock_timestamp()
  JOIN ${RECEIVING} ON w.id = s.endpoint_id WHERE ${RECEIVES}`;

/** Before each attempt, as it is now. $1 endpoint, $2 subgraph */
export const STREAM = new Statement<Stream>(
  'directory.webhook-stream',
  `SELECT ${RECEIVER}, s.position::text AS position, s.attempts FROM webhook_stream s JOIN ${RECEIVING} ON w.id = s.endpoint_id
   WHERE s.endpoint_id = $1::uuid AND s.subgraph = $2::text AND s.next_at <= clock_timestamp() AND ${RECEIVES}`,
);

/** Nothing waits here. A later place is never taken back. $1 endpoint, $2 subgraph, $3 place */
export const NOTHING = `
  WITH moved AS (UPDATE webhook_stream SET position = $3::bigint, attempts = 0, failing_since = NULL
    WHERE endpoint_id = $1::uuid AND subgraph = $2::text AND position < $3::bigint RETURNING 1)
  UPDATE webhook_delivery SET state = 'STOPPED' WHERE endpoint_id = $1::uuid AND subgraph = $2::text AND cause = 'EVENT' AND state = 'WAITING'`;

/** What was tried of an event. $1 endpoint, $2 subgraph, $3 event, $4 type, $5 object, $6 state, $7 status, $8 fault */
export const TRIED = `
  WITH other AS (UPDATE webhook_delivery SET state = 'STOPPED'
    WHERE endpoint_id = $1::uuid AND subgraph = $2::text AND cause = 'EVENT' AND state = 'WAITING' AND event_id <> $3::uuid)
  INSERT INTO webhook_delivery (endpoint_id, cause, subgraph, event_id, type, object_id, state, attempts, status, fault, last_at)
  VALUES ($1::uuid, 'EVENT', $2::text, $3::uuid, $4::text, $5::uuid, $6::text, 1, $7::int, $8::text, clock_timestamp())
  ON CONFLICT (endpoint_id, event_id) WHERE cause = 'EVENT' DO UPDATE
    SET state = excluded.state, attempts = webhook_delivery.attempts + 1, status = excluded.status, fault = excluded.fault, last_at = excluded.last_at`;

/** $1 endpoint, $2 subgraph, $3 place of the event that was taken */
export const TAKEN = `UPDATE webhook_stream SET position = $3::bigint, attempts = 0, failing_since = NULL
  WHERE endpoint_id = $1::uuid AND subgraph = $2::text AND position < $3::bigint`;

/** $1 endpoint, $2 subgraph, $3 seconds until it is tried again */
export const NOT_TAKEN = `UPDATE webhook_stream SET attempts = attempts + 1, failing_since = coalesce(failing_since, clock_timestamp()),
    next_at = clock_timestamp() + make_interval(secs => $3::float8)
  WHERE endpoint_id = $1::uuid AND subgraph = $2::text
  RETURNING failing_since < clock_timestamp() - interval '${FAILING_DAYS} days' AS over`;

/** $1 endpoint, $2 why */
export const DISABLE = `UPDATE webhook_endpoint SET state = 'DISABLED', disabled_because = $2::text WHERE id = $1::uuid AND state = 'ACTIVE'`;

/** Also of an endpoint that is paused: a test is how its agency finds out. */
export interface Asked extends Receiver {
  readonly id: string;
  readonly cause: 'TEST' | 'REDELIVERY';
  readonly subgraph: string | null;
  readonly eventId: string | null;
  readonly createdAt: Date;
}
/** The oldest of each endpoint first: however many wait for a slow host, nobody else's wait behind them. */
export const ASKED = `SELECT d.id, d.cause, d.subgraph, d.event_id AS "eventId", d.created_at AS "createdAt", ${RECEIVER}
  FROM webhook_delivery d JOIN ${RECEIVING} ON w.id = d.endpoint_id
  WHERE d.state = 'WAITING' AND d.cause <> 'EVENT' AND u.closed_at IS NULL ORDER BY row_number() OVER (PARTITION BY d.endpoint_id ORDER BY d.created_at), d.created_at LIMIT 100`;

/** $1 id, $2 state, $3 status, $4 fault, $5 attempts of this time: 1, or 0 when nothing was sent */
export const ASKED_DONE = `UPDATE webhook_delivery SET state = $2::text, status = $3::int, fault = $4::text, attempts = attempts + $5::int,
    last_at = CASE WHEN $5::int > 0 THEN clock_timestamp() ELSE last_at END WHERE id = $1::uuid`;
