import type { DataSource, EntityManager } from 'typeorm';
import {
  type BackgroundWork,
  eachInTurn,
  Refusal,
  Repeated,
  rowsOf,
  type SubgraphRuntime,
  transaction,
  UserErrorCode,
} from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import { examNeed } from '../exam-slot/need.js';
import { FREE_SLOTS, freeSlotParameters } from '../exam-slot/sql.js';
import { searchWindows } from '../exam-slot/windows.js';
import type { ExaminerSex } from '../examiner/types.js';
import { makeRoom } from './make-room.js';
import { offerFreeTimes, offerWhatLapsed } from './offer.js';
import { CLINICS_FOR, CLINICS_TO_LOOK_AT, type ClinicForRow, END, FIRST_WAITING, TO_END } from './sql.js';

const POLL_MS = 5_000;
/** Looks at lapsed holds between two looks at everything, which finds what has become free in another way, such as by new hours */
const LOOKS = 12;
/** Clinics that are looked at for a new entry before it is answered; the others follow in the background */
const AT_ONCE = 10;
const SOONEST_READ = 50;

/** Offers what has become free by itself, each clinic in a transaction of its own. Two at once follow one another by the clinics' locks. */
export async function lookForFreeTimes(
  db: DataSource,
  { all = false, agency }: { all?: boolean; agency?: string } = {},
) {
  const clinics: { id: string }[] = await db.query(CLINICS_TO_LOOK_AT, [all, agency ?? null]);
  await eachInTurn(clinics, ({ id }) =>
    transaction(db, async (manager) => {
      await lockClinics(manager, [id]);
      await offerWhatLapsed(manager, id);
    }).catch(unlessBusy),
  );
  if (all) await makeRoomForWaiting(db, clinics);
}

/** A look is not worth an error where others are before it: who waits is on the list, and the next look comes by itself. */
function unlessBusy(error: unknown): void {
  if (!(error instanceof Refusal && error.code === UserErrorCode.TEMPORARILY_UNAVAILABLE)) throw error;
}

/**
 * Offers a new entry, or whoever comes before it, what is free already, at the clinic that has the soonest; when nothing is, a time that others are moved away
 * from. In medical need that comes first: the soonest time is hers.
 */
export async function lookForEntry(db: DataSource, entry: string): Promise<void> {
  const all: ClinicForRow[] = await db.query(CLINICS_FOR, [entry]);
  const clinics = (await soonestFirst(db, all)).slice(0, AT_ONCE);
  const free = (manager: EntityManager, clinic: string) => offerFreeTimes(manager, clinic);
  const room = (manager: EntityManager, clinic: string) => makeRoom(manager, clinic, entry);
  for (const look of all[0]?.medicalNeed ? [room, free] : [free, room])
    for (const id of clinics) {
      const [waits] = await db.query(CLINICS_FOR, [entry]);
      if (!waits) return;
      await transaction(db, async (manager) => {
        await lockClinics(manager, [id]);
        await look(manager, id);
      }).catch(unlessBusy);
    }
}

/** Those with a free time for an entry, the soonest first, and then the others. Nothing is promised by it. */
async function soonestFirst(db: DataSource, clinics: readonly ClinicForRow[]): Promise<string[]> {
  const [first] = clinics;
  const ids = clinics.map(({ id }) => id);
  if (!first || clinics.length === 1) return ids;
  const { kind, clinic, region, sex, language, paediatric, earliest, latest } = first;
  const wishes = { clinic, region, sex: sex as ExaminerSex | null, language, paediatric };
  const windows = searchWindows({ from: earliest, to: latest, losses: [], due: latest, byRegion: true });
  const hers = windows.filter(({ ring }) => ring === 0);
  const slots = await FREE_SLOTS.rows(db, freeSlotParameters(examNeed(kind, wishes), hers, SOONEST_READ));
  return [...new Set([...slots.map((slot) => slot.clinic.id).filter((id) => ids.includes(id)), ...ids])];
}

/** Makes room for those who still wait, the first of each clinic. */
async function makeRoomForWaiting(db: DataSource, clinics: readonly { id: string }[]): Promise<void> {
  const waiting: { clinic: string; id: string }[] = await db.query(FIRST_WAITING, [clinics.map(({ id }) => id)]);
  await eachInTurn(waiting, ({ clinic, id }) =>
    transaction(db, async (manager) => {
      await lockClinics(manager, [clinic]);
      await makeRoom(manager, clinic, id);
    }).catch(unlessBusy),
  );
}

/**
 * Ends entries of which nothing more can come, which tells who made them. An offer that is confirmed at the very end of its time is waited for, by the lock of
 * its clinic: what it came to is seen by the statement after that.
 */
export async function endWaits(db: DataSource): Promise<void> {
  const over: { id: string; clinics: string[] }[] = await db.query(TO_END);
  await eachInTurn(over, ({ id, clinics }) =>
    transaction(db, async (manager) => {
      await lockClinics(manager, clinics);
      await rowsOf(manager, END, [id]);
    }).catch(unlessBusy),
  );
}

/** In the background, by whichever process. While nobody does, holders who look at their entries do it, and whoever holds a time. */
export function offersUpkeep({ db, operating }: SubgraphRuntime): BackgroundWork {
  let looks = 0;
  return new Repeated(
    POLL_MS,
    async () => {
      await lookForFreeTimes(db, { all: looks++ % LOOKS === 0 });
      await endWaits(db);
    },
    (error) => operating.log.warn('housekeeping_failed', { subgraph: 'forensic-appointment', error }),
  );
}
