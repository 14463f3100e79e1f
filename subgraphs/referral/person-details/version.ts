import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type AgencyKeys, DataKey, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { recordReplaced } from '../safe-contact/replay.js';
import { keepTokens } from './identity-tokens.js';
import { PARTS, type Part, type PartContents } from './parts.js';
import { CURRENT_DETAILS, openPart, type SealedDetails, sealPart } from './sealed-details.js';

/** What an agency holds, locked for a new version. */
export interface LockedDetails {
  readonly victim: string;
  readonly agency: string;
  readonly key: DataKey;
  readonly agencyKeys: AgencyKeys;
  /** Null when the agency has no details of her yet */
  readonly current: SealedDetails | null;
}

export interface NewPart<P extends Part = Part> {
  readonly content: PartContents[P];
  /** Referral that brings it; null when the agency takes it itself */
  readonly referral: string | null;
}

/**
 * Locks what an agency holds of a victim until the transaction ends: one writer at a time. The lock is the data key's row, which is there
 * (made on first use) even before the first version; the current version is read by a later statement, so it is the newest.
 */
export async function lockDetails(
  manager: EntityManager,
  ctx: SubgraphContext,
  victim: string,
  agency: string,
): Promise<LockedDetails> {
  const { agencyKeys } = ctx.secrets;
  const key = await DataKey.obtain(manager, agencyKeys, victim, agency);
  const [current] = await rowsOf<SealedDetails>(manager, CURRENT_DETAILS, [agency, [victim]]);
  return { victim, agency, key, agencyKeys, current: current ?? null };
}

/**
 * Writes the next version: the parts given, and the others as they are, sealed again for the new row. The version before is kept as
 * history. Returns the id of the new version. The caller awaits `closures.kept(victim)`: another answer of hers closes the one before.
 */
export async function writeVersion(
  manager: EntityManager,
  ctx: SubgraphContext,
  held: LockedDetails,
  parts: { readonly [P in Part]?: NewPart<P> },
): Promise<string> {
  const { current, key, victim, agency } = held;
  const before = parts.contact && current?.contact ? openPart(current, 'contact', key).asking : undefined;
  if (before && before !== parts.contact!.content.asking) await recordReplaced(ctx, manager, victim, agency, before);
  const id = randomUUID();
  const columns = PARTS.flatMap((part) => {
    const fresh = parts[part];
    if (fresh) return [sealPart(id, part, fresh.content, key), fresh.referral];
    if (!current?.[part]) return [null, null];
    return [sealPart(id, part, openPart(current, part, key), key), current[`${part}_referral`]];
  });
  if (current) {
    await rowsOf(manager, 'UPDATE person_details SET superseded_at = clock_timestamp() WHERE id = $1', [current.id]);
  }
  await rowsOf(
    manager,
    `INSERT INTO person_details (id, victim_key, agency, version, recorded_by,
       identity, identity_referral, contact, contact_referral, household, household_referral)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, victim, agency, (current?.version ?? 0) + 1, ctx.requester.staff, ...columns],
  );
  const identity = parts.identity?.content ?? (current?.identity ? openPart(current, 'identity', key) : null);
  await keepTokens(manager, held.agencyKeys, agency, victim, identity);
  return id;
}
