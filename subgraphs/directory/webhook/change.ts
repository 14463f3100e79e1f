import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { WebhookStep } from './types.js';

/**
 * Writes down who does what to an endpoint of his agency, in the transaction in which it is done: who is told of events is said by nothing else once the
 * endpoint is gone. The host alone is kept, as an address may hold a secret.
 */
export async function keepChange(
  manager: EntityManager,
  { requester }: SubgraphContext,
  endpoint: string,
  step: WebhookStep,
): Promise<string> {
  await rowsOf(
    manager,
    `INSERT INTO webhook_change (agency_id, staff_id, endpoint_id, step, host)
     SELECT agency_id, $2::uuid, id, $3::text, substring(url FROM '^https?://([^/?#]+)') FROM webhook_endpoint WHERE id = $1::uuid`,
    [endpoint, requester.staff, step],
  );
  return endpoint;
}
