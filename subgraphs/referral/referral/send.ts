import type { EntityManager } from 'typeorm';
import { newCode, rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { Carried } from '../carried.js';
import { type Coverage, victimNotFound } from '../consent-client.js';
import { INCIDENT_COPIES } from '../incident/share.js';
import { bringDetails } from '../person-details/bring.js';
import { startClock } from '../response-clock/clock.js';
import { RISK_COPIES } from '../risk-assessment/share.js';
import { shareCopies } from '../share-copies.js';
import { takeDraft } from './draft/take.js';
import type { ReferralSendInput } from './input.js';
import { lapsePeriods, lapsesAt } from './lapse-times.js';
import { assertSendable, cannotGoThere, consentRequired } from './sending-rules.js';

/** A random code that is taken is drawn again; not for ever. */
const CODE_ATTEMPTS = 10;

/** What a referral follows from. */
export interface FollowsFrom {
  readonly basedOn?: string;
  readonly replaces?: string;
}

type ToSend = Omit<ReferralSendInput, 'idempotencyKey'>;

/**
 * Sends a referral, with all that travels with it, inside the caller's transaction. Returns its id.
 * @param coverage what consent said just before; null when the referral names nobody
 * @throws Refusal INVALID, NOT_FOUND, NOT_PERMITTED, CONSENT_REQUIRED
 */
export async function sendReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ToSend,
  coverage: Coverage | null,
  follows: FollowsFrom = {},
): Promise<string> {
  const { agency, unit } = ctx.requester;
  assertSendable(input, { agency, unit });
  const victim = coverage && coveredVictim(coverage, input);
  if (input.draftId) await takeDraft(manager, ctx, input.draftId, victim);
  const referral = await insert(manager, ctx, input, victim, follows);
  await startClock(manager, ctx.settings, referral);
  if (victim)
    await bringAlong(manager, ctx, {
      referral,
      victim,
      from: agency,
      to: input.recipient,
      categories: input.categories,
    });
  return referral;
}

/** Copies what a referral covers of the sender's own records to its recipient, inside the caller's transaction. */
export async function bringAlong(manager: EntityManager, ctx: SubgraphContext, carried: Carried): Promise<void> {
  await bringDetails(manager, ctx, carried);
  for (const copied of [INCIDENT_COPIES, RISK_COPIES]) await shareCopies(manager, ctx, copied, carried);
}

/**
 * Her key, when all that is to travel is open to the recipient.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, CONSENT_REQUIRED
 */
export function coveredVictim(
  { key, recipientWalled, missing }: Coverage,
  { recipientUnit }: { readonly recipientUnit?: string | null | undefined },
): string {
  if (key === null) throw victimNotFound();
  if (recipientWalled) throw cannotGoThere(recipientUnit ? 'recipientUnit' : 'recipient');
  if (missing.length > 0) throw consentRequired(missing);
  return key;
}

async function insert(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ToSend,
  victim: string | null,
  { basedOn = null, replaces = null }: { basedOn?: string | null; replaces?: string | null },
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  for (let attempt = 1; attempt <= CODE_ATTEMPTS; attempt++) {
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO referral (code, victim_key, from_agency, from_unit, from_staff, recipient, recipient_unit, service, urgency, categories,
         from_holder, based_on, replaces, lapses_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $5, $11, $12, ${lapsesAt('$13')})
       ON CONFLICT (code) DO NOTHING RETURNING id`,
      [
        newCode(),
        victim,
        agency,
        unit,
        staff,
        input.recipient,
        input.recipientUnit ?? null,
        input.service,
        input.urgency,
        input.categories,
        basedOn,
        replaces,
        lapsePeriods(ctx.settings, input.urgency),
      ],
    );
    if (row) return row.id;
  }
  throw new Error('No code is free.');
}
