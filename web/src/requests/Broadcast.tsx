import { useState } from 'preact/hooks';
import {
  type BedBroadcastInboxQuery,
  BedOfferDocument,
  ShelterPlacesDocument,
  ShelterUnitsDocument,
} from '../../generated/graphql';
import { EACH_MINUTE_MS, type NodeOf, useLive, useLiveList } from '../hub/live';
import { type Doing, step, useForm } from '../hub/step';
import { nightsFrom, people } from '../language/counts';
import { useLanguage, useSay } from '../language/language';
import { Radios } from '../parts/Fields';
import { useFocusKept } from '../parts/focus';
import { Countdown, Empty, Waiting } from '../parts/Status';
import { StepForm } from '../parts/StepForm';
import { ChooseHouse } from '../places/ChooseHouse';
import { EVERY_HOUSE } from '../places/Places';
import { PLACES } from '../places/words';
import { HouseholdFacts } from './Household';
import { REQUESTS } from './words';

type Received = NodeOf<BedBroadcastInboxQuery['bedBroadcastInbox']>;

interface Props {
  readonly broadcast: Received;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** A request that several houses have: a place is offered, not accepted. */
export function Broadcast({ broadcast, doing, reload }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [offering, offer] = useState(false);
  const { household, from, nights, deadlineAt, ownOffers, id } = broadcast;
  const name = `several-${id}`;
  useFocusKept(offering, offering ? '' : name);
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {people(household.adults, household.children.length, spoken)}
      </h3>
      <Countdown until={deadlineAt} label={REQUESTS.toAnswer} over={REQUESTS.over} />
      <p class="govuk-body">{nightsFrom(from, nights, spoken)}</p>
      <HouseholdFacts household={household} />
      {ownOffers.length > 0 && <p class="desk-done">{say(REQUESTS.youOffered)}</p>}
      {ownOffers.length === 0 &&
        (offering ? (
          <Offer broadcast={broadcast} doing={doing} reload={reload} onBack={() => offer(false)} />
        ) : (
          <div class="desk-buttons">
            <button
              type="button"
              class="govuk-button"
              aria-describedby={name}
              onClick={() => {
                doing.clear();
                offer(true);
              }}
            >
              {say(REQUESTS.offer)}
            </button>
          </div>
        ))}
    </li>
  );
}

function Offer({ broadcast, doing, reload, onBack }: Props & { readonly onBack: () => void }) {
  const say = useSay();
  const [unitId, choose] = useState<string | null>(null);
  const [house, chooseHouse] = useState(broadcast.shelterIds[0]!);
  const houses = useLiveList(ShelterPlacesDocument, EVERY_HOUSE, EACH_MINUTE_MS).data?.filter(({ id }) =>
    broadcast.shelterIds.includes(id),
  );
  const { data, fault } = useLive(
    ShelterUnitsDocument,
    { shelter: house, nights: broadcast.nights, from: broadcast.from ?? null },
    EACH_MINUTE_MS,
  );
  const field = `room-${broadcast.id}`;
  const form = useForm();
  const needed = broadcast.household.adults + broadcast.household.children.length;
  const rooms = data?.shelterUnits.filter(({ available }) => available >= needed);
  return (
    <StepForm
      doing={doing}
      submit={REQUESTS.offer}
      empty={!rooms?.length}
      onBack={onBack}
      onSubmit={async () => {
        if (!unitId) return doing.refuse([{ text: REQUESTS.roomMissing, field }]);
        const input = {
          idempotencyKey: doing.keyFor(JSON.stringify([form, unitId])),
          broadcastId: broadcast.id,
          unitId,
        };
        await doing.run(() => step(BedOfferDocument, { input }), REQUESTS.offered, reload);
      }}
    >
      <ChooseHouse
        houses={houses ?? []}
        house={house}
        onChoose={(id) => {
          chooseHouse(id);
          choose(null);
        }}
      />
      {!rooms && <Waiting fault={fault} />}
      {rooms?.length === 0 && <Empty>{say(REQUESTS.noRoom)}</Empty>}
      {rooms && rooms.length > 0 && (
        <Radios
          field={field}
          legend={say(REQUESTS.room)}
          choices={rooms.map((room) => ({
            value: room.id,
            label: `${room.name}: ${room.available} ${say(PLACES.free)}`,
          }))}
          value={unitId}
          onChange={choose}
          problems={doing.problems}
        />
      )}
    </StepForm>
  );
}
