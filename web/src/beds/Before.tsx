import type { BedsAskedQuery } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { people } from '../language/counts';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Some } from '../parts/Some';
import { BEDS, DECLINES, OVER } from './words';

interface Props {
  readonly before: readonly NodeOf<BedsAskedQuery['before']>[];
  readonly zone: string;
}

/** What several houses were asked for and what became of it: a request to which nobody answered does not vanish. */
export function Before({ before, zone }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  if (before.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">{say(BEDS.before)}</h3>
      <Some>
        {before.map(({ id, state, household, createdAt, declines }) => (
          <li class="desk-card" key={id}>
            <p class="govuk-body">
              {moment(createdAt, hubNow(), spoken, zone)} ·{' '}
              {people(household.adults, household.children.length, spoken)}
              <br />
              <strong>{say(OVER[state])}</strong>
              {state === 'CLOSED' && [...new Set(declines)].map((answer) => ` ${say(DECLINES[answer])}`)}
            </p>
          </li>
        ))}
      </Some>
    </>
  );
}
