import type { BedWorklistQuery } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';
import { counted, day, nightsBetween } from '../language/format';
import { type Language, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Withheld } from '../parts/Status';
import { ADULTS, CHILDREN, HOUSEHOLD, NIGHTS, REQUESTS } from './words';

export type Placement = NodeOf<BedWorklistQuery['bedRequests']>;
type Who = NonNullable<Placement['household']>;

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
  `${from ? day(from, spoken) : REQUESTS.tonight[spoken]}, ${counted(n, NIGHTS, spoken)}`;

/** What decides whether a room fits; nobody is named. */
export function HouseholdFacts({ household }: { readonly household: Who | null | undefined }) {
  const say = useSay();
  const spoken = useLanguage();
  if (!household) {
    return (
      <p class="govuk-body-s">
        <Withheld why={W.notRecorded} />
      </p>
    );
  }
  const { adultMen, children, wheelchair, pets } = household;
  const facts = [
    ...children.map(({ age, sex }) => `${say(sex === 'FEMALE' ? HOUSEHOLD.girl : HOUSEHOLD.boy)}, ${age}`),
    ...(adultMen > 0 ? [`${say(HOUSEHOLD.men)}: ${adultMen}`] : []),
    ...(wheelchair ? [say(HOUSEHOLD.wheelchair)] : []),
    ...(pets ? [say(HOUSEHOLD.pets)] : []),
  ];
  if (facts.length === 0) return null;
  return (
    <ul class="desk-facts" lang={spoken}>
      {facts.map((fact, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two children may be of one age and sex
        <li key={`${i}${fact}`}>{fact}</li>
      ))}
    </ul>
  );
}
