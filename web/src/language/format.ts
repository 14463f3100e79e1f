import type { Language, Text } from './language';

const LOCALES: Text = { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' };

/** The month in Kazakh, for browsers that have no Kazakh. */
const KAZAKH_MONTHS = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ');

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** A number with its noun, by the plural rules of the language: `#` stands for the number, which stays on one line with it. */
export function counted(n: number, forms: Readonly<Record<Language, Forms>>, language: Language): string {
  const rule = new Intl.PluralRules(LOCALES[language]).select(n);
  return (forms[language][rule] ?? forms[language].other).replace('# ', `${number(n, language)}\u00a0`);
}

export const number = (n: number, language: Language): string => new Intl.NumberFormat(LOCALES[language]).format(n);

/** Hours and minutes of an instant, by the clock on the wall of the facility. */
export const time = (at: string | number, language: Language, zone: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));

/** A date that has no zone, as day and month. */
export function day(date: string, language: Language): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (language === 'kk') return `${at.getUTCDate()} ${KAZAKH_MONTHS[at.getUTCMonth()]}`;
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(at);
}

/** Days of the week in Kazakh, for browsers that have no Kazakh. */
const KAZAKH_DAYS = 'жс дс сс ср бс жм сб'.split(' ');

/** A date with its day of the week: Thu, 26 November. */
export function weekday(date: string, language: Language): string {
  const at = new Date(`${date}T00:00:00Z`);
  const name =
    language === 'kk'
      ? KAZAKH_DAYS[at.getUTCDay()]
      : new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', weekday: 'short' }).format(at);
  return `${name}, ${day(date, language)}`;
}

/** The date of an instant in the facility's zone, as YYYY-MM-DD. */
export const dateIn = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** From when to when something is, with its day: Thu, 26 November, 09:00–10:00. */
export const span = (
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  language: Language,
  zone: string,
): string =>
  `${weekday(dateIn(Date.parse(startsAt), zone), language)}, ${time(startsAt, language, zone)}–${time(endsAt, language, zone)}`;

/** When something was: the hour today, else with its day. */
export function moment(at: string, now: number, language: Language, zone: string): string {
  const date = dateIn(new Date(at).getTime(), zone);
  const hour = time(at, language, zone);
  return date === dateIn(now, zone) ? hour : `${day(date, language)}, ${hour}`;
}

export const nightsBetween = (from: string, until: string): number =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);

/** A time that runs: 1:05:09, or 5:09. */
export function running(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A number of ten digits as it is read out. */
export const spaced = (number: string): string => number.replace(/^(\d{3})(\d{3})/, '$1 $2 ');
