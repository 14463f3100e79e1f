import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { newCode } from '../code/code.js';
import { type Coverage, victimNotFound } from '../consent-client.js';
import { INCIDENT_COPIES } from '../incident/share.js';
import { bringDetails } from '../person-details/bring.js';
import { startClock } from '../response-clock/clock.js';
import { RISK_COPIES } from '../risk-assessment/share.js';
import { shareCopies } from '../share-copies.js';
import type { ReferralSendInput } from './input.js';
import { OPEN_STATES } from './rules.js';
import { alreadyReferred, assertSendable, cannotGoThere, consentRequired } from './sending-rules.js';

/** A random code that is taken is drawn again; not for ever. */
const CODE_ATTEMPTS = 10;

/**
 * Sends a referral, with all that travels with it, inside the caller's transaction. Returns its id.
 * @param coverage what consent said just before; null when the referral names nobody
 * @throws Refusal INVALID, NOT_FOUND, NOT_PERMITTED, CONSENT_REQUIRED, WRONG_STATE
 */
export async function sendReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralSendInput,
  coverage: Coverage | null,
): Promise<string> {
  const { agency, unit } = ctx.requester;
  assertSendable(input, { agency, unit });
  const victim = coverage && coveredVictim(coverage, input);
  if (victim) await assertNotReferredYet(manager, input, victim, agency);
  const referral = await insert(manager, ctx, input, victim);
  await startClock(manager, ctx.settings, referral);
  if (!victim) return referral;
  const carried = { referral, victim, from: agency, to: input.recipient, categories: input.categories };
  await bringDetails(manager, ctx, carried);
  for (const copied of [INCIDENT_COPIES, RISK_COPIES]) await shareCopies(manager, ctx, copied, carried);
  return referral;
}

function coveredVictim({ key, recipientWalled, missing }: Coverage, { recipientUnit }: ReferralSendInput): string {
  if (key === null) throw victimNotFound();
  if (recipientWalled) throw cannotGoThere(recipientUnit ? 'recipientUnit' : 'recipient');
  if (missing.length > 0) throw consentRequired(missing);
  return key;
}

/** One sender of an agency at a time for a victim, so that two clicks cannot both find nothing. */
async function assertNotReferredYet(
  manager: EntityManager,
  input: ReferralSendInput,
  victim: string,
  agency: string,
): Promise<void> {
  if (input.again) return;
  await rowsOf(
    manager,
    "SELECT pg_advisory_xact_lock(hashtextextended('referral ' || $1::text || ' ' || $2::text, 0))",
    [agency, victim],
  );
  const earlier = await rowsOf(
    manager,
    `SELECT 1 FROM referral WHERE victim_key = $1 AND from_agency = $2 AND recipient = $3 AND service = $4 AND state = ANY($5::text[])
     LIMIT 1`,
    [victim, agency, input.recipient, input.service, OPEN_STATES],
  );
  if (earlier.length > 0) throw alreadyReferred();
}

async function insert(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralSendInput,
  victim: string | null,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  for (let attempt = 1; attempt <= CODE_ATTEMPTS; attempt++) {
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO referral (code, victim_key, from_agency, from_unit, from_staff, recipient, recipient_unit, service, urgency, categories)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING RETURNING id`,
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
      ],
    );
    if (row) return row.id;
  }
  throw new Error('No code is free.');
}
