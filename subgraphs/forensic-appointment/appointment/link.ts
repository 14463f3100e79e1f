import type { EntityManager } from 'typeorm';
import { type Requester, rowsOf } from '../../kit/index.js';
import { keepOrders } from '../exam-order/keep.js';
import { clock } from './clock.js';
import type { ExamReferralLinkInput } from './inputs.js';
import { AppointmentState } from './life-cycle.js';
import { codeOf, holderOnly, isLapsed, type LockedAppointment, versionConflict, wrongState } from './rules.js';
import { appointmentNotFound } from './step.js';
import { LOCK_APPOINTMENT } from './step-sql.js';

const { HELD, CONFIRMED, ARRIVED, IN_PROGRESS } = AppointmentState;
const LIVE: readonly AppointmentState[] = [HELD, CONFIRMED, ARRIVED, IN_PROGRESS];

const CODE = 'SELECT referral_code AS code FROM appointment WHERE id = $1::uuid';
/** $1 appointment, $2 code */
const LINK = 'UPDATE appointment SET referral_code = $2::text, version = version + 1 WHERE id = $1::uuid';

/**
 * From now on an appointment has the code of this referral in the place of the one it had, inside the caller's transaction. The orders that it has stay with it. Only the unit
 * that holds it gives it one: the clinic of the appointment reads the orders that this unit has recorded under the code. Nobody looks whether there is such a referral: it is
 * another subgraph's.
 * @throws Refusal INVALID, NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE
 */
export async function linkReferral(
  manager: EntityManager,
  { agency, unit, staff }: Requester,
  { appointmentId, expectedVersion, referralCode }: ExamReferralLinkInput,
): Promise<string> {
  const code = codeOf(referralCode);
  const rows = await rowsOf<LockedAppointment & { asked: boolean }>(manager, LOCK_APPOINTMENT, [
    ...[agency, unit, staff, appointmentId],
  ]);
  const appointment = rows.find(({ asked }) => asked);
  if (!appointment) throw appointmentNotFound();
  const { id, state, version } = appointment;
  if (!appointment.holds) throw holderOnly();
  if (isLapsed(appointment, await clock(manager))) throw wrongState(AppointmentState.LAPSED);
  if (!LIVE.includes(state)) throw wrongState(state);
  const [now] = await rowsOf<{ code: string | null }>(manager, CODE, [id]);
  // whoever asks once more has it, whatever version they had read
  if (now!.code === code) return id;
  if (expectedVersion != null && expectedVersion !== version) throw versionConflict();
  await keepOrders(manager, id);
  await rowsOf(manager, LINK, [id, code]);
  return id;
}
