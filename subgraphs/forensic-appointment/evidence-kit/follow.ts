import { LANGUAGES, rowsOf, type SubgraphContext, transaction } from '../../kit/index.js';
import { type KitState, STATE_TOLD } from './custody.js';
import type { EvidenceKitFollowInput, FollowedKit } from './inputs.js';
import { proven } from './prove.js';

const BY_NUMBER = `SELECT k.id, k.state, k.keep_until::text AS "keepUntil",
    (SELECT at FROM custody_step s WHERE s.kit_id = k.id ORDER BY place DESC LIMIT 1) AS since
  FROM evidence_kit k WHERE k.number = $1`;

/** What she is told by number and PIN; null for a wrong one, a locked one and one that does not exist alike. */
export async function followKit(
  ctx: SubgraphContext,
  { number, pin, language }: EvidenceKitFollowInput,
): Promise<FollowedKit | null> {
  const words = LANGUAGES.find((known) => known === language) ?? 'en';
  return transaction(ctx.db, async (manager) => {
    const [kit] = await rowsOf<{ id: string; state: KitState; keepUntil: string; since: Date }>(manager, BY_NUMBER, [
      number,
    ]);
    if (!(await proven(manager, kit?.id ?? null, pin))) return null;
    return { told: STATE_TOLD[kit!.state][words], since: kit!.since, keepUntil: kit!.keepUntil };
  });
}
