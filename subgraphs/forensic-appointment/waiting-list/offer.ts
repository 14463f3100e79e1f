import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { clock } from '../appointment/clock.js';
import { RELEASE_LAPSED } from '../appointment/hold-sql.js';
import { tryTakeSlot } from '../appointment/take-slot.js';
import type { ExamPriority } from '../evidence-window/vocabulary.js';
import { examNeed } from '../exam-slot/need.js';
import { type FreeSlotRow, freeSlotsBetween } from '../exam-slot/sql.js';
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
const SLOTS_READ = 100;

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
  const now = await clock(manager);
  const earliest = from ? new Date(from.getTime() - REACH_MS) : now;
  const latest = from ? new Date((to ?? from).getTime() + REACH_MS) : new Date(now.getTime() + HORIZON_MS);
  const waiting = await WAITING_AT.rowsIn(manager, [clinic, earliest, latest, noLessUrgentThan ?? null, null]);
  const free = new FreeSlots(manager, clinic, earliest, latest);
  for (const entry of waiting) if (await offer(manager, clinic, entry, free)) free.forget();
}

/** What is free at a clinic, read once for all entries that need the same until something is taken: a long list of those whom nothing fits costs one statement. */
class FreeSlots {
  readonly #read = new Map<string, FreeSlotRow[]>();

  constructor(
    private readonly manager: EntityManager,
    private readonly clinic: string,
    private readonly earliest: Date,
    private readonly latest: Date,
  ) {}

  async for(entry: WaitingRow): Promise<FreeSlotRow[]> {
    const { kind, region, sex, language, paediatric } = entry;
    const key = [kind, region, sex, language, paediatric].join(' ');
    const all = this.#read.get(key) ?? (await this.#slots(entry, this.earliest, this.latest));
    this.#read.set(key, all);
    const fit = all.filter(({ startsAt }) => startsAt >= entry.earliest && startsAt < entry.latest);
    // so much is free that the reading ended before her time
    if (fit.length === 0 && all.length === SLOTS_READ) return this.#slots(entry, entry.earliest, entry.latest);
    return fit;
  }

  forget(): void {
    this.#read.clear();
  }

  #slots(
    { kind, region, sex, language, paediatric }: WaitingRow,
    earliest: Date,
    latest: Date,
  ): Promise<FreeSlotRow[]> {
    const wishes = { clinic: this.clinic, region, sex: sex as ExaminerSex | null, language, paediatric };
    const need = examNeed(kind, wishes);
    return freeSlotsBetween(this.manager, need, [earliest, latest], SLOTS_READ);
  }
}

/** True when something was offered. */
async function offer(manager: EntityManager, clinic: string, entry: WaitingRow, slots: FreeSlots): Promise<boolean> {
  const free = (await slots.for(entry)).slice(0, SLOTS_TRIED + entry.offered.length);
  const before = new Set(entry.offered.map((at) => at.getTime()));
  for (const { examiner, startsAt, team } of free) {
    if (before.has(startsAt.getTime())) continue;
    if (await offerSlot(manager, clinic, entry, { examiner, startsAt, team })) return true;
  }
  return false;
}

/** Holds one slot for an entry. False when it cannot be had. */
export async function offerSlot(
  manager: EntityManager,
  clinic: string,
  entry: WaitingRow,
  { examiner, startsAt, team }: Pick<FreeSlotRow, 'examiner' | 'startsAt' | 'team'>,
): Promise<boolean> {
  const { kind, region, victim, priority, localReference, referralCode, agency, unit, staff } = entry;
  const slot = { clinic, examiner, startsAt, kind, team: team && region ? { id: team, region } : null };
  const id = await tryTakeSlot(manager, slot, {
    ...{ victim, priority, localReference, referralCode },
    ...{ holder: { agency, unit, staff }, holdMinutes: OFFER_MINUTES },
  });
  if (id) await rowsOf(manager, OFFERED, [id, entry.id]);
  return id !== null;
}

/** Ends the holds of a clinic that have run out, in a transaction that has locked it, and offers what is free. */
export async function offerWhatLapsed(manager: EntityManager, clinic: string): Promise<void> {
  await RELEASE_LAPSED.rowsIn(manager, [clinic, null]);
  await offerFreeTimes(manager, clinic);
}
