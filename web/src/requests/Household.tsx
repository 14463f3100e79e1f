import type { BedWorklistQuery } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Withheld } from '../parts/Status';
import { HOUSEHOLD } from './words';

export type Placement = NodeOf<BedWorklistQuery['bedRequests']>;
type Who = NonNullable<Placement['household']>;

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
