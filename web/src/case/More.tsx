import type { PerpetratorRelation } from '../../generated/graphql';
import type { Problem } from '../hub/step';
import { useSay } from '../language/language';
import { type Chip, OneOf, SomeOf } from '../parts/Chips';
import { Count } from '../parts/Count';
import { Input } from '../parts/Fields';
import { useStore } from '../store';
import { NAMED, NEXT } from './after-report-words';
import { change, draft, type Report } from './draft';
import { CASE } from './words';

/** What can be asked when there is time for it. */
export function More({ problems }: { readonly problems: readonly Problem[] }) {
  const say = useSay();
  const { report } = useStore(draft);
  const set = (by: Partial<Report>) => change({ report: { ...draft.get().report, ...by } });
  const yesNo: Chip[] = [
    { value: 'yes', label: say(CASE.yes) },
    { value: 'no', label: say(CASE.no) },
    { value: 'unknown', label: say(CASE.notKnown), tone: 'open' },
  ];
  return (
    <>
      <SomeOf
        field="named"
        legend={say(NEXT.named)}
        choices={Object.entries(NAMED).map(([value, text]) => ({ value, label: say(text) }))}
        values={report.named}
        onChange={(named) => set({ named: named as PerpetratorRelation[] })}
        problems={problems}
      />
      <OneOf
        field="weapon"
        legend={say(NEXT.weapon)}
        choices={yesNo}
        value={report.weapon}
        onChange={(weapon) => set({ weapon })}
        problems={problems}
      />
      <OneOf
        field="childrenPresent"
        legend={say(NEXT.children)}
        choices={yesNo}
        value={report.children}
        onChange={(children) => set({ children })}
        problems={problems}
      />
      {report.children === 'yes' && (
        <Count
          label={say(NEXT.childrenCount)}
          value={report.childrenCount}
          least={1}
          most={20}
          onChange={(childrenCount) => set({ childrenCount })}
        />
      )}
      <Input
        field="earlierToldOf"
        label={say(NEXT.earlier)}
        hint={say(NEXT.earlierHint)}
        value={report.earlier}
        numeric
        onInput={(earlier) => set({ earlier: earlier.trim() })}
        problems={problems}
      />
      <label class="govuk-form-group desk-field">
        <span class="govuk-label govuk-label--s">{say(NEXT.account)}</span>
        <textarea
          class="desk-text"
          id="account"
          rows={4}
          autocomplete="off"
          value={report.account}
          onInput={(event) => set({ account: event.currentTarget.value })}
        />
      </label>
    </>
  );
}
