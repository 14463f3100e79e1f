import 'temporal-polyfill/global';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

/** Wall time of no zone, `2026-03-30T09:00:00`. */
export type WallTime = string;

/** When something takes place, as iCalendar (RFC 5545) says it: a first time, and how it recurs. */
export interface Recurrence {
  readonly startsAt: WallTime;
  /** Length in wall time, 1 to 1440 */
  readonly minutes: number;
  /** The value of RRULE; null: once */
  readonly rrule: string | null;
}

export type RecurrenceFault = 'UNREADABLE' | 'TOO_OFTEN' | 'NEVER' | 'OVERLAPS';

const list = (value: string): string => `(?:${value})(?:,(?:${value}))*`;
const signed = (value: string): string => `[+-]?(?:${value})`;
const DAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const WEEK = '[1-9]|[1-4]\\d|5[0-3]';
const OF_YEAR = '[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6]';

/** The parts of a rule and what each may be. The library passes over what it does not know, and then a rule would mean something else than was written. */
const PARTS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    FREQ: 'YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY|SECONDLY',
    INTERVAL: '[1-9]\\d{0,2}',
    COUNT: '[1-9]\\d{0,3}',
    UNTIL: '\\d{8}(?:T\\d{6})?',
    BYMONTH: list('[1-9]|1[0-2]'),
    BYMONTHDAY: list(signed('[1-9]|[12]\\d|3[01]')),
    BYYEARDAY: list(signed(OF_YEAR)),
    BYWEEKNO: list(signed(WEEK)),
    BYDAY: list(`(?:${signed(WEEK)})?${DAY}`),
    BYHOUR: list('1?\\d|2[0-3]'),
    BYMINUTE: list('[1-5]?\\d'),
    BYSETPOS: list(signed(OF_YEAR)),
    WKST: DAY,
  }).map(([name, value]) => [name, new RegExp(`^(?:${value})$`)]),
);

const TOO_FINE = ['FREQ=MINUTELY', 'FREQ=SECONDLY'];
/** Occurrences that are looked at when a rule is written: more than a year of hours of work, and every shape that a year can have */
const LOOKED_AT = 800;
/** A rule for 29 February skips the year 2100 */
const YEARS = 9;

const utc = (wall: WallTime) => Temporal.PlainDateTime.from(wall).toZonedDateTime('UTC');

function isReadable(rrule: string): boolean {
  const names = rrule.split(';').map((part) => part.split('=', 1)[0]!);
  return (
    new Set(names).size === names.length &&
    names.includes('FREQ') &&
    !(names.includes('COUNT') && names.includes('UNTIL')) &&
    rrule.split(';').every((part) => {
      const at = part.indexOf('=');
      return PARTS[part.slice(0, at)]?.test(part.slice(at + 1)) ?? false;
    })
  );
}

/** Wall time is expanded as if it were UTC: whoever makes instants of it does so by one table of zones, the database's. */
function expand({ startsAt, rrule }: Recurrence): RRuleTemporal {
  const until = (_: string, value: string) => `UNTIL=${value.includes('T') ? value : `${value}T235959`}Z`;
  return new RRuleTemporal({
    rruleString: rrule!.replace(/UNTIL=([\dT]+)/, until),
    dtstart: utc(startsAt),
    strict: true,
    cache: false,
  });
}

/** Whether there is such a date and time: 2026-02-30T09:00 is none. */
export function isWallTime(wall: string): boolean {
  try {
    return Temporal.PlainDateTime.from(wall, { overflow: 'reject' }) instanceof Temporal.PlainDateTime;
  } catch {
    return false;
  }
}

/** As far as anybody looks for an occurrence. */
export const yearsAfter = (wall: WallTime): WallTime =>
  Temporal.PlainDateTime.from(wall).add({ years: YEARS }).toString({ smallestUnit: 'second' });

/** Why it is no rule to work by, or null. */
export function recurrenceFault(recurrence: Recurrence): RecurrenceFault | null {
  const { rrule, minutes, startsAt } = recurrence;
  if (rrule === null) return null;
  if (!isReadable(rrule)) return 'UNREADABLE';
  if (TOO_FINE.some((part) => rrule.includes(part))) return 'TOO_OFTEN';
  let starts: Temporal.PlainDateTime[];
  try {
    const last = utc(startsAt).add({ years: YEARS });
    starts = [];
    expand(recurrence).all((date, i) => {
      if (Temporal.ZonedDateTime.compare(date, last) <= 0) starts.push(date.toPlainDateTime());
      return i < LOOKED_AT && Temporal.ZonedDateTime.compare(date, last) <= 0;
    });
  } catch {
    return 'UNREADABLE';
  }
  if (starts.length === 0) return 'NEVER';
  const ends = starts.map((start) => start.add({ minutes }));
  const overlap = starts.some((start, i) => i > 0 && Temporal.PlainDateTime.compare(start, ends[i - 1]!) < 0);
  return overlap ? 'OVERLAPS' : null;
}

/** The starts from `from` to before `to`, in order. */
export function occurrences(recurrence: Recurrence, from: WallTime, to: WallTime): WallTime[] {
  const { startsAt, rrule } = recurrence;
  if (rrule === null) return startsAt >= from && startsAt < to ? [startsAt] : [];
  return expand(recurrence)
    .between(utc(from), utc(to), true)
    .map((date) => date.toPlainDateTime().toString({ smallestUnit: 'second' }))
    .filter((wall) => wall < to);
}
