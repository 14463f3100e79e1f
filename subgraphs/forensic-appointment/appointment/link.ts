import type { EntityManager } from 'typeorm';
import { type Requester, rowsOf } from '../../kit/index.js';
import { clock } from './clock.js';
import type { ExamReferralLinkInput } from './inputs.js';
import { AppointmentState } from './life-cycle.js';
import { isLapsed, type LockedAppointment, versionConflict, wrongState } from './rules.js';
import { appointmentNotFound } from './step.js';
import { LOCK_APPOINTMENT } from './step-sql.js';

const { HELD, CONFIRMED, ARRIVED, IN_PROGRESS } = AppointmentState;
const LIVE: readonly AppointmentState[] = [HELD, CONFIRMED, ARRIVED, IN_PROGRESS];

/** $1 appointment, $2 code */
const LINK = `UPDATE appointment SET referral_code = $2::text, version = version + 1
  WHERE id = $1::uuid AND referral_code IS DISTINCT FROM $2::text`;

/**
 * From now on an appointment has the code of this referral in the place of the one it had, inside the caller's transaction. Nobody looks whether there is such a referral: it is
 * another subgraph's, and a code opens nothing.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, WRONG_STATE
 */
export async function linkReferral(
  manager: EntityManager,
  { agency, unit, staff }: Requester,
  { appointmentId, expectedVersion, referralCode }: ExamReferralLinkInput,
): Promise<string> {
  const rows = await rowsOf<LockedAppointment & { asked: boolean }>(manager, LOCK_APPOINTMENT, [
    ...[agency, unit, staff, appointmentId],
  ]);
  const appointment = rows.find(({ asked }) => asked);
  if (!appointment) throw appointmentNotFound();
  if (expectedVersion != null && expectedVersion !== appointment.version) throw versionConflict();
  if (isLapsed(appointment, await clock(manager))) throw wrongState(AppointmentState.LAPSED);
  if (!LIVE.includes(appointment.state)) throw wrongState(appointment.state);
  await rowsOf(manager, LINK, [appointment.id, referralCode.replaceAll(/\D/g, '')]);
  return appointment.id;
}
