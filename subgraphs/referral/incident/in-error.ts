import type { EntityManager } from 'typeorm';
import { type ClosureReplay, Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { incidentNotFound } from './correct.js';
import type { IncidentEnteredInErrorInput } from './input.js';
import { type IncidentRow, LOCK_OWN_INCIDENT } from './sql.js';

/** $1 incident, $2 reason, $3 staff, $4 when */
const MARK = `UPDATE incident SET error_reason = $2, error_by = $3, error_at = coalesce($4::timestamptz, clock_timestamp())
  WHERE id = $1::uuid AND error_at IS NULL`;

/**
 * What others were brought of it may be about somebody else, and goes. They are told by their own referral, and can ask back: nobody alone takes a true report from
 * everybody unseen. $1 incident
 */
const TAKE_BACK = `WITH gone AS (DELETE FROM incident_share WHERE incident = $1::uuid RETURNING referral)
  SELECT event_tell('referral.report_in_error', r.id, r.victim_key, NULL, r.recipient::text, r.recipient_unit::text, r.recipient_unit IS NULL)
  FROM gone JOIN referral r ON r.id = gone.referral`;

async function markAndTakeBack(manager: EntityManager, values: readonly unknown[]): Promise<void> {
  await rowsOf(manager, MARK, values);
  await rowsOf(manager, TAKE_BACK, [values[0]]);
}

/**
 * Marks a report of the requester's own desk as entered in error, inside the caller's transaction; for ever, and nothing of it is changed. From then on it is
 * on nobody's record and counts nowhere. A guardian whom it has suspended stays so until a court or an authority has decided: otherwise one who takes the
 * guardian's side could lift it. Again with the same reason nothing happens.
 * @throws Refusal NOT_FOUND, WRONG_STATE (it was marked with another reason)
 */
export async function markInError(
  manager: EntityManager,
  ctx: SubgraphContext,
  { incidentId, reason }: IncidentEnteredInErrorInput,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const [incident] = await rowsOf<IncidentRow>(manager, LOCK_OWN_INCIDENT, [agency, unit, staff, incidentId]);
  if (!incident) throw incidentNotFound();
  const { id, error_reason: before } = incident;
  if (before === reason) return id;
  if (before) throw alreadyInError();
  await markAndTakeBack(manager, [id, reason, staff, null]);
  await ctx.closures.record(manager, 'incident-in-error', id, { incident: id, reason, staff });
  return id;
}

/** Otherwise others would read again what may be about somebody else. */
export const INCIDENT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'incident-in-error': (manager, { payload: { incident, reason, staff }, at }) =>
    markAndTakeBack(manager, [incident, reason, staff, at]),
};

const alreadyInError = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The report is marked already, with another reason.',
      ru: 'Сообщение уже помечено, с другой причиной.',
      kk: 'Хабар басқа себеппен белгіленіп қойған.',
    },
    ['reason'],
  );
