import { Refusal, Refusals } from '../../kit/index.js';
import type { Household } from './fit.js';
import { householdFaults } from './household-faults.js';

/** What is kept of a household, in one form: who needs a place, and nobody named. */
export const householdOf = ({
  adults,
  adultMen,
  adultAges,
  children,
  wheelchair,
  pets,
  languages,
}: Household): Household => ({
  adults,
  adultMen,
  children: children.map(({ age, sex }) => ({ age, sex })),
  wheelchair,
  pets,
  ...(adultAges?.length ? { adultAges } : {}),
  ...(languages?.length ? { languages } : {}),
});

/** @throws Refusals INVALID, naming fields below `path` */
export function checkHousehold(household: Household, path: readonly string[] = []): void {
  const faults = householdFaults(household);
  if (faults.length > 0)
    throw new Refusals(faults.map(({ code, text, field }) => new Refusal(code, text, [...path, ...(field ?? [])])));
}
