import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { suspendAround } from '../guardian/suspension.js';

/** What she said about a pair: a no must outlast a restore, and so must the link along which walls are put up. Keys and ids only. */
export const recordDecided = (
  ctx: SubgraphContext,
  manager: EntityManager,
  pair: { readonly id: string; readonly one: string; readonly other: string; readonly state: string },
): Promise<void> => ctx.closures.record(manager, 'record-join-decided', pair.one, pair);

export const JOIN_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'record-join-decided': async (manager, { payload: { id, one, other, state }, at }) => {
    await rowsOf(
      manager,
      `INSERT INTO record_join (id, one, other, state, decided_at)
       SELECT $1::uuid, a.key, b.key, $4, $5::timestamptz FROM victim a, victim b WHERE a.key = $2::uuid AND b.key = $3::uuid
       ON CONFLICT (one, other) DO UPDATE SET state = excluded.state, decided_at = excluded.decided_at`,
      [id, one, other, state, at],
    );
    if (state === 'JOINED') await suspendAround(manager, one as string);
  },
};
