import { createHmac } from 'node:crypto';
import ICAL from 'ical.js';

/** A time of an examiner that is taken, or was and is free again. */
export interface BusyTime {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Cancelled, or a hold that nobody confirmed */
  readonly gone: boolean;
}

const SUMMARY = 'Бос емес · Занято · Busy';

/**
 * Busy times as iCalendar (RFC 5545), in UTC, and nothing else of them: no kind, place or person. Two things would tell the state of an examination and
 * are not in it: a SEQUENCE that grows with each step, and the time of the last change. One that is gone is CANCELLED under its UID, with a higher
 * SEQUENCE, so that calendars which only add take it away.
 * @param key of this feed: under another one the same times have other UIDs, so that two feeds cannot be joined
 */
export function calendarOf(times: readonly BusyTime[], key: Buffer, now: Date): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Calendar//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString('PT30M'));
  for (const time of times) calendar.addSubcomponent(eventOf(time, key, now));
  return `${calendar.toString()}\r\n`;
}

function eventOf({ id, startsAt, endsAt, gone }: BusyTime, key: Buffer, now: Date): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const set = (name: string, value: unknown) => event.addPropertyWithValue(name, value as string);
  set('uid', uidOf(key, `${id} ${startsAt.toISOString()} ${endsAt.toISOString()}`));
  set('dtstamp', instant(now));
  set('dtstart', instant(startsAt));
  set('dtend', instant(endsAt));
  set('summary', SUMMARY);
  set('class', 'PRIVATE');
  set('sequence', gone ? 1 : 0);
  set('status', gone ? 'CANCELLED' : 'CONFIRMED');
  set('transp', gone ? 'TRANSPARENT' : 'OPAQUE');
  return event;
}

const instant = (at: Date) => ICAL.Time.fromJSDate(at, true);

/** One that is moved is another one: its SEQUENCE need not say how often. */
const uidOf = (key: Buffer, what: string): string => createHmac('sha256', key).update(what).digest('hex').slice(0, 32);
