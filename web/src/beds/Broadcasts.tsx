import { BedBroadcastCancelDocument, type BedPlacesQuery, type BedsAskedQuery } from '../../generated/graphql';
import type { NodeOf } from '../hub/live';
import { type Doing, step } from '../hub/step';
import { people } from '../language/counts';
import { useLanguage, useSay } from '../language/language';
import { Countdown } from '../parts/Status';
import { Offer } from './Offer';
import { BEDS } from './words';

interface Props {
  readonly broadcasts: readonly NodeOf<BedsAskedQuery['bedBroadcasts']>[];
  readonly places: BedPlacesQuery | undefined;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** What several houses were asked for, and the offers that run now. */
export function Broadcasts({ broadcasts, places, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <>
      {broadcasts.map(({ id, state, household, deadlineAt, offers }) => (
        <li class="desk-card" key={id}>
          <h3 class="govuk-heading-s" id={`several-${id}`} tabIndex={-1}>
            {say(BEDS.several)}: {people(household.adults, household.children.length, spoken)}
          </h3>
          {state === 'OPEN' && <Countdown until={deadlineAt} label={BEDS.answerIn} over={BEDS.lapsed} />}
          {offers.length === 0 && <p class="govuk-body">{say(BEDS.noOffer)}</p>}
          {offers.map((offer) => (
            <Offer key={offer.holdId} offer={offer} places={places} doing={doing} reload={reload} />
          ))}
          {state === 'OPEN' && (
            <div class="desk-buttons">
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-describedby={`several-${id}`}
                aria-disabled={doing.busy}
                onClick={async () => {
                  const input = { broadcastId: id };
                  await doing.run(() => step(BedBroadcastCancelDocument, { input }), BEDS.cancelled, reload);
                }}
              >
                {say(BEDS.cancel)}
              </button>
            </div>
          )}
        </li>
      ))}
    </>
  );
}
