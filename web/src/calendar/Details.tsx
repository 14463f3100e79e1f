import { useState } from 'preact/hooks';
import { CalendarVisitDocument, type CalendarVisitQuery } from '../../generated/graphql';
import { ask, type Fault } from '../hub/client';
import { hubNow } from '../hub/connection';
import { noAnswer } from '../hub/step';
import { day, moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Withheld } from '../parts/Status';
import type { Visit } from './board';
import { VISIT } from './visit-words';

/** Who comes, and what was ordered: asked for by a press and once, because each look stands in her log. */
export function Details({ visit, zone }: { readonly visit: Visit; readonly zone: string }) {
  const say = useSay();
  const spoken = useLanguage();
  const [seen, setSeen] = useState<CalendarVisitQuery | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  if (!seen) {
    const look = async () => {
      const answer = await ask(CalendarVisitDocument, { id: visit.id });
      if ('data' in answer) setSeen(answer.data);
      setFault('fault' in answer ? answer.fault : null);
    };
    return (
      <p class="desk-look">
        <button type="button" class="desk-link" onClick={() => void look()}>
          {say(VISIT.details)}
        </button>{' '}
        <small>{say(VISIT.detailsHint)}</small>
        {fault && <strong role="status"> {say(noAnswer(fault))}</strong>}
      </p>
    );
  }
  const { appointment, examOrders } = seen;
  const identity = appointment?.victim?.identity;
  const orders = examOrders.edges.map(({ node }) => node);
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);
  return (
    <div role="status">
      <dl class="desk-terms">
        <dt>{say(VISIT.name)}</dt>
        <dd>
          {identity ? (
            `${identity.familyName ?? ''} ${identity.givenName ?? ''}`.trim()
          ) : (
            <Withheld why={VISIT.nameClosed} />
          )}
        </dd>
        <dt>{say(VISIT.order)}</dt>
        <dd>
          {orders.length === 0 && say(VISIT.noOrder)}
          {orders.map(({ id, number, orderedOn, status }) => (
            <div key={id}>
              {number ?? <Withheld why={W.notRecorded} />}, {day(orderedOn, spoken)}
              {status === 'ENTERED_IN_ERROR' && `: ${say(VISIT.inError)}`}
            </div>
          ))}
        </dd>
        {appointment?.referralCode && (
          <>
            <dt>{say(VISIT.code)}</dt>
            <dd>{appointment.referralCode}</dd>
          </>
        )}
        {appointment?.movedFrom && (
          <>
            <dt>{say(VISIT.movedFrom)}</dt>
            <dd>{at(appointment.movedFrom.startsAt)}</dd>
          </>
        )}
        {appointment?.movedTo && (
          <>
            <dt>{say(VISIT.movedTo)}</dt>
            <dd>{at(appointment.movedTo.startsAt)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
