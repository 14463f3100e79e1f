import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { clock } from '../appointment/clock.js';
import { AppointmentState } from '../appointment/life-cycle.js';
import { moveTo, rebook } from '../appointment/rebook.js';
import { CHANGE_STATE } from '../appointment/step-sql.js';
import { ExamCancelReason } from '../appointment/types.js';
import { examNeed } from '../exam-slot/need.js';
import { type FreeSlotRow, freeSlotsBetween } from '../exam-slot/sql.js';
import type { ExaminerSex } from '../examiner/types.js';
import { MOVABLE, type MovableRow, NOTICE_HOURS, OFFER_AGAIN } from './make-room-sql.js';
import { OFFER_MINUTES, offerSlot } from './offer.js';
import { type Move, makeRoomFor, type Party, type Place } from './rearrange.js';
import { WAITING_AT, type WaitingRow } from './sql.js';

const HOUR_MS = 3_600_000;
const OPTIONS_READ = 100;
/** Plans that are tried: one fails when a room or a unit of equipment is wanting, which a plan does not look at */
const PLANS = 5;
/** Who moves appointments when no person does */
const BY = 'waiting-list';

type Option = Place & { readonly slot: Pick<FreeSlotRow, 'examiner' | 'startsAt' | 'team'> };
type Standing = Party<Option> & { readonly was: MovableRow };

/**
 * Offers an entry for which nothing is free a time that others are moved away from, in a transaction that has locked the clinic: all moves of a plan
 * ({@link makeRoomFor}) or none. Each of them is a booking of its own, which decides again whether the time is real and free. True when something was offered.
 */
export async function makeRoom(manager: EntityManager, clinic: string, entryId: string): Promise<boolean> {
  const now = await clock(manager);
  const far = new Date(now.getTime() + 60 * 24 * HOUR_MS);
  // appointments before entries, as everywhere
  const others = await MOVABLE.rowsIn(manager, [clinic, far]);
  if (others.length === 0) return false;
  const [entry] = await WAITING_AT.rowsIn(manager, [clinic, now, far, null, entryId]);
  if (!entry) return false;
  const options = new Options(manager, clinic, others);
  const { medicalNeed, priority } = entry;
  const before = new Set(entry.offered.map((at) => at.getTime()));
  const newcomer: Party<Option> = {
    ...{ id: entry.id, medicalNeed, priority, confirmed: false, at: null },
    options: (await options.of(entry)).filter(({ slot }) => !before.has(slot.startsAt.getTime())),
  };
  if (newcomer.options.length === 0) return false;
  const standing: Standing[] = [];
  for (const other of others) standing.push(await standingOf(other, options, now));
  return tryPlans(manager, clinic, entry, newcomer, standing);
}

async function tryPlans(
  manager: EntityManager,
  clinic: string,
  entry: WaitingRow,
  newcomer: Party<Option>,
  standing: readonly Standing[],
): Promise<boolean> {
  let [hers, theirs] = [newcomer, standing];
  for (let plan = 0; plan < PLANS; plan++) {
    const moves = makeRoomFor(hers, theirs);
    if (!moves) return false;
    await rowsOf(manager, 'SAVEPOINT plan');
    const failed = await carryOut(manager, clinic, entry, moves);
    if (!failed) return true;
    await rowsOf(manager, 'ROLLBACK TO SAVEPOINT plan');
    const without = <P extends Party<Option>>(party: P): P =>
      party.id === failed.party.id
        ? { ...party, options: party.options.filter((option) => option !== failed.to) }
        : party;
    // who can go nowhere does not give way
    [hers, theirs] = [
      without(hers),
      failed.to ? theirs.map(without) : theirs.filter(({ id }) => id !== failed.party.id),
    ];
  }
  return false;
}

/** Returns the move that could not be made; the caller rolls back then. */
async function carryOut(
  manager: EntityManager,
  clinic: string,
  entry: WaitingRow,
  moves: readonly Move<Option>[],
): Promise<Move<Option> | null> {
  const [first, ...rest] = moves as readonly [Move<Option>, ...Move<Option>[]];
  for (const { party } of rest)
    await rowsOf(manager, CHANGE_STATE, [party.id, AppointmentState.CANCELLED, ExamCancelReason.MOVED_TO_ANOTHER_TIME]);
  if (!(await offerSlot(manager, clinic, entry, first.to!.slot))) return first;
  for (const move of rest) if (!(await carryOne(manager, clinic, move))) return move;
  return null;
}

async function carryOne(manager: EntityManager, clinic: string, { party, to }: Move<Option>): Promise<boolean> {
  const { was } = party as Standing;
  const held = was.state === AppointmentState.HELD;
  if (to) {
    const { examiner, startsAt, team } = to.slot;
    const place = { clinic, examiner, startsAt };
    return moveTo(manager, place, { ...was, team, region: was.wishedRegion }, BY, held ? OFFER_MINUTES : undefined);
  }
  // what was confirmed has another time, if a later one; what was only offered waits again, before those who came after
  if (!held) return rebook(manager, clinic, was, BY);
  await rowsOf(manager, OFFER_AGAIN, [was.wait]);
  return true;
}

async function standingOf(was: MovableRow, options: Options, now: Date): Promise<Standing> {
  const confirmed = was.state === AppointmentState.CONFIRMED;
  // somebody must reach her before
  const soonest = new Date(now.getTime() + (confirmed ? NOTICE_HOURS * HOUR_MS : 0));
  const { id, medicalNeed, priority, wishedSex: sex, wishedLanguage: language, wishedRegion: region } = was;
  const earliest = was.earliest > soonest ? was.earliest : soonest;
  const { examiner, from, to, startsAt, team } = was;
  const at: Option = { examiner, from, to, slot: { examiner, startsAt, team } };
  const all = await options.of({
    kind: was.kind,
    paediatric: was.paediatric,
    latest: was.latest,
    sex,
    language,
    region,
    earliest,
  });
  const far = ({ slot }: Option) => Math.abs(slot.startsAt.getTime() - startsAt.getTime());
  const elsewhere = all.filter(
    ({ slot }) => slot.examiner !== examiner || slot.startsAt.getTime() !== startsAt.getTime(),
  );
  return { id, medicalNeed, priority, confirmed, at, was, options: elsewhere.sort((a, b) => far(a) - far(b)) };
}

type Wish = Pick<WaitingRow, 'kind' | 'sex' | 'language' | 'region' | 'paediatric' | 'earliest' | 'latest'>;

/** What would be free if everybody who may be moved were gone, read once for all who need the same in the same days. */
class Options {
  readonly #read = new Map<string, Promise<FreeSlotRow[]>>();
  readonly #without: readonly string[];

  constructor(
    private readonly manager: EntityManager,
    private readonly clinic: string,
    others: readonly MovableRow[],
  ) {
    this.#without = others.map(({ id }) => id);
  }

  async of({ kind, sex, language, region, paediatric, earliest, latest }: Wish): Promise<Option[]> {
    if (earliest >= latest) return [];
    const wishes = { clinic: this.clinic, region, sex: sex as ExaminerSex | null, language, paediatric };
    const span = [earliest, latest] as const;
    const key = JSON.stringify([kind, wishes, span]);
    const read =
      this.#read.get(key) ?? freeSlotsBetween(this.manager, examNeed(kind, wishes), span, OPTIONS_READ, this.#without);
    this.#read.set(key, read);
    return (await read).map(({ examiner, startsAt, team, from, to }) => ({
      examiner,
      from,
      to,
      slot: { examiner, startsAt, team },
    }));
  }
}
