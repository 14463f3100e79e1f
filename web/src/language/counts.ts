import { counted, day, nightsBetween } from './format';
import type { Language, Text } from './language';

const ADULTS = {
  kk: { other: '# ересек' },
  ru: { one: '# взрослый', other: '# взрослых' },
  en: { one: '# adult', other: '# adults' },
};
const CHILDREN = {
  kk: { other: '# бала' },
  ru: { one: '# ребёнок', few: '# ребёнка', other: '# детей' },
  en: { one: '# child', other: '# children' },
};
const NIGHTS = {
  kk: { other: '# түн' },
  ru: { one: '# ночь', few: '# ночи', other: '# ночей' },
  en: { one: '# night', other: '# nights' },
};
const DAYS = {
  kk: { other: '# күн' },
  ru: { one: '# день', few: '# дня', other: '# дней' },
  en: { one: '# day', other: '# days' },
};
const TONIGHT: Text = { kk: 'бүгіннен бастап', ru: 'с сегодняшней ночи', en: 'from tonight' };

export const daysLong = (n: number, spoken: Language): string => counted(n, DAYS, spoken);

/** Who comes, in one line: 1 adult, 2 children. */
export function people(adults: number, children: number, spoken: Language): string {
  const parts = [counted(adults, ADULTS, spoken)];
  if (children > 0) parts.push(counted(children, CHILDREN, spoken));
  return parts.join(', ');
}

export function nights(from: string | null | undefined, until: string, spoken: Language): string {
  return from
    ? `${day(from, spoken)} – ${day(until, spoken)}, ${counted(nightsBetween(from, until), NIGHTS, spoken)}`
    : day(until, spoken);
}

export const nightsFrom = (from: string | null | undefined, n: number, spoken: Language): string =>
  `${from ? day(from, spoken) : TONIGHT[spoken]}, ${counted(n, NIGHTS, spoken)}`;
