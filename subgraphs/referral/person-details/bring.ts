import type { EntityManager } from 'typeorm';
import { DataKey, rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { Carried } from '../carried.js';
import { CATEGORY_OF_PART, PARTS, type Part } from './parts.js';
import { CURRENT_DETAILS, openPart, type SealedDetails } from './sealed-details.js';
import { lockDetails, type NewPart, writeVersion } from './version.js';

/**
 * Brings the parts of the sender's details that a referral covers to its recipient, sealed again under the recipient's key, inside the
 * caller's transaction. A part that the recipient took from her itself stays: what she told them is not overwritten by what somebody
 * else was told, perhaps earlier. What an earlier referral brought is replaced.
 */
export async function bringDetails(manager: EntityManager, ctx: SubgraphContext, carried: Carried): Promise<void> {
  const { referral, victim, from, to, categories } = carried;
  const covered = PARTS.filter((part) => categories.includes(CATEGORY_OF_PART[part]));
  if (covered.length === 0 || from === to) return;
  const [sender] = await rowsOf<SealedDetails>(manager, CURRENT_DETAILS, [from, [victim]]);
  const there = covered.filter((part) => sender?.[part]);
  if (!sender || there.length === 0) return;
  const recipient = await lockDetails(manager, ctx, victim, to);
  const brought = there.filter((part) => !recipient.current?.[part] || recipient.current[`${part}_referral`] !== null);
  if (brought.length === 0) return;
  const key = await DataKey.open(ctx.secrets.agencyKeys, from, sender.wrapped);
  const parts = Object.fromEntries(
    brought.map((part) => [part, { content: openPart(sender, part, key), referral } satisfies NewPart]),
  ) as { [P in Part]?: NewPart<P> };
  await writeVersion(manager, ctx, recipient, parts);
}
