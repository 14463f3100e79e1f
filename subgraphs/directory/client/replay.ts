import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

/** The keys of a client before these were perhaps stolen. */
export const recordKeys = (ctx: SubgraphContext, manager: EntityManager, client: string, jwks: object): Promise<void> =>
  ctx.closures.record(manager, 'client-keys-replaced', client, { client, jwks });

export const CLIENT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'client-keys-replaced': async (manager, { payload }) => {
    await rowsOf(manager, 'UPDATE client SET jwks = $2 WHERE id = $1', [payload.client, JSON.stringify(payload.jwks)]);
  },
};
