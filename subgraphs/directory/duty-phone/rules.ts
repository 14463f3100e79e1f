import { Refusal, UserErrorCode } from '../../kit/index.js';

/** Hours in the local time of the agency, HH:MM; both null: round the clock on these weekdays (1 Monday to 7 Sunday). */
export interface DutyHours {
  readonly weekdays: readonly number[];
  readonly opens?: string | null;
  readonly closes?: string | null;
}

/** A time of the week on the clock of a place. */
export interface LocalTime {
  /** 1 Monday to 7 Sunday */
  readonly weekday: number;
  /** HH:MM, 24 hours */
  readonly time: string;
}

/** Whether somebody answers. Hours that do not end after they begin go on until the next morning: Friday 20:00–08:00 covers Saturday 03:00. */
export function isOnDuty({ weekdays, opens, closes }: DutyHours, { weekday, time }: LocalTime): boolean {
  const today = weekdays.includes(weekday);
  if (!opens || !closes) return today;
  if (opens < closes) return today && opens <= time && time < closes;
  const yesterday = weekdays.includes(weekday === 1 ? 7 : weekday - 1);
  return (today && opens <= time) || (yesterday && time < closes);
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What a clock shows at an instant in an IANA zone. */
export function localTime(at: Date, zone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)!.value;
  return { weekday: WEEKDAYS.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` };
}

/** @throws INVALID for hours with only one end, or with two equal ones: round the clock is written without hours */
export function assertHours({ opens, closes }: DutyHours, place: readonly string[]): void {
  if (Boolean(opens) === Boolean(closes) && (!opens || opens !== closes)) return;
  throw new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Give both times, and different ones; leave both out for round the clock.',
      ru: 'Укажите оба времени, и разные; для круглосуточного не указывайте ни одного.',
      kk: 'Екі уақытты да, әртүрлі етіп көрсетіңіз; тәулік бойы болса, екеуін де жазбаңыз.',
    },
    place,
  );
}
