import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { RELEASE_LAPSED } from '../appointment/hold-sql.js';
import { tryTakeSlot } from '../appointment/take-slot.js';
import type { ExamPriority } from '../evidence-window/vocabulary.js';
import { needParameters } from '../exam-slot/free.js';
import { examNeed } from '../exam-slot/need.js';
import { FREE_SLOTS, type FreeSlotRow } from '../exam-slot/sql.js';
import type { ExaminerSex } from '../examiner/types.js';
import { OFFERED, WAITING_AT, type WaitingRow } from './sql.js';

/** Minutes for which an offer holds. */
export const OFFER_MINUTES = 10;

const HOUR_MS = 3_600_000;
/** An examination that begins so long before a time may still need it */
const REACH_MS = 4 * HOUR_MS;
/** How far a look at everything that is free goes */
const HORIZON_MS = 14 * 24 * HOUR_MS;
const SLOTS_TRIED = 10;

export interface FreeTimes {
  /** What has become free; everything from now on when left out */
  readonly from?: Date;
  readonly to?: Date;
  /** Whoever wants the time now: only those who wait and are no less urgent come before */
  readonly noLessUrgentThan?: ExamPriority;
}

/**
 * Offers free times of a clinic to those who wait for them, in a transaction that has locked the clinic: medical need first, then priority, then waiting
 * time. An offer is a hold for the entry's holder, so it lapses by itself and nothing need be running for that. An entry has one offer at a time, and the same
 * beginning once.
 */
export async function offerFreeTimes(
  manager: EntityManager,
  clinic: string,
  { from, to, noLessUrgentThan }: FreeTimes = {},
): Promise<void> {
  const earliest = new Date(from ? from.getTime() - REACH_MS : Date.now());
  const latest = new Date(from ? (to ?? from).getTime() + REACH_MS : Date.now() + HORIZON_MS);
  const waiting = await rowsOf<WaitingRow>(manager, WAITING_AT, [clinic, earliest, latest, noLessUrgentThan ?? null]);
  for (const entry of waiting) await offer(manager, clinic, entry);
}

async function offer(manager: EntityManager, clinic: string, entry: WaitingRow): Promise<void> {
  const { kind, region, earliest, latest, victim, priority, localReference, referralCode } = entry;
  const need = examNeed(kind, { clinic, region, sex: entry.sex as ExaminerSex | null, language: entry.language });
  const windows = [
    [earliest, earliest],
    [latest, latest],
    [true, false],
  ];
  const free = await rowsOf<FreeSlotRow>(manager, FREE_SLOTS.text, [...needParameters(need), ...windows, SLOTS_TRIED]);
  const before = new Set(entry.offered.map((at) => at.getTime()));
  for (const { examiner, startsAt, team } of free) {
    if (before.has(startsAt.getTime())) continue;
    const slot = { clinic, examiner, startsAt, kind, team: team && region ? { id: team, region } : null };
    const { agency, unit, staff } = entry;
    const id = await tryTakeSlot(manager, slot, {
      ...{ victim, priority, localReference, referralCode },
      ...{ holder: { agency, unit, staff }, holdMinutes: OFFER_MINUTES },
    });
    if (!id) continue;
    await rowsOf(manager, OFFERED, [id, entry.id]);
    return;
  }
}

/** Ends the holds of a clinic that have run out, in a transaction that has locked it, and offers what is free. */
export async function offerWhatLapsed(manager: EntityManager, clinic: string): Promise<void> {
  await rowsOf(manager, RELEASE_LAPSED, [clinic, null]);
  await offerFreeTimes(manager, clinic);
}
