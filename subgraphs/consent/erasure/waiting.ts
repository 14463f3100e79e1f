import {
  type BackgroundParts,
  type BackgroundWork,
  Repeated,
  rowsOf,
  type SubgraphRuntime,
  transaction,
} from '../../kit/index.js';
import { enrolKeepers } from '../conflict-wall/keepers.js';
import { lockVictim } from '../victim/lock.js';
import { recordShredded } from './replay.js';
import { shred } from './shred.js';
import { DUE, MARK_SHREDDED } from './sql.js';

/** Shreds whoever has waited long enough and is not held: each in a transaction of her own. */
export async function shredDue(
  { db, owners }: Pick<SubgraphRuntime, 'db' | 'owners'>,
  { outbox, closures }: BackgroundParts,
): Promise<void> {
  const due: { key: string }[] = await db.query(DUE);
  for (const { key } of due) {
    await transaction(db, async (manager) => {
      await enrolKeepers(manager, outbox, owners);
      await lockVictim(manager, key);
      const [erasure] = await rowsOf<{ id: string }>(manager, MARK_SHREDDED, [key]);
      if (!erasure) return;
      await shred(manager, key);
      await recordShredded(closures!, manager, { id: erasure.id, victim: key });
    });
  }
  if (due.length > 0) outbox.wake();
}

const POLL_MS = 1_000;

/** In the background, by whichever process; two at once follow one another by her lock. */
export function erasures(runtime: SubgraphRuntime, parts: BackgroundParts): BackgroundWork {
  return new Repeated(
    POLL_MS,
    () => shredDue(runtime, parts),
    (error) => runtime.operating.log.warn('housekeeping_failed', { subgraph: 'consent', error }),
  );
}
