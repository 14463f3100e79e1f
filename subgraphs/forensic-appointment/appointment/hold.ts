import type { EntityManager } from 'typeorm';
import { AgencyKind, Refusal, type Requester, rowsOf, UserErrorCode } from '../../kit/index.js';
import { examKindTerms } from '../exam-kind/current.js';
import type { Slot } from '../exam-slot/slot-id.js';
import { HOLD_SLOT, LOCK_EXAMINER, LOCK_VICTIM_AT_CLINIC, RELEASE_LAPSED } from './hold-sql.js';
import type { ExamHoldInput } from './inputs.js';

/**
 * Keeps a slot for the clinic's hold time and returns the id of the appointment.
 * Exactly one of any number of simultaneous holders gets it, and none of them meets a deadlock: locks are taken in one order (the patient at this
 * clinic, the examiner, lapsed holds by id), and time is read only in statements after them.
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
  if (victim) await rowsOf(manager, LOCK_VICTIM_AT_CLINIC, [slot.clinic, victim]);
  const [examiner] = await rowsOf<{ agency: string }>(manager, LOCK_EXAMINER, [slot.examiner, slot.clinic]);
  if (!examiner) throw notAvailable();
  if (requester.agencyKind === AgencyKind.FORENSIC_CLINIC && requester.agency !== examiner.agency)
    throw anotherClinic();
  await rowsOf(manager, RELEASE_LAPSED, [slot.examiner, slot.clinic, victim]);
  const { minutes, skill } = examKindTerms(slot.kind);
  const [held] = await rowsOf<{ id: string }>(manager, HOLD_SLOT, [
    minutes,
    skill,
    slot.startsAt,
    slot.startsAt,
    slot.clinic,
    slot.examiner,
    slot.kind,
    victim,
    input.priority,
    input.localReference ?? null,
    input.referralCode?.replaceAll(/\D/g, '') ?? null,
    requester.agency,
    requester.unit,
    requester.staff,
  ]);
  if (!held) throw notAvailable();
  return held.id;
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
