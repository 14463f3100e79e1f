import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { keepChange } from './change.js';
import { lockEndpoint } from './endpoint.js';
import { noSuchDelivery, tooManyWaiting } from './refusals.js';
import { WebhookStep } from './types.js';

/** Tests and redeliveries of one endpoint that wait at most. */
const MOST_WAITING = 10;

/** @throws Refusal NOT_FOUND; WRONG_STATE for the eleventh that waits */
export async function sendTest(manager: EntityManager, ctx: SubgraphContext, endpoint: string): Promise<string> {
  const { id } = await lockEndpoint(manager, ctx, endpoint);
  await assertFewWait(manager, id, 'endpointId');
  await keepChange(manager, ctx, id, WebhookStep.TESTED);
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `INSERT INTO webhook_delivery (endpoint_id, cause, type) VALUES ($1, 'TEST', 'webhook.test') RETURNING id`,
    [id],
  );
  return row!.id;
}

/** Under the rules of the moment at which it is sent. @throws Refusal NOT_FOUND, for a test too; WRONG_STATE for the eleventh that waits */
export async function redeliver(manager: EntityManager, ctx: SubgraphContext, delivery: string): Promise<string> {
  const [own] = await rowsOf<{ endpoint: string }>(
    manager,
    `SELECT w.id AS endpoint FROM webhook_delivery d JOIN webhook_endpoint w ON w.id = d.endpoint_id
     WHERE w.agency_id = $1::uuid AND d.id = $2::uuid AND d.event_id IS NOT NULL FOR NO KEY UPDATE OF w`,
    [ctx.requester.agency, delivery],
  );
  if (!own) throw noSuchDelivery();
  await assertFewWait(manager, own.endpoint, 'deliveryId');
  await keepChange(manager, ctx, own.endpoint, WebhookStep.REDELIVERED);
  const [row] = await rowsOf<{ id: string }>(
    manager,
    `INSERT INTO webhook_delivery (endpoint_id, cause, subgraph, event_id, type, object_id)
     SELECT endpoint_id, 'REDELIVERY', subgraph, event_id, type, object_id FROM webhook_delivery WHERE id = $1::uuid RETURNING id`,
    [delivery],
  );
  // forgotten meanwhile, with its event
  if (!row) throw noSuchDelivery();
  return row.id;
}

/** Of an endpoint whose row is locked: two at once would each see the other's place free. */
async function assertFewWait(manager: EntityManager, endpoint: string, field: string): Promise<void> {
  const [{ waiting } = { waiting: 0 }] = await rowsOf<{ waiting: number }>(
    manager,
    `SELECT count(*)::int AS waiting FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'WAITING' AND cause <> 'EVENT'`,
    [endpoint],
  );
  if (waiting >= MOST_WAITING) throw tooManyWaiting(field);
}
