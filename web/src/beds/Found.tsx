import type { BedNeed, BedOffersQuery, BedPlacesQuery } from '../../generated/graphql';
import { useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { useOpened } from '../parts/focus';
import { Some } from '../parts/Some';
import { Empty } from '../parts/Status';
import { UNIT_KINDS } from '../places/words';
import { QUEUE } from '../queue/words';
import { useStore } from '../store';
import { wish, wishFor } from './wish';
import { BEDS, FREE, NEEDS } from './words';

type Result = BedOffersQuery['bedSearch'];
export type Offer = Result['offers'][number] | Result['elsewhere'][number];

interface Props {
  readonly found: Result;
  readonly places: BedPlacesQuery;
  readonly busy: boolean;
  readonly onAsk: (offer: Offer) => void;
  readonly onAskAll: () => void;
  readonly onWait: () => void;
}

/** What fits, what fits elsewhere, and what does not, with the reason. */
export function Found({ found, places, busy, onAsk, onAskAll, onWait }: Props) {
  const say = useSay();
  const fits = found.offers.filter(({ unitId }) => unitId);
  const misfits = found.offers.filter(({ unitId }) => !unitId);
  const { need, avoid } = useStore(wish);
  const full = fits.length === 0 || found.offers.some(({ bedsFree }) => bedsFree === 'WAITLIST');
  const district = (code: string) =>
    places.bedRegions.flatMap(({ districts }) => districts).find((each) => each.code === code)?.name ?? code;
  const where = (offer: Offer) =>
    'regionCode' in offer
      ? (places.regions.find(({ code }) => code === offer.regionCode)?.name ?? offer.regionCode)
      : offer.districtCode && district(offer.districtCode);
  const card = (offer: Offer) => {
    const name = `offer-${offer.shelterId}-${offer.unitKind}`;
    return (
      <li class="desk-card" key={name}>
        <h4 class="govuk-heading-s" id={name}>
          {offer.shelterName}
        </h4>
        <p class="govuk-body">
          {[say(UNIT_KINDS[offer.unitKind]), where(offer)].filter(Boolean).join(' · ')}
          <br />
          <strong>{say(FREE[offer.bedsFree])}</strong>
        </p>
        {offer.countAge === 'STALE' && <p class="desk-warning">{say(BEDS.stale)}</p>}
        {offer.unitId && (
          <div class="desk-buttons">
            <button
              type="button"
              class="govuk-button"
              aria-describedby={name}
              aria-disabled={busy}
              onClick={() => onAsk(offer)}
            >
              {say(BEDS.ask)}
            </button>
          </div>
        )}
      </li>
    );
  };
  return (
    <div id="found" class="desk-opened" tabIndex={-1} ref={useOpened<HTMLDivElement>()}>
      <h3 class="govuk-heading-m">{say(BEDS.found)}</h3>
      {found.notAvoided.length > 0 && (
        <p class="desk-warning">
          {say(BEDS.notAvoided)}: {found.notAvoided.map(district).join(', ')}.
        </p>
      )}
      {fits.length === 0 && <Empty>{say(BEDS.nothing)}</Empty>}
      <Some>{fits.map(card)}</Some>
      {found.elsewhere.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{say(BEDS.elsewhere)}</h3>
          <ul class="desk-cards">{found.elsewhere.map(card)}</ul>
        </>
      )}
      {avoid.length > 0 && <p class="desk-warning">{say(BEDS.wholeRegion)}</p>}
      <button
        type="button"
        class={`govuk-button desk-wide${fits.length > 0 ? ' govuk-button--secondary' : ''}`}
        aria-disabled={busy}
        onClick={onAskAll}
      >
        {say(BEDS.askAll)}
      </button>
      {full && (
        <div>
          <OneOf
            field="need"
            legend={say(BEDS.need)}
            choices={Object.entries(NEEDS).map(([value, text]) => ({ value, label: say(text) }))}
            value={need}
            onChange={(value) => wishFor({ need: value as BedNeed, found })}
            problems={[]}
          />
          <button
            type="button"
            class="govuk-button govuk-button--secondary desk-wide"
            aria-disabled={busy}
            onClick={onWait}
          >
            {say(QUEUE.join)}
          </button>
        </div>
      )}
      {misfits.length > 0 && (
        <details class="desk-details">
          <summary>
            {say(BEDS.misfits)}: {misfits.length}
          </summary>
          <ul class="govuk-list govuk-list--bullet">
            {misfits.map(({ shelterId, shelterName, unitKind, misfits: why }) => (
              <li key={`${shelterId} ${unitKind}`}>
                {shelterName}, {say(UNIT_KINDS[unitKind])}: {why.map(({ words }) => words).join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
