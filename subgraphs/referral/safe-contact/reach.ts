import type { EntityManager } from 'typeorm';
import { Category, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { consentCoverage, victimNotFound } from '../consent-client.js';
import { openPart } from '../person-details/sealed-details.js';
import { lockDetails } from '../person-details/version.js';
import { assertPermitted, ContactRefused } from './refusals.js';
import { permits } from './rule.js';
import { STANDING, START_ATTEMPT } from './sql.js';
import { ContactDecision, type ContactPurpose, SafeContactChannel } from './vocabulary.js';

/** Whom somebody wants to reach, as `consent` sees it at this moment. */
export interface Reachable {
  readonly victim: string;
  /** Whether CONTACT is open to the agency for the purpose stated: a rule that a referral brought is used only while it is */
  readonly consented: boolean;
}

/** @throws Refusal NOT_FOUND, and TEMPORARILY_UNAVAILABLE when consent does not answer: an unanswered question is never a yes */
export async function reachable(ctx: SubgraphContext, victimId: string): Promise<Reachable> {
  const { agency: recipient, unit: recipientUnit, purpose } = ctx.purposeful;
  const asked = { victimId, recipient, recipientUnit, categories: [Category.CONTACT], purpose };
  const { key, missing } = await consentCoverage(ctx, asked);
  if (key === null) throw victimNotFound();
  return { victim: key, consented: missing.length === 0 };
}

/** What may be used now, and only now, to reach her. */
export interface Open {
  readonly attempt: string;
  readonly number: string | null;
  readonly until: Date;
  readonly wording: string | null;
  readonly codeName: string | null;
  readonly leaveNoTrace: boolean;
}

/**
 * THE way to her number: whatever goes out to her, by whoever and for whatever reason, goes through here. Under the lock of what the agency holds
 * of her it asks the gate, writes the attempt, and hands the number to `use`, in the caller's transaction: when `use` fails, nothing has
 * been attempted. `use` must wait for no other process; it puts what is to be sent into its sender's queue.
 * @throws ContactRefused; Refusal NOT_FOUND behind a wall
 */
export async function reachHer<T>(
  ctx: SubgraphContext,
  manager: EntityManager,
  { victim, consented }: Reachable,
  contact: { readonly channel: SafeContactChannel; readonly purpose: ContactPurpose },
  use: (open: Open) => Promise<T>,
): Promise<T> {
  const { agency, unit, staff } = ctx.requester;
  const { current, key } = await lockDetails(manager, ctx, victim, agency);
  // a rule that she lets this agency use no longer is none: neither is told from the other
  const usable = current?.contact && (current.contact_referral === null || consented);
  const rule = usable ? openPart(current, 'contact', key) : null;
  const [standing] = await rowsOf<{ now: Date; suspended: boolean; underWay: boolean }>(manager, STANDING, [
    victim,
    agency,
    rule?.asking ?? null,
  ]);
  if (standing!.suspended) throw new ContactRefused(ContactDecision.ASK_AGAIN);
  const permission = permits(rule, standing!.now, contact.channel);
  assertPermitted(permission, rule?.zone);
  if (standing!.underWay) throw new ContactRefused(ContactDecision.UNDER_WAY);
  const { until } = permission;
  const values = [agency, unit, staff, victim, rule!.asking, contact.channel, contact.purpose, until];
  const [attempt] = await rowsOf<{ id: string }>(manager, START_ATTEMPT, values);
  if (!attempt) throw victimNotFound();
  const { wording, codeName, leaveNoTrace } = rule!;
  const number = contact.channel === SafeContactChannel.IN_PERSON ? null : rule!.number;
  return use({ attempt: attempt.id, number, until, wording, codeName, leaveNoTrace });
}
