import { useState } from 'preact/hooks';
import { ShelterPlacesDocument, type ShelterPlacesQuery } from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { type Live, useLive } from '../hub/live';
import { useSay } from '../language/language';
import { Empty, Waiting } from '../parts/Status';
import { House } from './House';
import { PLACES } from './words';

const ALL = { first: 20 };

/** The numbers now: one tap each way, and published. */
export function Places(_: ScreenProps) {
  const say = useSay();
  const { data, fault, reload }: Live<ShelterPlacesQuery> = useLive(ShelterPlacesDocument, ALL);
  const [chosen, choose] = useState<string | null>(null);
  const houses = data?.shelters.edges.map(({ node }) => node).filter((each) => each.participation !== 'VIEW_ONLY');
  const house = houses?.find(({ id }) => id === chosen) ?? houses?.[0];
  return (
    <>
      <h1 class="govuk-heading-l">{say(PLACES.title)}</h1>
      {!houses && <Waiting fault={fault} />}
      {houses && !house && <Empty>{say(PLACES.noHouse)}</Empty>}
      {houses && houses.length > 1 && (
        <label class="govuk-form-group desk-field">
          <span class="govuk-label govuk-label--s">{say(PLACES.house)}</span>
          <select class="govuk-select" value={house?.id ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
            {houses.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {house && <House key={house.id} house={house} onPublished={reload} />}
    </>
  );
}
