import { useState } from 'preact/hooks';
import { CalendarVisitDocument, type CalendarVisitQuery } from '../../generated/graphql';
import { ask } from '../hub/client';
import { hubNow } from '../hub/connection';
import { noAnswer, type Problem } from '../hub/step';
import { day, moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { inWordsOf } from '../parts/ByCode';
import { useOpened } from '../parts/focus';
import { inGroups } from '../parts/Spoken';
import { Withheld } from '../parts/Status';
import type { VisitProps } from './VisitPanel';
import { VISIT } from './visit-words';

/** Who comes, and what was ordered: asked for by a press and once, because each look stands in her log. */
export function Details({ visit, zone, doing }: Pick<VisitProps, 'visit' | 'zone' | 'doing'>) {
  const say = useSay();
  const [seen, setSeen] = useState<CalendarVisitQuery | null>(null);
  if (!seen) {
    const look = async (): Promise<readonly Problem[]> => {
      const answer = await ask(CalendarVisitDocument, { id: visit.id });
      if ('fault' in answer) return [{ text: noAnswer(answer.fault) }];
      setSeen(answer.data);
      return [];
    };
    return (
      <p class="desk-look">
        {/* one thing at a time: a second press while the first is under way would be a second look */}
        <button type="button" class="desk-link" aria-disabled={doing.busy} onClick={() => void doing.run(look, null)}>
          {say(VISIT.details)}
        </button>{' '}
        <small>{say(VISIT.detailsHint)}</small>
      </p>
    );
  }
  return <Seen seen={seen} zone={zone} />;
}

function Seen({
  seen: { appointment, examOrders },
  zone,
}: {
  readonly seen: CalendarVisitQuery;
  readonly zone: string;
}) {
  const say = useSay();
  const spoken = useLanguage();
  const identity = appointment?.victim?.identity;
  const orders = examOrders.edges.map(({ node }) => node);
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);
  return (
    <div role="status" tabIndex={-1} ref={useOpened<HTMLDivElement>()}>
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
            <dd>{inGroups(inWordsOf(appointment.referralCode))}</dd>
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
