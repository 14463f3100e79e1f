import { useState } from 'preact/hooks';
import type { ScreenProps } from '../frame/roles';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { OneOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Done, Progress } from '../parts/Status';
import { Assessments } from './Assessments';
import { Reports } from './Reports';
import { TITLE } from './title';
import { RECORDED } from './words';

const LISTS = { reports: Reports, assessments: Assessments } as const;

/** What the own unit has recorded, to be found again, and marked where it should not be. */
export function Recorded({ zone }: ScreenProps) {
  const say = useSay();
  const [shown, show] = useState<keyof typeof LISTS>('reports');
  const doing = useDoing();
  const List = LISTS[shown];
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      <h1 class="govuk-heading-l">{say(TITLE)}</h1>
      <p class="govuk-hint">{say(RECORDED.hint)}</p>
      <OneOf
        field="which"
        legend={say(RECORDED.which)}
        choices={Object.keys(LISTS).map((value) => ({ value, label: say(RECORDED[value as typeof shown]) }))}
        value={shown}
        onChange={(value) => {
          doing.clear();
          show(value as typeof shown);
        }}
        problems={[]}
      />
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      <List zone={zone} doing={doing} />
    </>
  );
}
