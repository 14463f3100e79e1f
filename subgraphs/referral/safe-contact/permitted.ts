import { DataKey, ownRecordParameters, type SubgraphContext } from '../../kit/index.js';
import { victimNotFound } from '../consent-client.js';
import { openPart } from '../person-details/sealed-details.js';
import type { Reachable } from './reach.js';
import { assertPermitted, attemptEnded, ContactRefused } from './refusals.js';
import { permits } from './rule.js';
import { OWN_ATTEMPT_AND_RULE } from './sql.js';
import { attemptOf, ContactPermission, type ContactStartPayload } from './types.js';
import { ContactDecision } from './vocabulary.js';

/**
 * What her rule says to whoever has begun an attempt, under the rules of this moment: a key that is sent again later is answered only while
 * she may still be contacted. The look is logged as one at how she may be reached.
 * @throws Refusal NOT_FOUND behind a wall, WRONG_STATE; ContactRefused
 */
export async function permitted(
  ctx: SubgraphContext,
  attempt: string,
  { consented }: Reachable,
): Promise<Omit<ContactStartPayload, 'userErrors'>> {
  const [row] = await OWN_ATTEMPT_AND_RULE.rows(ctx.db, [...ownRecordParameters(ctx), attempt]);
  if (!row) throw victimNotFound();
  if (row.outcome !== null) throw attemptEnded();
  const usable = row.details && row.contact && row.wrapped && (row.contact_referral === null || consented);
  if (!usable) throw new ContactRefused(ContactDecision.NO_RULE);
  const key = await DataKey.open(ctx.secrets.agencyKeys, ctx.requester.agency, row.wrapped!);
  const rule = openPart({ id: row.details!, contact: row.contact }, 'contact', key);
  if (row.suspended || rule.asking !== row.asking || row.now >= row.until)
    throw new ContactRefused(ContactDecision.ASK_AGAIN);
  assertPermitted(permits(rule, row.now, row.channel), rule.zone);
  const { wording, codeName, leaveNoTrace } = rule;
  const permission = { decision: ContactDecision.PERMITTED, nextPermittedAt: null, wording, codeName, leaveNoTrace };
  return { attempt: attemptOf(row), permission: Object.assign(new ContactPermission(), permission) };
}
