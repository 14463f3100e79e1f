import { Refusal, UserErrorCode } from '../../kit/index.js';
import type { Household } from './fit.js';

/** What is kept of a household, in one form: who needs a place, and nobody named. */
export const householdOf = ({ adults, adultMen, children, wheelchair, pets }: Household): Household => ({
  adults,
  adultMen,
  children: children.map(({ age, sex }) => ({ age, sex })),
  wheelchair,
  pets,
});

/** @throws Refusal INVALID, naming the field below `path` */
export function checkHousehold({ adults, adultMen }: Household, path: readonly string[] = []): void {
  if (adultMen <= adults) return;
  throw new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'There are more men than adults.',
      ru: 'Мужчин больше, чем взрослых.',
      kk: 'Ерлер саны ересектер санынан көп.',
    },
    [...path, 'adultMen'],
  );
}
