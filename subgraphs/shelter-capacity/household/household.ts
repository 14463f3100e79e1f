import { Refusal, Refusals } from '../../kit/index.js';
import { ADULT_YEARS, type BedAdultAge, type Household } from './fit.js';
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

/**
 * A household of which only what has changed is said: its languages, and the ages of its adults, are as they were when they are left out. Of whom who came is no
 * age is known; of whom who went the youngest are reckoned to be there, as units take who is young the least.
 */
export const asBefore = (said: Household, before: Household): Household =>
  householdOf({
    ...said,
    adultAges: said.adultAges ?? agesLeft(before.adultAges ?? [], said.adults),
    languages: said.languages ?? before.languages,
  });

const agesLeft = (ages: readonly BedAdultAge[], adults: number): readonly BedAdultAge[] =>
  ages.length > adults ? ages.toSorted((a, b) => ADULT_YEARS[a][0] - ADULT_YEARS[b][0]).slice(0, adults) : ages;

/** @throws Refusals INVALID, naming fields below `path` */
export function checkHousehold(household: Household, path: readonly string[] = []): void {
  const faults = householdFaults(household);
  if (faults.length > 0)
    throw new Refusals(faults.map(({ code, text, field }) => new Refusal(code, text, [...path, ...(field ?? [])])));
}
