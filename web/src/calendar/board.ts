import type { CalendarDayQuery, CalendarSlotsQuery } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';

export type Visit = NodeOf<CalendarDayQuery['appointments']>;
export type Clinic = NonNullable<CalendarDayQuery['clinic']>;
export type Doctor = Clinic['examiners'][number];
export type Slot = CalendarSlotsQuery['examSlots']['slots'][number];

/** A stretch of time, in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What stands in a cell; null where what began above goes on. */
export type Cell =
  | { readonly is: 'visit'; readonly visit: Visit; readonly rows: number }
  | { readonly is: 'free'; readonly slot: Slot }
  | { readonly is: 'taken' }
  | { readonly is: 'closed' }
  | null;

export interface Row {
  readonly at: number;
  readonly cells: readonly Cell[];
}

const HOUR_MS = 3_600_000;
/** A longer day is shown in parts, which are the shifts of a house that never closes. */
const WHOLE_UP_TO = 12 * HOUR_MS;

/** Whether an appointment takes the time at which it stands. A hold that has run out does not, by the hub's clock. */
export const stands = ({ state, heldUntil }: Pick<Visit, 'state' | 'heldUntil'>, now: number): boolean =>
  state === 'HELD' ? !heldUntil || Date.parse(heldUntil) > now : !['CANCELLED', 'LAPSED', 'NO_SHOW'].includes(state);

export const isLive = ({ state }: Pick<Visit, 'state'>) =>
  ['HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS'].includes(state);

/** The hours of a day in which anybody is there, in one part or in three; none when it is closed. `at`: the instant of an hour of that day. */
export function partsOf(shifts: Clinic['shifts'], at: (hour: number) => number): Span[] {
  const day = { from: at(0), to: at(24) };
  const from = Math.max(day.from, Math.min(...shifts.map(({ startsAt }) => Date.parse(startsAt))));
  const to = Math.min(day.to, Math.max(...shifts.map(({ endsAt }) => Date.parse(endsAt))));
  if (!(from < to)) return [];
  if (to - from <= WHOLE_UP_TO) return [{ from, to }];
  return [0, 8, 16]
    .map((hour) => ({ from: at(hour), to: at(hour + 8) }))
    .filter((part) => part.from < to && part.to > from);
}

interface Shown {
  readonly part: Span;
  readonly clinic: Clinic;
  readonly doctors: readonly Doctor[];
  readonly visits: readonly Visit[];
  readonly slots: readonly Slot[];
  readonly now: number;
}

/** Examiners × time: a row for each step of the clinic's grid, and for each instant between at which something begins. */
export function board({ part, clinic, doctors, visits, slots, now }: Shown): Row[] {
  const within = (at: number) => at >= part.from && at < part.to;
  const shown = visits.filter((visit) => stands(visit, now));
  const instants = new Set<number>();
  for (let at = part.from; at < part.to; at += clinic.slotMinutes * 60_000) instants.add(at);
  // what began before the first row stands in it
  const beginOf = ({ startsAt }: Visit) => Math.max(part.from, Date.parse(startsAt));
  for (const at of [...shown.map(beginOf), ...slots.map(({ startsAt }) => Date.parse(startsAt))])
    if (within(at)) instants.add(at);
  const times = [...instants].sort((a, b) => a - b);
  const columns = doctors.map((doctor) => {
    const own = shown
      .filter((visit) => visit.examiner === doctor.id && Date.parse(visit.endsAt) > part.from)
      .sort((a, b) => Number(isLive(b)) - Number(isLive(a)));
    const free = new Map(slots.filter((slot) => slot.examiner === doctor.id).map((s) => [Date.parse(s.startsAt), s]));
    const shifts = clinic.shifts.filter(({ examiner }) => examiner === doctor.id);
    const begin = new Map<number, Visit>();
    for (const visit of own) if (!begin.has(beginOf(visit))) begin.set(beginOf(visit), visit);
    let until = 0;
    return times.map((at, i): Cell => {
      const visit = begin.get(at);
      if (visit) {
        until = Date.parse(visit.endsAt);
        const end = times.findIndex((other, j) => j > i && (other >= until || begin.has(other)));
        return { is: 'visit', visit, rows: (end < 0 ? times.length : end) - i };
      }
      if (at < until) return null;
      const slot = free.get(at);
      if (slot) return { is: 'free', slot };
      const there = shifts.some((each) => Date.parse(each.startsAt) <= at && Date.parse(each.endsAt) > at);
      return { is: there ? 'taken' : 'closed' };
    });
  });
  return times.map((at, i) => ({ at, cells: columns.map((column) => column[i]!) }));
}
