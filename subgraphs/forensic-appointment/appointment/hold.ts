import type { EntityManager } from 'typeorm';
import { AgencyKind, Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import type { ExamPriority } from '../evidence-window/vocabulary.js';
import { needParameters } from '../exam-slot/free.js';
import { examNeed } from '../exam-slot/need.js';
import type { Slot } from '../exam-slot/slot-id.js';
import { HOLD_SLOT, RELEASE_LAPSED } from './hold-sql.js';
import type { ExamHoldInput } from './inputs.js';

/** For whom a time is taken, and by whom. */
export interface Booking {
  /** Internal key, or null to hold without naming her */
  readonly victim: string | null;
  readonly priority: ExamPriority;
  readonly localReference: string | null;
  /** Ten digits */
  readonly referralCode: string | null;
  readonly holder: Pick<Requester, 'agency' | 'unit' | 'staff'>;
  /** How long it is held unless confirmed; the clinic's hold time when left out */
  readonly holdMinutes?: number;
}

/**
 * Keeps a slot for the clinic's hold time and returns the id of the appointment.
 * Exactly one of any number of simultaneous holders gets it, and none of them meets a deadlock: the clinic's row is locked before anything else,
 * appointments by id after it, and time is read only in statements after the locks.
 * @param victim internal key, or null to hold without naming her
 * @throws Refusal NOT_AVAILABLE for whatever reason the time cannot be had, so that nothing is told about anybody; NOT_PERMITTED
 */
export async function hold(
  manager: EntityManager,
  requester: Requester,
  slot: Slot,
  victim: string | null,
  input: ExamHoldInput,
): Promise<string> {
  const [clinic] = await lockClinics(manager, [slot.clinic]);
  if (!clinic) throw notAvailable();
  if (requester.agencyKind === AgencyKind.FORENSIC_CLINIC && requester.agency !== clinic.agency) throw anotherClinic();
  const id = await takeSlot(manager, slot, {
    victim,
    priority: input.priority,
    localReference: input.localReference ?? null,
    referralCode: input.referralCode?.replaceAll(/\D/g, '') ?? null,
    holder: requester,
  });
  if (!id) throw notAvailable();
  return id;
}

/**
 * Takes a slot in a transaction that has locked its clinic ({@link lockClinics}): examiner, place and equipment together, as a HELD appointment.
 * Holds that have run out are ended first. Null when it cannot be had, for whatever reason: nothing was changed then but those.
 */
export async function takeSlot(
  manager: EntityManager,
  { clinic, examiner, startsAt, kind, team }: Slot,
  { victim, priority, localReference, referralCode, holder, holdMinutes }: Booking,
): Promise<string | null> {
  await rowsOf(manager, RELEASE_LAPSED, [clinic, examiner]);
  const need = examNeed(kind, {
    clinic,
    examiner,
    team: team?.id ?? null,
    region: team?.region ?? null,
    inRoom: !team,
  });
  const [held] = await rowsOf<{ id: string }>(manager, HOLD_SLOT, [
    ...needParameters(need),
    ...[startsAt, victim, priority, localReference, referralCode],
    ...[holder.agency, holder.unit, holder.staff, holdMinutes ?? null],
  ]);
  return held?.id ?? null;
}

export const notAvailable = () =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'This time cannot be had. Choose another time or another clinic.',
      ru: 'Это время занять нельзя. Выберите другое время или другую клинику.',
      kk: 'Бұл уақытты алу мүмкін емес. Басқа уақытты немесе басқа клиниканы таңдаңыз.',
    },
    ['slotId'],
  );

const anotherClinic = () =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'A clinic holds only its own times. Refer her to the other clinic instead.',
      ru: 'Клиника бронирует только своё время. Направьте её в другую клинику.',
      kk: 'Клиника тек өз уақытын брондайды. Оны басқа клиникаға жолдаңыз.',
    },
    ['slotId'],
  );
