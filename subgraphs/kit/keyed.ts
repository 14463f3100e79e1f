import { createHmac } from 'node:crypto';
import type { SubgraphSecrets } from './context.js';

/**
 * What is kept of a secret that somebody holds (a code, a token, the address that a guess came from): who has the database alone can try nothing
 * against it, and what is kept for one use cannot be compared with what is kept for another one.
 * @throws when this process has no secret of its own: nothing is kept under an empty key
 */
export function keyed({ idempotency }: Pick<SubgraphSecrets, 'idempotency'>, use: string, value: string): Buffer {
  if (idempotency.length < 32) throw new Error('The secret of this subgraph is missing: run npm run keys -- create.');
  return createHmac('sha256', idempotency).update(`${use}\0${value}`).digest();
}
