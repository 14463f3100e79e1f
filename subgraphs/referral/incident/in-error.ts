import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { type Markable, markedAgain, markInError } from '../entered-in-error/mark.js';
import { incidentNotFound } from './correct.js';
import type { IncidentEnteredInErrorInput } from './input.js';
import { INCIDENT_COPIES } from './share.js';
import { type IncidentRow, LOCK_OWN_INCIDENT } from './sql.js';

const INCIDENTS: Markable = {
  copied: INCIDENT_COPIES,
  closure: 'incident-in-error',
  event: 'referral.report_in_error',
};

/**
 * Marks a report of the requester's own desk as entered in error, inside the caller's transaction. A guardian whom it has suspended stays so until a court or an
 * authority has decided: otherwise one who takes the guardian's side could lift it.
 * @throws Refusal NOT_FOUND, WRONG_STATE (it was marked with another reason)
 */
export async function markIncidentInError(
  manager: EntityManager,
  ctx: SubgraphContext,
  { incidentId, reason }: IncidentEnteredInErrorInput,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const [incident] = await rowsOf<IncidentRow>(manager, LOCK_OWN_INCIDENT, [agency, unit, staff, incidentId]);
  if (!incident) throw incidentNotFound();
  await markInError(manager, ctx, INCIDENTS, incident, reason);
  return incident.id;
}

export const INCIDENT_CLOSURES = markedAgain(INCIDENTS);
