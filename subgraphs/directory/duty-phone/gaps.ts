import type { DutyHours } from './rules.js';

/** Hours of a week in which nobody answers, on the clock of the agency. */
export interface Gap {
  /** 1 Monday to 7 Sunday */
  readonly fromWeekday: number;
  /** HH:MM */
  readonly from: string;
  readonly untilWeekday: number;
  readonly until: string;
}

const DAY = 1_440;
const WEEK = 7 * DAY;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** When in a week nobody of these answers, the first after Monday morning first; a whole week from Monday 00:00 to Monday 00:00. */
export function gapsOf(rota: readonly DutyHours[]): Gap[] {
  const covered = new Uint8Array(WEEK);
  for (const { weekdays, opens, closes } of rota) {
    for (const weekday of weekdays) {
      const from = (weekday - 1) * DAY + (opens ? minuteOf(opens) : 0);
      const length = opens && closes ? (minuteOf(closes) - minuteOf(opens) + DAY) % DAY : DAY;
      for (let minute = from; minute < from + length; minute++) covered[minute % WEEK] = 1;
    }
  }
  if (!covered.includes(1)) return [gap(0, WEEK)];
  const gaps: Gap[] = [];
  for (let start = 0; start < WEEK; start++) {
    if (covered[start] || !covered[(start + WEEK - 1) % WEEK]) continue;
    let end = start;
    while (!covered[end % WEEK]) end++;
    gaps.push(gap(start, end));
  }
  return gaps;
}

function gap(start: number, end: number): Gap {
  const day = (minute: number) => Math.floor((minute % WEEK) / DAY) + 1;
  const time = (minute: number) =>
    [Math.floor((minute % DAY) / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':');
  return { fromWeekday: day(start), from: time(start), untilWeekday: day(end), until: time(end) };
}
