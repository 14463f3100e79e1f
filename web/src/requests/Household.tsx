import { Fragment } from 'preact';
import type { BedWorklistQuery } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';
import { useLanguage, useSay } from '../language/language';
import { SPOKEN } from '../language/spoken';
import { W } from '../language/words';
import { Withheld } from '../parts/Status';
import { AGES, HOUSEHOLD } from './words';

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
  const { adultMen, adultAges, children, wheelchair, pets, languages } = household;
  const facts = [
    ...children.map(({ age, sex }) => `${say(sex === 'FEMALE' ? HOUSEHOLD.girl : HOUSEHOLD.boy)}, ${age}`),
    ...(adultMen > 0 ? [`${say(HOUSEHOLD.men)}: ${adultMen}`] : []),
    ...(adultAges ?? []).flatMap((age) => (AGES[age] ? [say(AGES[age])] : [])),
    ...(wheelchair ? [say(HOUSEHOLD.wheelchair)] : []),
    ...(pets ? [say(HOUSEHOLD.pets)] : []),
  ];
  if (facts.length + (languages?.length ?? 0) === 0) return null;
  return (
    <ul class="desk-facts" lang={spoken}>
      {facts.map((fact, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be of one age
        <li key={`${i}${fact}`}>{fact}</li>
      ))}
      {languages && languages.length > 0 && (
        <li>
          {say(HOUSEHOLD.languages)}:{' '}
          {languages.map((each, i) => (
            <Fragment key={each}>
              {i > 0 && ', '}
              <span lang={each}>{SPOKEN[each] ?? each}</span>
            </Fragment>
          ))}
        </li>
      )}
    </ul>
  );
}
