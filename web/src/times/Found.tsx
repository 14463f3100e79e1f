import type { ExamTimesQuery } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { SPOKEN } from '../language/spoken';
import { CallLine } from '../parts/CallLine';
import { useOpened } from '../parts/focus';
import { Some } from '../parts/Some';
import { Empty } from '../parts/Status';
import { QUEUE } from '../queue/words';
import { SEEN_BY, TIMES } from './words';

interface Props {
  readonly found: ExamTimesQuery['examSlots'];
  readonly regionCode: string;
  readonly busy: boolean;
  /** The first of them that can be had for her */
  readonly onHold: (alike: readonly string[], agency: string) => void;
  readonly onWait: () => void;
}

const MOST = 12;

/** Whether emergency care comes first, and the times, the best first. */
export function Found({ found, regionCode, busy, onHold, onWait }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  return (
    <div id="found" class="desk-opened" tabIndex={-1} ref={useOpened<HTMLDivElement>()}>
      {found.emergencyCareFirst && (
        <div class="desk-first">
          <p class="govuk-body">
            <strong>{found.emergencyAdvice}</strong>
          </p>
          <p class="desk-calls">
            <CallLine number={found.emergencyNumber} />
          </p>
        </div>
      )}
      <h3 class="govuk-heading-m">{say(TIMES.found)}</h3>
      {found.slots.length === 0 && <Empty>{say(TIMES.nothing)}</Empty>}
      <Some>
        {cardsOf(found.slots).map(
          ({ slot: { id, startsAt, rankReason, onCall, examinerSex, languages, clinic }, alike }, i) => (
            <li class="desk-card" key={id}>
              <h4 class="govuk-heading-s" id={`slot-${i}`}>
                {moment(startsAt, hubNow(), spoken, clinic.zone)}
              </h4>
              <p class="govuk-body">
                {clinic.name}
                {onCall && <> · {say(TIMES.onCall)}</>}
                <br />
                {SEEN_BY[examinerSex] && <>{say(SEEN_BY[examinerSex])} · </>}
                {say(TIMES.speaks)}: {languages.map((each) => SPOKEN[each] ?? each).join(', ')}
                <br />
                {rankReason}
              </p>
              <div class="desk-buttons">
                <button
                  type="button"
                  class="govuk-button"
                  aria-describedby={`slot-${i}`}
                  aria-disabled={busy}
                  onClick={() => onHold(alike, clinic.agency)}
                >
                  {say(TIMES.hold)}
                </button>
              </div>
            </li>
          ),
        )}
      </Some>
      {found.slots.every(({ clinic }) => clinic.regionCode !== regionCode) && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary desk-wide"
          aria-disabled={busy}
          onClick={onWait}
        >
          {say(QUEUE.join)}
        </button>
      )}
    </div>
  );
}

type Slot = Props['found']['slots'][number];

const looksOf = ({ startsAt, rankReason, onCall, examinerSex, languages, clinic }: Slot): string =>
  JSON.stringify([startsAt, rankReason, onCall, examinerSex, languages, clinic.id]);

/** Of those that nothing tells apart for her one card is enough. Behind it are all of them: the first may be of somebody from whom a wall keeps her. */
function cardsOf(slots: readonly Slot[]): { readonly slot: Slot; readonly alike: string[] }[] {
  const cards = new Map<string, { readonly slot: Slot; readonly alike: string[] }>();
  for (const slot of slots) {
    const looks = looksOf(slot);
    const card = cards.get(looks);
    if (card) card.alike.push(slot.id);
    else cards.set(looks, { slot, alike: [slot.id] });
  }
  return [...cards.values()].slice(0, MOST);
}
