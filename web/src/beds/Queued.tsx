import { type BedPlacesQuery, type BedsAskedQuery, BedWaitingListLeaveDocument } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import type { NodeOf } from '../hub/live';
import { type Doing, step } from '../hub/step';
import { nightsFrom, people } from '../language/counts';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { InQueue } from '../queue/InQueue';
import { QUEUE } from '../queue/words';
import { Offer } from './Offer';
import { NEEDS, QUEUED } from './words';

interface Props {
  readonly waiting: readonly NodeOf<BedsAskedQuery['waiting']>[];
  readonly places: BedPlacesQuery | undefined;
  readonly zone: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** Households that wait for a place, and what is offered to them now. */
export function Queued({ waiting, places, zone, ...doing }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);
  return (
    <>
      {waiting.map(({ id, state, household, need, from, nights, regionCodes, createdAt, expiresAt, offers }) => (
        <InQueue
          key={id}
          id={id}
          title={`${say(QUEUE.inQueue)}: ${people(household.adults, household.children.length, spoken)}`}
          state={state}
          facts={[
            say(QUEUED[state]),
            say(NEEDS[need]),
            nightsFrom(from, nights, spoken),
            regionCodes.map((code) => places?.regions.find((each) => each.code === code)?.name ?? code).join(', '),
            `${say(QUEUE.since)} ${at(createdAt)}`,
            `${say(QUEUE.waitsUntil)} ${at(expiresAt)}`,
          ]}
          leave={() => step(BedWaitingListLeaveDocument, { input: { entryId: id } })}
          {...doing}
        >
          {offers.map((offer) => (
            <Offer key={offer.holdId} offer={offer} places={places} goesOn {...doing} />
          ))}
        </InQueue>
      ))}
    </>
  );
}
