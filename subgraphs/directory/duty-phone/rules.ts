import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { DutyChannel } from './vocabulary.js';

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

interface Reachable {
  readonly phone: string;
  readonly channel?: DutyChannel | null;
  readonly email?: string | null;
}

/** @throws INVALID for a letter without an address, and for an SMS to a number that takes none */
export function assertReachable({ phone, channel, email }: Reachable, place: readonly string[]): void {
  if (channel === DutyChannel.EMAIL && !email)
    throw new Refusal(UserErrorCode.INVALID, NO_ADDRESS, [...place, 'email']);
  if (channel === DutyChannel.SMS && !phone.startsWith('+'))
    throw new Refusal(UserErrorCode.INVALID, SHORT_NUMBER, [...place, 'phone']);
}

const NO_ADDRESS: Text = {
  en: 'Give the mail address to write to.',
  ru: 'Укажите адрес электронной почты.',
  kk: 'Электрондық пошта мекенжайын көрсетіңіз.',
};
const SHORT_NUMBER: Text = {
  en: 'A short number takes no SMS. Give an international number, or choose VOICE.',
  ru: 'Короткий номер не принимает SMS. Укажите международный номер или выберите VOICE.',
  kk: 'Қысқа нөмір SMS қабылдамайды. Халықаралық нөмір көрсетіңіз немесе VOICE таңдаңыз.',
};
