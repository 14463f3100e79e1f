import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { noSuchUnit, unitClosed } from '../refusals.js';
import { keepChange } from './change.js';
import { networksOf } from './networks.js';
import { badAddress, changedMeanwhile, noSuchEndpoint, tooManyEndpoints } from './refusals.js';
import { keySubject, newSecret, OVERLAP_HOURS, sealSecret } from './secret.js';
import { TELLERS } from './tellers.js';
import { type WebhookEndpointAddInput, type WebhookEndpointUpdateInput, WebhookStep } from './types.js';

/** Endpoints of one agency at most. */
const MOST = 10;

/** Within which a name is looked up while somebody waits: less than a request may live */
const LOOKUP_MS = 1_000;

/**
 * The address as it is kept. Asked before the transaction: a name is looked up.
 * @throws Refusal INVALID for one that the hub would not connect to
 */
export async function assertAddress(ctx: SubgraphContext, given: string): Promise<string> {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) throw badAddress();
  const found = await networksOf(ctx.settings)
    .resolve(url, LOOKUP_MS)
    .catch(() => null);
  if (!found || url.href.length > 500) throw badAddress();
  return url.href;
}

/** @throws Refusal WRONG_STATE for the eleventh or a closed unit, NOT_FOUND for a unit of another agency */
export async function addEndpoint(
  manager: EntityManager,
  ctx: SubgraphContext,
  { unit = null, types }: WebhookEndpointAddInput,
  url: string,
  secret: string,
): Promise<string> {
  const { agency } = ctx.requester;
  // who adds one waits for who is adding one, and counts in a statement after that
  await rowsOf(manager, 'SELECT FROM agency WHERE id = $1::uuid FOR NO KEY UPDATE', [agency]);
  const [place] = await rowsOf<{ known: boolean; open: boolean; endpoints: number }>(
    manager,
    `SELECT $2::uuid IS NULL OR u.id IS NOT NULL AS known, u.closed_at IS NULL AS open,
       (SELECT count(*)::int FROM webhook_endpoint w WHERE w.agency_id = a.id) AS endpoints
     FROM agency a LEFT JOIN agency_unit u ON u.agency_id = a.id AND u.id = $2::uuid WHERE a.id = $1::uuid`,
    [agency, unit],
  );
  if (!place?.known) throw noSuchUnit('unit');
  if (!place.open) throw unitClosed('unit');
  if (place.endpoints >= MOST) throw tooManyEndpoints();
  const endpoint = randomUUID();
  await rowsOf(
    manager,
    'INSERT INTO webhook_endpoint (id, agency_id, unit_id, url, types, secret) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      endpoint,
      agency,
      unit,
      url,
      types ?? [],
      await sealSecret(manager, ctx.secrets.agencyKeys, { endpoint, agency }, secret),
    ],
  );
  await rowsOf(
    manager,
    'INSERT INTO webhook_stream (endpoint_id, subgraph) SELECT $1, subgraph FROM unnest($2::text[]) AS subgraph',
    [endpoint, TELLERS],
  );
  return keepChange(manager, ctx, endpoint, WebhookStep.ADDED);
}

/** Locks an endpoint of the requester's agency. @throws Refusal NOT_FOUND */
export async function lockEndpoint(
  manager: EntityManager,
  ctx: SubgraphContext,
  endpoint: string,
): Promise<{ readonly id: string; readonly version: number }> {
  const [row] = await rowsOf<{ id: string; version: number }>(
    manager,
    'SELECT id, version FROM webhook_endpoint WHERE agency_id = $1::uuid AND id = $2::uuid FOR UPDATE',
    [ctx.requester.agency, endpoint],
  );
  if (!row) throw noSuchEndpoint();
  return row;
}

/** Changes what `sets` says of an endpoint of the requester's agency. @throws Refusal NOT_FOUND */
export async function changeEndpoint(
  manager: EntityManager,
  ctx: SubgraphContext,
  endpoint: string,
  step: WebhookStep,
  sets: string,
  values: readonly unknown[] = [],
): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `UPDATE webhook_endpoint SET ${sets}, version = version + 1 WHERE agency_id = $1::uuid AND id = $2::uuid RETURNING id`,
    [ctx.requester.agency, endpoint, ...values],
  );
  if (!row) throw noSuchEndpoint();
  return keepChange(manager, ctx, row.id, step);
}

/** What has failed is tried again at once. */
export async function tryAgain(manager: EntityManager, endpoint: string): Promise<string> {
  await rowsOf(
    manager,
    'UPDATE webhook_stream SET attempts = 0, failing_since = NULL, next_at = clock_timestamp() WHERE endpoint_id = $1',
    [endpoint],
  );
  return endpoint;
}

/** @throws Refusal NOT_FOUND, VERSION_CONFLICT */
export async function updateEndpoint(
  manager: EntityManager,
  ctx: SubgraphContext,
  { endpointId, expectedVersion, types }: WebhookEndpointUpdateInput,
  url: string | null,
): Promise<string> {
  if ((await lockEndpoint(manager, ctx, endpointId)).version !== expectedVersion) throw changedMeanwhile();
  const sets = 'url = coalesce($3, url), types = coalesce($4::text[], types)';
  return tryAgain(
    manager,
    await changeEndpoint(manager, ctx, endpointId, WebhookStep.UPDATED, sets, [url, types ?? null]),
  );
}

/** The one before goes on signing beside the new one for a day. */
export async function rotateSecret(
  manager: EntityManager,
  ctx: SubgraphContext,
  endpoint: string,
  secret: string,
): Promise<string> {
  const { agency } = ctx.requester;
  // only of its own endpoint: a key for another one's would be made
  await lockEndpoint(manager, ctx, endpoint);
  const sealed = await sealSecret(manager, ctx.secrets.agencyKeys, { endpoint, agency }, secret);
  const sets = `secret = $3, previous_secret = secret, previous_until = clock_timestamp() + interval '${OVERLAP_HOURS} hours'`;
  return changeEndpoint(manager, ctx, endpoint, WebhookStep.SECRET_ROTATED, sets, [sealed]);
}

/** With its secret, its place in the logs, and what was delivered; that it was there is kept. */
export async function removeEndpoint(manager: EntityManager, ctx: SubgraphContext, endpoint: string): Promise<string> {
  const { id } = await lockEndpoint(manager, ctx, endpoint);
  await keepChange(manager, ctx, id, WebhookStep.REMOVED);
  await rowsOf(manager, 'DELETE FROM webhook_endpoint WHERE id = $1', [id]);
  await rowsOf(manager, 'DELETE FROM data_key WHERE subject = $1', [keySubject(id)]);
  return id;
}

export { newSecret };
