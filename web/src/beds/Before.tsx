import { BedsAskedBeforeDocument } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { useLive } from '../hub/live';
import { people } from '../language/counts';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Some } from '../parts/Some';
import { BEDS, DECLINES, OVER } from './words';

/** As far back as somebody looks. */
const NEWEST = { first: 30 };

/** What several houses were asked for and what became of it: a request to which nobody answered does not vanish. */
export function Before({ zone }: { readonly zone: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const { data } = useLive(BedsAskedBeforeDocument, NEWEST);
  const before = data?.bedBroadcasts.edges.map(({ node }) => node) ?? [];
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
