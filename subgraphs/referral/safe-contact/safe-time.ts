import type { EntityManager } from 'typeorm';
import { type AgencyKeys, DataKey, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { contactOpen } from '../consent-client.js';
import { CURRENT_DETAILS, openOwnPart, openPart, type SealedDetails } from '../person-details/sealed-details.js';
import { permits, type SafeContactRule } from './rule.js';
import { ContactDecision } from './vocabulary.js';

const LOOK_AGAIN_MS = 3_600_000;

/**
 * When to look again, when it is her own rule that keeps everybody from contacting her now; null when it does not. Only this makes a deadline wait; it is
 * `reachHer` that lets somebody contact her, and no deadline is a parameter of it. A rule that must be asked again makes nobody wait: somebody is to ask.
 */
function nextSafeTime(rule: SafeContactRule | null, at: Date): Date | null {
  if (!rule) return null;
  const permission = permits(rule, at, rule.channel);
  switch (permission.decision) {
    case ContactDecision.NOT_NOW:
    case ContactDecision.CHANNEL_NOT_ALLOWED:
      return permission.next ?? new Date(at.getTime() + LOOK_AGAIN_MS);
    default:
      return null;
  }
}

/**
 * Whether the requester may know when she may be contacted: of a rule that a referral brought nothing is told while she does not let the requester use it, or who
 * looked again and again would learn its hours.
 */
export async function hoursOpen(ctx: SubgraphContext, victim: string): Promise<boolean> {
  const part = await openOwnPart(ctx, victim, 'contact');
  return !part?.referralId || contactOpen(ctx, victim);
}

/**
 * Whether she waits for her safe time, as the copy says that the requester's own agency holds. One statement for a whole page. Whether her hours are open is asked
 * first, so that the time of an answer does not say them either.
 */
export async function waitsForHerSafeTime(ctx: SubgraphContext, victim: string, at: Date): Promise<boolean> {
  if (!(await hoursOpen(ctx, victim))) return false;
  const part = await openOwnPart(ctx, victim, 'contact');
  return part !== null && nextSafeTime(part.content, at) !== null;
}

/** The same of the copy that an agency holds, for what runs in nobody's name: nothing leaves but when to look again, null for now. */
export async function safeTimeAt(
  manager: EntityManager,
  keys: AgencyKeys,
  agency: string,
  victim: string,
  at: Date,
): Promise<Date | null> {
  const [details] = await rowsOf<SealedDetails>(manager, CURRENT_DETAILS, [agency, [victim]]);
  if (!details?.contact) return null;
  const key = await DataKey.open(keys, agency, details.wrapped);
  return nextSafeTime(openPart(details, 'contact', key), at);
}
