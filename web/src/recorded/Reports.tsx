import { useLayoutEffect, useState } from 'preact/hooks';
import {
  IncidentEnteredInErrorDocument,
  type IncidentEnteredInErrorMutation,
  IncidentsRecordedDocument,
} from '../../generated/graphql';
import { LEVELS } from '../case/after-report-words';
import { draft, startAnew } from '../case/draft';
import { CHANNELS, INJURIES, VIOLENCE } from '../case/words';
import { hubNow } from '../hub/connection';
import { stepAnswered } from '../hub/step';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { takeFocus } from '../parts/focus';
import { type Marked, MarkInError } from './MarkInError';
import { type ListProps, Page, useEarlier } from './Page';
import { RECORDED } from './words';

type Answer = IncidentEnteredInErrorMutation['incidentEnteredInError'];

/** The unit's reports, newest first. */
export function Reports({ zone, doing }: ListProps) {
  const say = useSay();
  const spoken = useLanguage();
  const list = useEarlier(IncidentsRecordedDocument, ({ incidents }) => incidents);
  const [answers, hold] = useState<Readonly<Record<string, Answer>>>({});
  const when = (at: string) => moment(at, hubNow(), spoken, zone);
  return (
    <Page list={list} doing={doing}>
      {(report) => {
        const { id, violence, injuries, account } = report;
        const answer = answers[id];
        const now: Marked = answer?.incident ?? report;
        return (
          <li class="desk-card" key={id}>
            <h2 class="govuk-heading-s" id={`report-${id}`} tabIndex={-1}>
              {when(report.reportedAt)}
            </h2>
            <p class="govuk-body">
              {violence.map((each) => say(VIOLENCE[each])).join(', ')}
              {injuries.length > 0 && (
                <>
                  <br />
                  {injuries.map((each) => say(INJURIES[each])).join(', ')}
                </>
              )}
              <br />
              {say(RECORDED.happened)}: {when(report.occurredAt)} · {say(CHANNELS[report.channel])}
            </p>
            <MarkInError
              id={id}
              name={`report-${id}`}
              marked={now}
              sure={RECORDED.sureReport}
              hint={RECORDED.correctInstead}
              zone={zone}
              doing={doing}
              mark={async (reason) => {
                const { problems, data } = await stepAnswered(IncidentEnteredInErrorDocument, {
                  input: { incidentId: id, reason },
                });
                if (data) {
                  hold((before) => ({ ...before, [id]: data.incidentEnteredInError }));
                  // a case goes on from no report that counts nowhere
                  if (draft.get().recorded?.id === id) startAnew();
                }
                return problems;
              }}
            >
              {account && (
                <p class="govuk-body">
                  {say(RECORDED.account)}: {account}
                </p>
              )}
            </MarkInError>
            {answer && answer.countedIn.length > 0 && (
              <CountedIn id={`counted-${id}`} in={answer.countedIn} when={when} />
            )}
          </li>
        );
      }}
    </Page>
  );
}

interface CountedProps {
  readonly id: string;
  readonly in: Answer['countedIn'];
  readonly when: (at: string) => string;
}

/** What counted a report that is marked now, and may have to be asked anew: it is said and read first, before that the report is marked. */
function CountedIn({ id, in: counted, when }: CountedProps) {
  const say = useSay();
  useLayoutEffect(() => takeFocus(id), [id]);
  return (
    <div class="desk-warning" role="alert" id={id} tabIndex={-1}>
      {say(RECORDED.countedIn)}
      <ul>
        {counted.map((each) => (
          <li key={each.id}>
            {when(each.assessedAt)}: {say(LEVELS[each.level])}
          </li>
        ))}
      </ul>
    </div>
  );
}
