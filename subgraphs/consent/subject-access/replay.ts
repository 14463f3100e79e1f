import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

/**
 * A pair of codes that was used or taken back; in the transaction that ended it. By which of the two it ended is not part of it. `subject` is hers
 * when an advocate waits until it is kept, else the pair's own: her page waits for nothing that only the true code has done.
 */
export const recordCodeEnded = (
  ctx: SubgraphContext,
  manager: EntityManager,
  code: string,
  subject = code,
): Promise<void> => ctx.closures.record(manager, 'subject-code-ended', subject, { code });

/** A restored database must not know a code as unused that was used: the paper may have been found since. */
export const SUBJECT_ACCESS_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'subject-code-ended': async (manager, { payload: { code }, at }) => {
    await rowsOf(
      manager,
      'UPDATE subject_code SET revoked_at = $2 WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL',
      [code, at],
    );
    await rowsOf(manager, 'UPDATE subject_session SET ended_at = $2 WHERE code_id = $1 AND ended_at IS NULL', [
      code,
      at,
    ]);
  },
};
