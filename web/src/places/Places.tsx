import { useState } from 'preact/hooks';
import { ShelterPlacesDocument } from '../../generated/graphql';
import { later } from '../frame/later';
import type { ScreenProps } from '../frame/roles';
import { EACH_MINUTE_MS, useLiveList } from '../hub/live';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { ErrorSummary } from '../parts/ErrorSummary';
import { useFocusKept } from '../parts/focus';
import { Empty, Waiting } from '../parts/Status';
import { ChooseHouse } from './ChooseHouse';
import { House } from './House';
import { PLACES } from './words';

const WhereIs = later(async () => (await import('./WhereIs')).WhereIs);
const Changes = later(async () => (await import('./Changes')).Changes);
const Opening = later(async () => (await import('./Opening')).Opening);

export const EVERY_HOUSE = { first: 50 };

type Open = 'where-is' | 'opening';

/** The numbers now: one tap each way, and published. */
export function Places({ staff }: ScreenProps) {
  const say = useSay();
  const { data, fault, reload } = useLiveList(ShelterPlacesDocument, EVERY_HOUSE, EACH_MINUTE_MS);
  const [chosen, choose] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [left, leave] = useState('');
  const doing = useDoing();
  // what is being set is said to be done, and has the focus then
  useFocusKept(open, open || doing.busy ? '' : left);
  const houses = data?.filter((each) => each.participation !== 'VIEW_ONLY');
  const house = houses?.find(({ id }) => id === chosen) ?? houses?.[0];
  const turnTo = (to: Open) => () => {
    doing.clear();
    leave(to);
    setOpen(to);
  };
  const back = () => setOpen(null);
  return (
    <>
      {open !== 'where-is' && <ErrorSummary problems={doing.problems} />}
      <h1 class="govuk-heading-l">{say(PLACES.title)}</h1>
      {!houses && <Waiting fault={fault} />}
      {houses && !house && <Empty>{say(PLACES.noHouse)}</Empty>}
      {house && !open && <ChooseHouse houses={houses ?? []} house={house.id} onChoose={choose} />}
      {/* what is counted and not yet published stays */}
      {house && (
        <div hidden={open !== null}>
          <House key={house.id} house={house} doing={doing} onPublished={reload} onOpening={turnTo('opening')} />
        </div>
      )}
      {house && !open && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary desk-wide"
          id="where-is"
          onClick={turnTo('where-is')}
        >
          {say(PLACES.whereIs)}
        </button>
      )}
      {house && !open && <Changes key={house.id} house={house} staff={staff} />}
      {house && open === 'opening' && <Opening house={house} doing={doing} onSet={reload} onBack={back} />}
      {house && open === 'where-is' && <WhereIs key={house.id} house={house} onBack={back} />}
    </>
  );
}
