import { people } from '../language/counts';
import type { Language } from '../language/language';
import type { Placement } from '../requests/Household';

/** Those who were asked for, until others came. */
export const whoIsThere = ({ came, household }: Placement) => came ?? household;

/** How many they are, in words. */
export function peopleOf(stay: Placement, language: Language): string {
  const there = whoIsThere(stay);
  return people(there?.adults ?? stay.adults, there?.children.length ?? stay.childrenCount, language);
}
