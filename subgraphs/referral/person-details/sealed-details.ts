import { DataKey, Statement, type SubgraphContext } from '../../kit/index.js';
import type { Part, PartContents } from './parts.js';

/** The current version of what an agency holds of a victim's details, sealed. */
export interface SealedDetails {
  readonly id: string;
  readonly victim_key: string;
  readonly version: number;
  readonly identity: Buffer | null;
  readonly identity_referral: string | null;
  readonly contact: Buffer | null;
  readonly contact_referral: string | null;
  readonly household: Buffer | null;
  readonly household_referral: string | null;
  /** The data key, wrapped by the agency's key */
  readonly wrapped: Buffer;
}

/** A current version needs its data key: where that was destroyed there are no details any more. */
export const CURRENT_DETAILS = `SELECT d.id, d.victim_key, d.version, d.identity, d.identity_referral, d.contact, d.contact_referral,
    d.household, d.household_referral, k.wrapped
  FROM person_details d JOIN data_key k ON k.subject = d.victim_key::text AND k.agency = d.agency::text
  WHERE d.agency = $1::uuid AND d.victim_key = ANY($2::uuid[]) AND d.superseded_at IS NULL`;

const CURRENT = new Statement<SealedDetails>('referral.currentDetails', CURRENT_DETAILS);

/** What is sealed under a part, and where it comes from. */
export interface OpenPart<P extends Part> {
  readonly version: number;
  readonly referralId: string | null;
  readonly content: PartContents[P];
}

/**
 * One part of what the requester's own agency holds of a victim; null when it holds none. All parts of all victims of a fetch
 * are read by one statement, and only the part that is asked for is decrypted.
 */
export async function openOwnPart<P extends Part>(
  ctx: SubgraphContext,
  victim: string,
  part: P,
): Promise<OpenPart<P> | null> {
  const details = await ctx.load('person-details', victim, (keys) => ownDetails(ctx, keys));
  if (!details?.[part]) return null;
  const key = await DataKey.open(ctx.secrets.agencyKeys, ctx.requester.agency, details.wrapped);
  return { version: details.version, referralId: details[`${part}_referral`], content: openPart(details, part, key) };
}

async function ownDetails(ctx: SubgraphContext, keys: readonly string[]): Promise<(SealedDetails | null)[]> {
  const rows = await CURRENT.rows(ctx.db, [ctx.requester.agency, keys]);
  const found = new Map(rows.map((row) => [row.victim_key, row]));
  return keys.map((key) => found.get(key) ?? null);
}

/** @throws when the part is not there, or was moved from another row */
export function openPart<P extends Part>(
  details: Pick<SealedDetails, 'id'> & { readonly [part in P]: Buffer | null },
  part: P,
  key: DataKey,
): PartContents[P] {
  return key.open<PartContents[P]>(place(part, details.id), details[part]!);
}

export function sealPart(id: string, part: Part, content: unknown, key: DataKey): Buffer {
  return key.seal(place(part, id), content);
}

const place = (part: Part, id: string) => `person_details.${part}:${id}`;
