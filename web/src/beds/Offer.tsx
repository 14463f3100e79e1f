import { useState } from 'preact/hooks';
import {
  BedOfferTakeDocument,
  type BedPlacesQuery,
  BedReleaseDocument,
  type BedsAskedQuery,
} from '../../generated/graphql';
import type { NodeOf } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { useFocusKept } from '../parts/focus';
import { Countdown } from '../parts/Status';
import { Sure } from '../parts/StepForm';
import { UNIT_KINDS } from '../places/words';
import { QUEUE } from '../queue/words';
import { BEDS } from './words';

interface Props {
  readonly offer: NodeOf<BedsAskedQuery['waiting']>['offers'][number];
  readonly places: BedPlacesQuery | undefined;
  /** Whether it may be given back alone, and what it was offered to goes on waiting */
  readonly goesOn?: boolean;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** Beds that are held for somebody, until they are taken or the time is over. */
export function Offer({ offer, places, goesOn, doing, reload }: Props) {
  const say = useSay();
  const [giving, give] = useState(false);
  const { holdId } = offer;
  const name = `given-${holdId}`;
  useFocusKept(giving, giving ? '' : name);
  const pick = (next: boolean) => {
    doing.clear();
    give(next);
  };
  const send = async (work: () => Promise<readonly Problem[]>, done: Text) => {
    if (await doing.run(work, done, reload)) give(false);
  };
  return (
    <div>
      <p class="govuk-body" id={name} tabIndex={-1}>
        <strong>{offer.shelterName}</strong> · {say(UNIT_KINDS[offer.unitKind])} ·{' '}
        {places?.regions.find(({ code }) => code === offer.regionCode)?.name}
        {offer.assessmentFirst && (
          <>
            <br />
            {say(BEDS.assessment)}
          </>
        )}
      </p>
      <Countdown until={offer.offeredUntil} label={BEDS.offerUntil} over={BEDS.lapsed} />
      {giving ? (
        <Sure
          words={BEDS.offerBackSure}
          doing={doing}
          submit={BEDS.giveBack}
          warning
          onBack={() => pick(false)}
          onSubmit={() => void send(() => step(BedReleaseDocument, { input: { holdId } }), QUEUE.declined)}
        />
      ) : (
        <div class="desk-buttons">
          <button
            type="button"
            class="govuk-button"
            aria-describedby={name}
            aria-disabled={doing.busy}
            onClick={() => void send(() => step(BedOfferTakeDocument, { input: { holdId } }), BEDS.taken)}
          >
            {say(BEDS.take)}
          </button>
          {goesOn && (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              aria-describedby={name}
              aria-disabled={doing.busy}
              onClick={() => pick(true)}
            >
              {say(BEDS.giveBack)}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
