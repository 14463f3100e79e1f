import type { InjuryKind, ViolenceKind } from '../../generated/graphql';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { SomeOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Progress } from '../parts/Status';
import { useStore } from '../store';
import { NEXT } from './after-report-words';
import { change, draft, goTo, type Report } from './draft';
import { Health } from './Health';
import { lastContactOf } from './last-contact';
import { sendCorrection } from './sending';
import type { StepProps } from './step-props';
import { CASE, INJURIES, VIOLENCE } from './words';

/** A report that is recorded, gone back to: what became known since is added, and what it said before stays with it. */
export function Correct({ heading }: StepProps) {
  const say = useSay();
  const { report, recorded, correcting } = useStore(draft);
  const { violence = [], injuries = [] } = recorded?.said ?? {};
  const doing = useDoing();
  const set = (by: Partial<Report>) => change({ report: { ...draft.get().report, ...by } });
  const isSame = (one: readonly string[], other: readonly string[] | null) =>
    one.length === (other?.length ?? 0) && one.every((each) => other?.includes(each));
  const changed = correcting !== null || !isSame(report.violence, violence) || !isSame(report.injuries, injuries);
  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        if (report.violence.length === 0) return doing.refuse([{ text: CASE.violenceMissing, field: 'violence' }]);
        if (!changed || (await doing.run(sendCorrection, NEXT.corrected))) goTo('questions');
      }}
    >
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      {heading}
      <p class="desk-done">{say(NEXT.alreadyRecorded)}</p>
      <SomeOf
        field="violence"
        legend={say(CASE.violence)}
        choices={Object.entries(VIOLENCE).map(([value, text]) => ({ value, label: say(text) }))}
        values={report.violence}
        onChange={(violence) => set({ violence: violence as ViolenceKind[] })}
        problems={doing.problems}
      />
      <SomeOf
        field="injuries"
        legend={say(CASE.injuries)}
        choices={Object.entries(INJURIES).map(([value, text]) => ({ value, label: say(text) }))}
        values={report.injuries}
        onChange={(injuries) => set({ injuries: injuries as InjuryKind[] })}
        problems={doing.problems}
      />
      <Health {...report} lastContactAt={lastContactOf(report)} />
      {doing.busy && <Progress text={W.sending} />}
      <button type="submit" class="govuk-button desk-wide" aria-disabled={doing.busy}>
        {say(changed ? NEXT.correct : W.continue)}
      </button>
      {changed && !correcting && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary desk-wide"
          onClick={() => {
            set({ violence, injuries: injuries ?? [] });
            goTo('questions');
          }}
        >
          {say(NEXT.asBefore)}
        </button>
      )}
      <a class="desk-way" href="#recorded">
        {say(NEXT.wrongRecord)}
      </a>
    </form>
  );
}
