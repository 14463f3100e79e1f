import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';

const DAY_MS = 86_400_000;
/** How long ahead a permit may be issued, in days */
export const DAYS_AHEAD = 30;

export interface Window {
  readonly from: Date;
  readonly until: Date;
}

/** Why no permit may be valid so; null when it may. `now` by the database's clock. */
export function windowRefusal({ from, until }: Window, now: Date, maximumDays: number): Refusal | null {
  if (until.getTime() <= now.getTime()) return refusal(TEXTS.over, 'validUntil');
  if (until.getTime() <= from.getTime()) return refusal(TEXTS.backwards, 'validUntil');
  if (until.getTime() - from.getTime() > maximumDays * DAY_MS) return refusal(tooLong(maximumDays), 'validUntil');
  if (from.getTime() < now.getTime() - DAY_MS || from.getTime() > now.getTime() + DAYS_AHEAD * DAY_MS)
    return refusal(TEXTS.begins, 'validFrom');
  return null;
}

export const mayNotIssue = () => new Refusal(UserErrorCode.NOT_PERMITTED, TEXTS.issuer);
/** Unknown, of another office and walled off are one answer. */
export const permitNotFound = () => refusal(TEXTS.unknown, 'permitId', UserErrorCode.NOT_FOUND);

const refusal = (text: Text, field: string, code = UserErrorCode.INVALID) => new Refusal(code, text, [field]);

const tooLong = (days: number): Text => ({
  en: `A permit is valid for at most ${days} days.`,
  ru: `Пропуск действует не дольше ${days} дн.`,
  kk: `Рұқсат ең көбі ${days} күн жарамды.`,
});

const TEXTS = {
  over: {
    en: 'That time is over already.',
    ru: 'Это время уже прошло.',
    kk: 'Бұл уақыт өтіп кеткен.',
  },
  backwards: {
    en: 'It must end after it begins.',
    ru: 'Окончание должно быть позже начала.',
    kk: 'Аяқталуы басталуынан кейін болуы керек.',
  },
  begins: {
    en: `It begins at most a day ago and at most ${DAYS_AHEAD} days ahead.`,
    ru: `Начало — не раньше чем сутки назад и не позже чем через ${DAYS_AHEAD} дн.`,
    kk: `Басталуы — бір тәуліктен бұрын емес және ${DAYS_AHEAD} күннен кейін емес.`,
  },
  issuer: {
    en: 'Agencies of your kind issue no permits here.',
    ru: 'Учреждения вашего вида здесь пропусков не выдают.',
    kk: 'Сіздің түрдегі мекемелер мұнда рұқсат бермейді.',
  },
  unknown: {
    en: 'Your office has issued no such permit.',
    ru: 'Ваша служба такого пропуска не выдавала.',
    kk: 'Сіздің қызмет мұндай рұқсат бермеген.',
  },
} as const satisfies Record<string, Text>;
