import { CaseFormsDocument, type CaseFormsQuery, type RiskAnswer } from '../../generated/graphql';
import { useOnce } from '../hub/once';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { OneOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Select } from '../parts/Fields';
import { Progress, Waiting } from '../parts/Status';
import { useStore } from '../store';
import { NEXT } from './after-report-words';
import { change, draft, goTo } from './draft';
import { Health } from './Health';
import { lastContactOf } from './last-contact';
import { sendAnswers } from './sending';
import type { StepProps } from './step-props';
import { CASE } from './words';

type Instrument = CaseFormsQuery['riskInstruments'][number];
const idOf = ({ id, version }: Instrument) => `${id} ${version}`;

/** The questions of the unit's instrument: what is not answered is not a no. */
export function Questions({ heading }: StepProps) {
  const say = useSay();
  const { report, victimId, instrument, answers } = useStore(draft);
  const doing = useDoing();
  const { data, fault } = useOnce(CaseFormsDocument, {});
  const all = data?.riskInstruments ?? [];
  const form =
    all.find((each) => idOf(each) === instrument) ??
    all.find(({ items }) => items.every(({ question }) => question)) ??
    all[0];
  const onward = () => goTo('to');
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (!form) return;
        const given = form.items.flatMap(({ id }) =>
          answers[keyOf(form, id)] ? [{ item: id, answer: answers[keyOf(form, id)]! }] : [],
        );
        const input = { victimId, instrument: form.id, version: form.version, answers: given };
        if (await doing.run(() => sendAnswers(input), CASE.recorded)) onward();
      }}
    >
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      {heading}
      <p class="desk-done">{say(CASE.recorded)}</p>
      <Health brief {...report} lastContactAt={lastContactOf(report)} />
      {!form && <Waiting fault={fault} />}
      {form && (
        <>
          {all.length > 1 && (
            <Select
              field="instrument"
              label={say(NEXT.instrument)}
              choices={all.map((each) => ({ value: idOf(each), label: `${each.name}, ${each.version}` }))}
              value={idOf(form)}
              onChange={(chosen) => change({ instrument: chosen })}
              problems={doing.problems}
            />
          )}
          {form.items.some(({ question }) => !question) && <p class="desk-warning">{say(NEXT.noWording)}</p>}
          <p class="govuk-hint">
            {say(NEXT.openIsNotNo)} {!form.reviewedBy && say(NEXT.notReviewed)}
          </p>
          <ol class="desk-questions">
            {form.items.map(({ id, question }) => (
              <li key={keyOf(form, id)}>
                <OneOf
                  field={`item-${id}`}
                  legend={question ? `${id}. ${question}` : `${say(NEXT.item)} ${id}`}
                  choices={[
                    { value: 'YES', label: say(CASE.yes), tone: 'yes' },
                    { value: 'NO', label: say(CASE.no), tone: 'no' },
                    { value: 'NOT_ANSWERED', label: say(CASE.notAnswered), tone: 'open' },
                  ]}
                  value={answers[keyOf(form, id)] ?? 'NOT_ANSWERED'}
                  onChange={(answer) =>
                    change({ answers: { ...draft.get().answers, [keyOf(form, id)]: answer as RiskAnswer } })
                  }
                  problems={doing.problems}
                />
              </li>
            ))}
          </ol>
        </>
      )}
      {doing.busy && <Progress text={W.sending} />}
      <button type="submit" class="govuk-button desk-wide" aria-disabled={doing.busy || !form}>
        {say(CASE.record)}
      </button>
      <button type="button" class="govuk-button govuk-button--secondary desk-wide" onClick={onward}>
        {say(NEXT.askLater)}
      </button>
    </form>
  );
}

const keyOf = (form: Instrument, item: string) => `${idOf(form)} ${item}`;
