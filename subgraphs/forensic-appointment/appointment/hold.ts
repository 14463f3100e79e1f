import type { DataSource, EntityManager } from 'typeorm';
import { AgencyKind, Refusal, type Requester, transaction, UserErrorCode } from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import { isToldOfWindows } from '../evidence-window/told.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import type { Slot } from '../exam-slot/slot-id.js';
import { offerFreeTimes } from '../waiting-list/offer.js';
import { SLOT_NOW } from './hold-sql.js';
import type { ExamHoldInput } from './inputs.js';
import { codeOf } from './rules.js';
import { takeSlot } from './take-slot.js';

/**
 * Offers a time to who has waited longer for it and is no less urgent, before who asks now may have it: in a transaction of its own, so that it stays offered when
 * there is nothing left for who asks, and the refusal rolls back.
 */
export async function serveWhoWaits(
  db: DataSource,
  requester: Requester,
  slot: Slot,
  input: Pick<ExamHoldInput, 'priority'>,
): Promise<void> {
  const asked = [slot.clinic, slot.examiner, slot.startsAt];
  await transaction(db, async (manager) => {
    // whoever comes too late waits for nobody
    if (!isFree(await SLOT_NOW.rowsIn(manager, asked))) return;
    await lockClinics(manager, [slot.clinic]);
    // whoever waited and was too late searches for nothing while others wait
    if (!isFree(await SLOT_NOW.rowsIn(manager, asked))) return;
    await offerFreeTimes(manager, slot.clinic, { from: slot.startsAt, noLessUrgentThan: priorityOf(requester, input) });
  });
}

/**
 * Keeps a slot for the clinic's hold time and returns the id of the appointment.
 * Exactly one of any number of simultaneous holders gets it, and none of them meets a deadlock: the clinic's row is locked before anything else,
 * appointments by id after it, and time is read only in statements after the locks.
 * @param victim internal key, or null to hold without naming her
 * @throws Refusal NOT_AVAILABLE for whatever reason the time cannot be had, so that nothing is told about anybody; NOT_PERMITTED, INVALID
 */
export async function hold(
  manager: EntityManager,
  requester: Requester,
  slot: Slot,
  victim: string | null,
  input: ExamHoldInput,
): Promise<string> {
  const referralCode = codeOf(input.referralCode);
  // whoever comes too late waits for nobody
  await refuseWhatIsTaken(manager, requester, slot);
  await lockClinics(manager, [slot.clinic]);
  await refuseWhatIsTaken(manager, requester, slot);
  const id = await takeSlot(manager, slot, {
    victim,
    priority: priorityOf(requester, input),
    localReference: input.localReference ?? null,
    referralCode,
    holder: requester,
    ...(input.widerBookingMinutes ? { holdMinutes: input.widerBookingMinutes } : {}),
  });
  if (!id) throw notAvailable();
  return id;
}

const isFree = ([now]: readonly { readonly taken: boolean }[]): boolean => now?.taken === false;

/** Who is told no priority cannot say one: an urgent examination must not displace what may be as urgent. */
function priorityOf({ agencyKind }: Requester, { priority }: Pick<ExamHoldInput, 'priority'>): ExamPriority {
  return priority ?? (isToldOfWindows(agencyKind) ? ExamPriority.ROUTINE : ExamPriority.ASAP);
}

async function refuseWhatIsTaken(manager: EntityManager, { agency, agencyKind }: Requester, slot: Slot): Promise<void> {
  const [now] = await SLOT_NOW.rowsIn(manager, [slot.clinic, slot.examiner, slot.startsAt]);
  if (!now) throw notAvailable();
  if (agencyKind === AgencyKind.FORENSIC_CLINIC && agency !== now.agency) throw anotherClinic();
  if (now.taken) throw notAvailable();
}

export const notAvailable = (field = 'slotId') =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'This time cannot be had. Choose another time or another clinic.',
      ru: 'Это время занять нельзя. Выберите другое время или другую клинику.',
      kk: 'Бұл уақытты алу мүмкін емес. Басқа уақытты немесе басқа клиниканы таңдаңыз.',
    },
    [field],
  );

export const anotherClinic = (field = 'slotId') =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'A clinic holds only its own times. Refer her to the other clinic instead.',
      ru: 'Клиника бронирует только своё время. Направьте её в другую клинику.',
      kk: 'Клиника тек өз уақытын брондайды. Оны басқа клиникаға жолдаңыз.',
    },
    [field],
  );
