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
import { type Doing, isRefused, mayStand, type Problem, step, stepAnswered, useForm } from '../hub/step';
import { people } from '../language/counts';
import { useLanguage, useSay } from '../language/language';
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

/** What was sent and has no answer: it stays as it is until it has one, so that nobody is let in twice, or with a reference that was not sent. */
interface Sent {
  readonly asked: ReturnType<typeof asInput> & { readonly unitId: string };
  readonly room: string;
  readonly guestReference: string | null;
  /** The arrival was sent too, and the reference with it */
  readonly arriving: boolean;
}

/** Whoever comes to the door and was not asked for by anybody: she is here by one press, also in a house that is full or closed to all others. */
export function Door({ doing, reload, onBack }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const form = useForm();
  const [who, set] = useState<Who>(ALONE);
  const [chosenHouse, chooseHouse] = useState<string | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const [reference, setReference] = useState('');
  const [sent, keep] = useState<Sent | null>(null);
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
    const written = reference.trim().toUpperCase() || null;
    const guestReference = sent?.arriving ? sent.guestReference : written;
    const unit = rooms?.find(({ id }) => id === unitId);
    const asked = sent?.asked ?? (unit && { ...asInput(who), unitId: unit.id });
    const problems: Problem[] = [];
    if (!asked) problems.push({ text: DOOR.roomMissing, field: 'room' });
    if (guestReference && !REFERENCE.test(guestReference))
      problems.push({ text: STAYS.referenceWrong, field: 'guestReference' });
    if (problems.length > 0 || !asked) return doing.refuse(problems);
    const intention = JSON.stringify([form, asked]);
    const idempotencyKey = doing.keyFor(intention);
    await doing.run(async () => {
      const { problems, stands } = await letIn({ ...asked, idempotencyKey }, guestReference, standsOf(sent));
      const left = problems ?? unlessEarlier(doing, intention, null, []);
      const room = sent?.room ?? unit?.name ?? '';
      keep(stands === 'nothing' ? null : { asked, room, guestReference, arriving: stands === 'arrival' });
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
      empty={!sent && !rooms?.length}
      onBack={() => {
        doing.clear();
        onBack();
      }}
      onSubmit={() => void submit()}
    >
      <h2 class="govuk-heading-m">{say(DOOR.title)}</h2>
      <p class="govuk-hint">{say(DOOR.hint)}</p>
      {sent ? (
        <p class="govuk-body">
          {people(sent.asked.adults, sent.asked.children.length, spoken)} · {sent.room}
          {sent.arriving && sent.guestReference && ` · ${sent.guestReference}`}
        </p>
      ) : (
        <>
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
        </>
      )}
      {!sent?.arriving && (
        <Input
          field="guestReference"
          label={say(STAYS.reference)}
          hint={say(STAYS.referenceHint)}
          value={reference}
          onInput={setReference}
          problems={doing.problems}
        />
      )}
      {!sent && (
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
      )}
    </StepForm>
  );
}

/** How much of it may be at the hub. */
type Stands = 'nothing' | 'hold' | 'arrival';
const standsOf = (sent: Sent | null): Stands => (sent ? (sent.arriving ? 'arrival' : 'hold') : 'nothing');

/** `problems` is null when what was held under the key is over. */
interface LetIn {
  readonly problems: readonly Problem[] | null;
  readonly stands: Stands;
}

/** Held, accepted and arrived, each step only if it is not done yet: pressed again after an answer was lost it goes on from where it stands. */
async function letIn(input: BedHoldInput, guestReference: string | null, before: Stands): Promise<LetIn> {
  const held = await stepAnswered(BedHoldDocument, { input });
  const placement = held.data?.bedHold.placement;
  if (!placement) {
    const { problems, fault } = held;
    if (!fault && isRefused(problems)) return { problems, stands: 'nothing' };
    return { problems, stands: before === 'nothing' && mayStand(held) ? 'hold' : before };
  }
  const holdId = placement.id;
  const stands = before === 'arrival' ? before : 'hold';
  if (placement.state === 'ARRIVED') return { problems: [], stands };
  if (placement.state === 'HELD') {
    const problems = await step(BedAcceptDocument, { input: { holdId } });
    if (problems.length > 0) return { problems, stands };
  } else if (placement.state !== 'ACCEPTED') return { problems: null, stands: 'nothing' };
  const arrived = await stepAnswered(BedArriveDocument, { input: { holdId, guestReference } });
  const { problems, fault } = arrived;
  if (!fault && isRefused(problems)) return { problems, stands: 'hold' };
  return { problems, stands: mayStand(arrived) ? 'arrival' : stands };
}
