import type { ComponentChildren } from 'preact';
import { time } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Empty } from '../parts/Status';
import type { Visit } from './board';
import { CALENDAR, KINDS, STATES } from './words';

interface Props {
  readonly visits: readonly Visit[];
  readonly zone: string;
  readonly numberOf: (examiner: string | null | undefined) => number | null;
  readonly openedId: string | null;
  readonly panel: ComponentChildren;
  readonly onVisit: (visit: Visit, from: string) => void;
}

/** A day in its order, with what was cancelled as well. */
export function List({ visits, zone, numberOf, openedId, panel, onVisit }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  if (visits.length === 0) return <Empty>{say(CALENDAR.emptyDay)}</Empty>;
  return (
    <ul class="desk-cards">
      {visits.map((visit) => {
        const id = `visit-${visit.id}`;
        return openedId === visit.id ? (
          <li key={visit.id}>{panel}</li>
        ) : (
          <li key={visit.id} class="desk-card">
            <button type="button" class="desk-row" id={id} onClick={() => onVisit(visit, id)}>
              <strong>
                {time(visit.startsAt, spoken, zone)} · {visit.localReference ?? say(CALENDAR.noReference)}
              </strong>
              <span>
                {say(KINDS[visit.kind])} · {say(CALENDAR.doctor)} {numberOf(visit.examiner)}
              </span>
              <span class={`govuk-tag desk-state desk-state--${visit.state.toLowerCase()}`}>
                {say(STATES[visit.state])}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
