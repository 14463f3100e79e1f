import { useState } from 'preact/hooks';
import { BedTransfersDueDocument, BedWorklistDocument, type PlacementState } from '../../generated/graphql';
import { later } from '../frame/later';
import type { ScreenProps } from '../frame/roles';
import { hubNow } from '../hub/connection';
import { useLiveList } from '../hub/live';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { useFocusKept } from '../parts/focus';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import type { Placement } from '../requests/Household';
import { DOOR } from './door-words';
import { Left } from './Left';
import { Move } from './Move';
import { Stay } from './Stay';
import { TITLE } from './title';
import { STAYS } from './words';

const Door = later(async () => (await import('./Door')).Door);

const IN_HOUSE = { first: 100, states: ['ACCEPTED', 'ARRIVED'] as PlacementState[] };
const DUE = { first: 100 };

/** Who is expected, who is here, and who may move out of quarantine. */
export function Stays({ zone }: ScreenProps) {
  const say = useSay();
  const stays = useLiveList(BedWorklistDocument, IN_HOUSE);
  const due = useLiveList(BedTransfersDueDocument, DUE);
  const doing = useDoing();
  const all = stays.data;
  const [atDoor, turn] = useState(false);
  const [left, keep] = useState<readonly { readonly stay: Placement; readonly at: string }[]>([]);
  // what is done is said, and has the focus then
  useFocusKept(atDoor, atDoor || doing.busy ? '' : 'door');
  const goes = (stay: Placement) =>
    keep((before) => [
      { stay, at: new Date(hubNow()).toISOString() },
      ...before.filter((each) => each.stay.id !== stay.id),
    ]);
  const gone = left.filter(({ stay }) => !all?.some(({ id }) => id === stay.id));
  const reload = async () => void (await Promise.all([stays.reload(), due.reload()]));
  const moves = due.data ?? [];
  const group = (state: PlacementState, none: typeof STAYS.noneHere) => {
    const own = all?.filter((each) => each.state === state).sort((a, b) => a.from.localeCompare(b.from)) ?? [];
    if (own.length === 0) return <Empty>{say(none)}</Empty>;
    return (
      <ul class="desk-cards">
        {own.map((stay) => (
          <Stay key={stay.id} stay={stay} zone={zone} doing={doing} reload={reload} onLeft={goes} />
        ))}
      </ul>
    );
  };
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      {atDoor ? (
        <Door doing={doing} reload={reload} onBack={() => turn(false)} />
      ) : (
        <button
          type="button"
          class="govuk-button govuk-button--secondary desk-wide"
          id="door"
          onClick={() => {
            doing.clear();
            turn(true);
          }}
        >
          {say(DOOR.title)}
        </button>
      )}
      {(!all || !due.data) && <Waiting fault={stays.fault ?? due.fault} />}
      {moves.length > 0 && (
        <section>
          <h2 class="govuk-heading-m">{say(STAYS.moves)}</h2>
          <p class="govuk-hint">{say(STAYS.movesHint)}</p>
          <ul class="desk-cards">
            {moves.map((move) => (
              <Move key={move.placement.id} move={move} doing={doing} reload={reload} />
            ))}
          </ul>
        </section>
      )}
      {all && (
        <>
          <section>
            <h2 class="govuk-heading-m">{say(STAYS.expected)}</h2>
            {group('ACCEPTED', STAYS.noneExpected)}
          </section>
          <section>
            <h2 class="govuk-heading-m">{say(STAYS.here)}</h2>
            {group('ARRIVED', STAYS.noneHere)}
            {gone.length > 0 && (
              <ul class="desk-cards">
                {gone.map(({ stay, at }) => (
                  <Left
                    key={stay.id}
                    {...{ stay, at, zone, doing, reload }}
                    onBack={() => keep((before) => before.filter((each) => each.stay.id !== stay.id))}
                  />
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </>
  );
}
