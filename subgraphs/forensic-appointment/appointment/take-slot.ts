import type { EntityManager } from 'typeorm';
import { newCode, type Requester, rowsOf, sqlState } from '../../kit/index.js';
import type { ExamPriority } from '../evidence-window/vocabulary.js';
import { needParameters } from '../exam-slot/free.js';
import { examNeed } from '../exam-slot/need.js';
import type { Slot } from '../exam-slot/slot-id.js';
import { HOLD_SLOT, RELEASE_LAPSED } from './hold-sql.js';

/** For whom a time is taken, and by whom. */
export interface Booking {
  /** Internal key, or null to hold without naming her */
  readonly victim: string | null;
  readonly priority: ExamPriority;
  readonly localReference: string | null;
  /** Ten digits; null when there are none yet: they are drawn, so that whoever comes is found by what was read out */
  readonly referralCode: string | null;
  readonly holder: Pick<Requester, 'agency' | 'unit' | 'staff'>;
  /** How long it is held unless confirmed; the clinic's hold time when left out */
  readonly holdMinutes?: number;
  /** The appointment that it is to take the place of: that one is not in her way */
  readonly replaces?: string;
}

/**
 * Takes a slot in a transaction that has locked its clinic ({@link lockClinics}): examiner, place and equipment together, as a HELD appointment.
 * Holds that have run out are ended first. Null when it cannot be had, for whatever reason: nothing was changed then but those.
 */
export async function takeSlot(
  manager: EntityManager,
  { clinic, examiner, startsAt, kind, team }: Slot,
  { victim, priority, localReference, referralCode, holder, holdMinutes, replaces }: Booking,
): Promise<string | null> {
  await RELEASE_LAPSED.rowsIn(manager, [clinic, examiner]);
  const need = examNeed(kind, {
    clinic,
    examiner,
    team: team?.id ?? null,
    region: team?.region ?? null,
    inRoom: !team,
  });
  const [held] = await HOLD_SLOT.rowsIn(manager, [
    ...needParameters(need),
    ...[startsAt, victim, priority, localReference, referralCode ?? newCode()],
    ...[holder.agency, holder.unit, holder.staff, holdMinutes ?? null, replaces ?? null],
  ]);
  return held?.id ?? null;
}

/**
 * {@link takeSlot} for whoever has another choice: null also when the examiner is taken at another clinic, which only the constraint knows. What the transaction did
 * before stands.
 */
export async function tryTakeSlot(manager: EntityManager, slot: Slot, booking: Booking): Promise<string | null> {
  await rowsOf(manager, 'SAVEPOINT slot');
  try {
    return await takeSlot(manager, slot, booking);
  } catch (error) {
    if (sqlState(error) !== '23P01') throw error;
    await rowsOf(manager, 'ROLLBACK TO SAVEPOINT slot');
    return null;
  }
}
