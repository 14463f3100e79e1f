import { Temporal } from 'temporal-polyfill';

/** A time of the week at which it is safe, on the clock of the rule's zone. */
export interface SafeContactWindow {
  /** Days on which it begins: 1 Monday to 7 Sunday */
  readonly weekdays: readonly number[];
  /** HH:MM */
  readonly from: string;
  /** HH:MM; not after `from`: on the next day */
  readonly to: string;
}

/** From one instant until just before another, in ms since the epoch. */
export interface Opening {
  readonly start: number;
  readonly end: number;
}

/** Two weeks: in one of them a window may fall into the hour that is left out when clocks are set. */
const DAYS_AHEAD = 14;

/** Every time that one of the windows is open, from yesterday on, the first to start first. */
export function openings(windows: readonly SafeContactWindow[], zone: string, at: number): Opening[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const found: Opening[] = [];
  for (let n = -1; n <= DAYS_AHEAD; n++) {
    const day = today.add({ days: n });
    for (const { weekdays, from, to } of windows) {
      if (!weekdays.includes(day.dayOfWeek)) continue;
      const start = instantOf(day, from, zone, 'later');
      const end = instantOf(from < to ? day : day.add({ days: 1 }), to, zone, 'earlier');
      if (start < end) found.push({ start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * The instant at which a clock shows a time. Where clocks show it twice (they are set back) the caller says which: a window starts with the
 * later and ends with the earlier, so that less is permitted. A time that is left out (they are set forward) is the instant of the change.
 */
function instantOf(day: Temporal.PlainDate, time: string, zone: string, twice: 'earlier' | 'later'): number {
  const shown = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = shown.toZonedDateTime(zone, { disambiguation: twice });
  if (found.toPlainDateTime().equals(shown)) return found.epochMilliseconds;
  const before = shown.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')!.epochMilliseconds;
}

/** What a clock in the zone shows at an instant: `2024-03-01 09:00`. */
export function shownAt(at: Date, zone: string): string {
  const shown = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return shown.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** A name of the IANA list, not an offset: an offset knows nothing of changes to come. */
export function isZone(zone: string): boolean {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
