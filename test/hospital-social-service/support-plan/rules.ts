import { Refusal, UserErrorCode } from '../../../subgraphs/kit/index.js';

const DAYS = 366;

/** Why this day cannot be the day of the next contact; null when it can. @param day, today YYYY-MM-DD where the hospital is */
export function refusalOfDay(day: string, today: string): Refusal | null {
  if (day < today) return refusal(PAST);
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000;
  return days > DAYS ? refusal(TOO_LATE) : null;
}

const refusal = (text: typeof PAST) => new Refusal(UserErrorCode.INVALID, text, ['nextContactOn']);

const PAST = {
  en: 'This day has passed. Give today or a later day.',
  ru: 'Этот день уже прошёл. Укажите сегодняшний или более поздний день.',
  kk: 'Бұл күн өтіп кетті. Бүгінгі немесе кейінгі күнді көрсетіңіз.',
};
const TOO_LATE = {
  en: 'This day is more than a year away. Give the day on which you will really speak with her.',
  ru: 'До этого дня больше года. Укажите день, когда вы действительно с ней свяжетесь.',
  kk: 'Бұл күнге бір жылдан астам уақыт бар. Онымен шынымен сөйлесетін күнді көрсетіңіз.',
};
