import type { EntityManager } from 'typeorm';
import { AgencyKind, Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import type { ExamPriority } from '../evidence-window/vocabulary.js';
import type { Slot } from '../exam-slot/slot-id.js';
import { offerFreeTimes } from '../waiting-list/offer.js';
import { clock } from './clock.js';
import { anotherClinic, notAvailable } from './hold.js';
import type { ExamRescheduleInput } from './inputs.js';
import { AppointmentState } from './life-cycle.js';
import { isLapsed, type LockedAppointment, versionConflict, wrongState } from './rules.js';
import { appointmentNotFound } from './step.js';
import { CLINICS_OF_APPOINTMENT, LOCK_APPOINTMENT } from './step-sql.js';
import { takeSlot } from './take-slot.js';

interface Kept {
  readonly kind: string;
  readonly priority: ExamPriority;
  readonly victim: string | null;
  readonly localReference: string | null;
  readonly referralCode: string | null;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
}

const KEPT = `SELECT kind, priority, victim_key AS victim, local_reference AS "localReference", referral_code AS "referralCode",
  holder_agency AS agency, holder_unit AS unit, holder_staff AS staff FROM appointment WHERE id = $1::uuid`;

const REPLACING = `SELECT clinic_id AS clinic FROM appointment WHERE replaces = $1::uuid AND state = 'HELD'`;

/** A hold that was to replace it before: lapsed, or given up for the new one. $1 the appointment; returns what becomes free. */
const GIVE_UP_EARLIER = `
  UPDATE appointment SET version = version + 1, held_until = CASE WHEN held_until <= clock_timestamp() THEN held_until END,
    state = CASE WHEN held_until <= clock_timestamp() THEN 'LAPSED' ELSE 'CANCELLED' END,
    cancel_reason = CASE WHEN held_until > clock_timestamp() THEN 'MOVED_TO_ANOTHER_TIME' END,
    ended_at = least(held_until, clock_timestamp())
  WHERE replaces = $1::uuid AND state = 'HELD' RETURNING clinic_id AS clinic, starts_at AS "startsAt", ends_at AS "endsAt"`;

/**
 * Holds another time for an appointment, for the same holder. The appointment keeps its own until the new one is confirmed, which cancels it in the same
 * transaction; if the hold lapses, nothing has happened. Returns the id of the hold.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, NOT_PERMITTED, INVALID, NOT_AVAILABLE
 */
export async function reschedule(
  manager: EntityManager,
  requester: Requester,
  slot: Slot,
  { appointmentId, expectedVersion }: ExamRescheduleInput,
): Promise<string> {
  const parameters = [requester.agency, requester.unit, requester.staff, appointmentId];
  const clinics = await rowsOf<{ clinic: string }>(manager, CLINICS_OF_APPOINTMENT, parameters);
  if (clinics.length === 0) throw appointmentNotFound();
  const earlier = await rowsOf<{ clinic: string }>(manager, REPLACING, [appointmentId]);
  const ids = [slot.clinic, ...[...clinics, ...earlier].map(({ clinic }) => clinic)];
  const locked = await lockClinics(manager, ids);
  const clinic = locked.find(({ id }) => id === slot.clinic);
  if (!clinic) throw notAvailable();
  if (requester.agencyKind === AgencyKind.FORENSIC_CLINIC && requester.agency !== clinic.agency) throw anotherClinic();
  const rows = await rowsOf<LockedAppointment & { asked: boolean }>(manager, LOCK_APPOINTMENT, parameters);
  const appointment = rows.find(({ asked }) => asked);
  if (!appointment) throw appointmentNotFound();
  const now = await clock(manager);
  if (expectedVersion != null && expectedVersion !== appointment.version) throw versionConflict();
  if (isLapsed(appointment, now)) throw wrongState(AppointmentState.LAPSED);
  if (appointment.state !== AppointmentState.CONFIRMED) throw wrongState(appointment.state);
  const [kept] = await rowsOf<Kept>(manager, KEPT, [appointmentId]);
  if (kept!.kind !== slot.kind) throw anotherKind();
  const freed = await rowsOf<{ clinic: string; startsAt: Date; endsAt: Date }>(manager, GIVE_UP_EARLIER, [
    appointmentId,
  ]);
  const { victim, priority, localReference, agency, unit, staff } = kept!;
  const left = locked.find(({ id }) => id === appointment.clinic)?.agency;
  const id = await takeSlot(manager, slot, {
    ...{ victim, priority, holder: { agency, unit, staff }, replaces: appointmentId },
    // by the code of the one, another agency could join its records with it
    referralCode: clinic.agency === left ? kept!.referralCode : null,
    // a clinic's own reference means nothing at another
    localReference: slot.clinic === appointment.clinic ? localReference : null,
  });
  if (!id) throw notAvailable();
  for (const { clinic: at, startsAt, endsAt } of freed)
    await offerFreeTimes(manager, at, { from: startsAt, to: endsAt });
  return id;
}

const anotherKind = () =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'The slot is for another kind of examination.',
      ru: 'Это время — для другого вида осмотра.',
      kk: 'Бұл уақыт басқа тексеру түріне арналған.',
    },
    ['slotId'],
  );
