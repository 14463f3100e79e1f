import { rowsOf, type SubgraphContext, transaction } from '../../kit/index.js';
import { CHECK, LOCK_CHECKED } from './sql.js';
import { bearerHmac, tokenHmac } from './token.js';
import type { CheckedPermit, MovementPermitCheckInput } from './types.js';

/** The window of a permit that is valid now; null, by the same statements, for one that is unknown, not this bearer's, revoked, lapsed or locked. */
export async function checkPermit(
  ctx: SubgraphContext,
  { token, digits }: MovementPermitCheckInput,
): Promise<CheckedPermit | null> {
  const kept = tokenHmac(ctx.secrets, token);
  const bearer = bearerHmac(ctx.secrets, token, digits.slice(0, 20).replace(/\D/g, ''));
  return transaction(ctx.db, async (manager) => {
    await rowsOf(manager, LOCK_CHECKED, [kept]);
    const [valid] = await rowsOf<CheckedPermit>(manager, CHECK, [kept, bearer]);
    return valid ?? null;
  });
}
