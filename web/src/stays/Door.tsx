import { useState } from 'preact/hooks';
import {
  BedAcceptDocument,
  BedArriveDocument,
  BedHoldDocument,
  type BedHoldInput,
  ShelterPlacesDocument,
  ShelterUnitsDocument,
} from '../../generated/graphql';
import { wishAnew, wishFor } from '../beds/wish';
import { Men, WhoComes } from '../household/WhoComes';
import { ALONE, asInput, type Who } from '../household/who';
import { EACH_MINUTE_MS, useLive, useLiveList } from '../hub/live';
import { type Doing, type Problem, step, stepAnswered, useForm } from '../hub/step';
import { useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { unlessEarlier } from '../parts/earlier';
import { Input } from '../parts/Fields';
import { Empty, Waiting } from '../parts/Status';
import { atIds, StepForm } from '../parts/StepForm';
import { ChooseHouse } from '../places/ChooseHouse';
import { EVERY_HOUSE } from '../places/Places';
import { PLACES } from '../places/words';
import { DOOR } from './door-words';
import { STAYS } from './words';

/** As the hub takes it; asked before anything is sent, so that nobody is let in by half for it. */
const REFERENCE = /^(?=.*\d)(?!(?:\D*\d){10})[A-Z0-9-]{1,20}$/;

interface Props {
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
  readonly onBack: () => void;
}

/** Whoever comes to the door and was not asked for by anybody: she is here by one press, also in a house that is full or closed to all others. */
export function Door({ doing, reload, onBack }: Props) {
  const say = useSay();
  const form = useForm();
  const [who, set] = useState<Who>(ALONE);
  const [chosenHouse, chooseHouse] = useState<string | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const [reference, setReference] = useState('');
  const places = useLiveList(ShelterPlacesDocument, EVERY_HOUSE, EACH_MINUTE_MS);
  const houses = places.data?.filter(({ participation }) => participation !== 'VIEW_ONLY');
  const house = houses?.find(({ id }) => id === chosenHouse) ?? houses?.[0];
  const units = useLive(
    ShelterUnitsDocument,
    house ? { shelter: house.id, nights: who.nights, from: null } : null,
    EACH_MINUTE_MS,
  );
  const needed = who.adults + who.children.length;
  const rooms = units.data?.shelterUnits.filter(({ available }) => available >= needed);
  const unitId = rooms?.find(({ id }) => id === chosen)?.id;

  async function submit(): Promise<void> {
    const guestReference = reference.trim().toUpperCase() || null;
    const problems: Problem[] = [];
    if (!unitId) problems.push({ text: DOOR.roomMissing, field: 'room' });
    if (guestReference && !REFERENCE.test(guestReference))
      problems.push({ text: STAYS.referenceWrong, field: 'guestReference' });
    if (problems.length > 0 || !unitId) return doing.refuse(problems);
    const asked = { ...asInput(who), unitId };
    const intention = JSON.stringify([form, asked]);
    const idempotencyKey = doing.keyFor(intention);
    await doing.run(async () => {
      const left =
        (await letIn({ ...asked, idempotencyKey }, guestReference)) ?? unlessEarlier(doing, intention, null, []);
      await reload();
      if (left.length === 0) onBack();
      return atIds(left, { unitId: 'room', guestReference: 'guestReference' });
    }, STAYS.arrived);
  }

  return (
    <StepForm
      doing={doing}
      submit={STAYS.arrive}
      label={DOOR.title}
      empty={!rooms?.length}
      onBack={() => {
        doing.clear();
        onBack();
      }}
      onSubmit={() => void submit()}
    >
      <h2 class="govuk-heading-m">{say(DOOR.title)}</h2>
      <p class="govuk-hint">{say(DOOR.hint)}</p>
      <ChooseHouse houses={houses ?? []} house={house?.id ?? ''} onChoose={chooseHouse} />
      {houses?.length === 0 && <Empty>{say(PLACES.noHouse)}</Empty>}
      <WhoComes who={who} onChange={(by) => set({ ...who, ...by })} />
      <details class="desk-details">
        <summary>{say(DOOR.more)}</summary>
        <Men who={who} onChange={(by) => set({ ...who, ...by })} />
      </details>
      {house && !rooms && <Waiting fault={units.fault} />}
      {!houses && <Waiting fault={places.fault} />}
      {rooms?.length === 0 && <Empty>{say(DOOR.noRoom)}</Empty>}
      {rooms && rooms.length > 0 && (
        <OneOf
          field="room"
          legend={say(DOOR.room)}
          choices={rooms.map(({ id, name, available }) => ({
            value: id,
            label: `${name}: ${available} ${say(PLACES.free)}`,
          }))}
          value={unitId ?? null}
          onChange={choose}
          problems={doing.problems}
        />
      )}
      <Input
        field="guestReference"
        label={say(STAYS.reference)}
        hint={say(STAYS.referenceHint)}
        value={reference}
        onInput={setReference}
        problems={doing.problems}
      />
      <button
        type="button"
        class="desk-link"
        onClick={() => {
          wishAnew();
          wishFor(who);
          location.hash = 'elsewhere';
        }}
      >
        {say(DOOR.elsewhere)}
      </button>
    </StepForm>
  );
}

/**
 * Held, accepted and arrived, each step only if it is not done yet: pressed again after an answer was lost it goes on from where it stands. Null when
 * what was held under the key is over.
 */
async function letIn(input: BedHoldInput, guestReference: string | null): Promise<readonly Problem[] | null> {
  const { problems, data } = await stepAnswered(BedHoldDocument, { input });
  const placement = data?.bedHold.placement;
  if (!placement) return problems;
  const holdId = placement.id;
  if (placement.state === 'ARRIVED') return [];
  if (placement.state === 'HELD') {
    const refused = await step(BedAcceptDocument, { input: { holdId } });
    if (refused.length > 0) return refused;
  } else if (placement.state !== 'ACCEPTED') return null;
  return step(BedArriveDocument, { input: { holdId, guestReference } });
}
