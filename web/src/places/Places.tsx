import { useState } from 'preact/hooks';
import { ShelterPlacesDocument } from '../../generated/graphql';
import { later } from '../frame/later';
import type { ScreenProps } from '../frame/roles';
import { EACH_MINUTE_MS, useLiveList } from '../hub/live';
import { useSay } from '../language/language';
import { useFocusKept } from '../parts/focus';
import { Empty, Waiting } from '../parts/Status';
import { ChooseHouse } from './ChooseHouse';
import { House } from './House';
import { PLACES } from './words';

const WhereIs = later(async () => (await import('./WhereIs')).WhereIs);

export const EVERY_HOUSE = { first: 50 };

/** The numbers now: one tap each way, and published. */
export function Places(_: ScreenProps) {
  const say = useSay();
  const { data, fault, reload } = useLiveList(ShelterPlacesDocument, EVERY_HOUSE, EACH_MINUTE_MS);
  const [chosen, choose] = useState<string | null>(null);
  const [entering, enter] = useState(false);
  useFocusKept(entering, entering ? '' : 'where-is');
  const houses = data?.filter((each) => each.participation !== 'VIEW_ONLY');
  const house = houses?.find(({ id }) => id === chosen) ?? houses?.[0];
  return (
    <>
      <h1 class="govuk-heading-l">{say(PLACES.title)}</h1>
      {!houses && <Waiting fault={fault} />}
      {houses && !house && <Empty>{say(PLACES.noHouse)}</Empty>}
      {house && !entering && <ChooseHouse houses={houses ?? []} house={house.id} onChoose={choose} />}
      {house && !entering && <House key={house.id} house={house} onPublished={reload} />}
      {house && !entering && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary desk-wide"
          id="where-is"
          onClick={() => enter(true)}
        >
          {say(PLACES.whereIs)}
        </button>
      )}
      {house && entering && <WhereIs key={house.id} house={house} onBack={() => enter(false)} />}
    </>
  );
}
