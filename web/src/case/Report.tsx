import { useState } from 'preact/hooks';
import { CaseFormsDocument, type IncidentChannel, type InjuryKind, type ViolenceKind } from '../../generated/graphql';
import { later } from '../frame/later';
import { useOnce } from '../hub/once';
import { type Problem, useDoing } from '../hub/step';
import { counted } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { CallInstead } from '../parts/CallLine';
import { type Chip, OneOf, SomeOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Input, Select } from '../parts/Fields';
import { Progress, Waiting } from '../parts/Status';
import { useStore } from '../store';
import { change, draft, type Report as Form, goTo, hoursAgo, isBegun, startAnew } from './draft';
import { Health } from './Health';
import { lastContactOf } from './last-contact';
import { afterReport } from './later-steps';
import type { StepProps } from './step-props';
import { CASE, CHANNELS, HOURS, INJURIES, VIOLENCE } from './words';

const HOURS_AGO = ['0', '1', '3', '6', '12', '24', '48'];
const LONGER = 'longer';

const More = later(async () => (await afterReport()).More);

/** What happened: few taps, everything that is likely is chosen already. */
export function Report({ heading }: StepProps) {
  const say = useSay();
  const spoken = useLanguage();
  const { report } = useStore(draft);
  const [days, setDays] = useState('');
  const doing = useDoing();
  const { data, fault } = useOnce(CaseFormsDocument, {});
  const set = (by: Partial<Form>) => {
    const before = draft.get().report;
    // "now" is when it is begun, not when the page was opened or the case before it was over
    const now = !isBegun() && before.when === '0' ? { occurredAt: hoursAgo(0) } : {};
    change({ report: { ...before, ...now, ...by } });
  };
  const ago = (hours: string) => (hours === '0' ? say(CASE.now) : counted(Number(hours), HOURS, spoken));
  const chips = (words: Readonly<Record<string, Text>>): Chip[] =>
    Object.entries(words).map(([value, text]) => ({ value, label: say(text) }));
  const regionCode = report.regionCode ?? data?.me.agency?.region?.code ?? '';

  function problemsOf(): Problem[] {
    const found: Problem[] = [];
    if (report.when === LONGER && !isCount(days, 1, 3_650)) found.push({ text: CASE.daysWrong, field: 'days' });
    if (report.violence.length === 0) found.push({ text: CASE.violenceMissing, field: 'violence' });
    if (report.earlier !== '' && !isCount(report.earlier, 0, 999))
      found.push({ text: CASE.earlierWrong, field: 'earlierToldOf' });
    return found;
  }

  return (
    <form
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const problems = problemsOf();
        if (problems.length > 0) return doing.refuse(problems);
        const yes = (answer: string) => (answer === 'unknown' ? null : answer === 'yes');
        const input = {
          occurredAt: report.occurredAt,
          lastContactAt: lastContactOf(report),
          channel: report.channel,
          violence: [...report.violence],
          injuries: [...report.injuries],
          named: [...report.named],
          weapon: yes(report.weapon),
          childrenPresent: yes(report.children),
          childrenCount: report.children === 'yes' ? report.childrenCount : null,
          earlierToldOf: report.earlier === '' ? null : Number(report.earlier),
          account: report.account.trim() || null,
          regionCode,
        };
        if (await doing.run(async () => (await afterReport()).sendReport(input, say(CASE.duty)), CASE.recorded))
          goTo('questions');
      }}
    >
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      {heading}
      <OneOf
        field="occurredAt"
        legend={say(CASE.when)}
        choices={[
          ...HOURS_AGO.map((value) => ({ value, label: ago(value) })),
          { value: LONGER, label: say(CASE.longer) },
        ]}
        value={report.when}
        onChange={(when) =>
          set({ when, occurredAt: hoursAgo(when === LONGER ? 72 : Number(when)), lastContact: 'same' })
        }
        problems={doing.problems}
      />
      {report.when === LONGER && (
        <Input
          field="days"
          label={say(CASE.days)}
          value={days}
          numeric
          onInput={(text) => {
            setDays(text);
            if (isCount(text, 1, 3_650)) set({ occurredAt: hoursAgo(Number(text) * 24) });
          }}
          problems={doing.problems}
        />
      )}
      {report.when !== '0' && (
        <OneOf
          field="lastContactAt"
          legend={say(CASE.lastContact)}
          choices={[
            { value: 'same', label: say(CASE.same) },
            ...HOURS_AGO.filter((each) => report.when === LONGER || Number(each) < Number(report.when)).map(
              (value) => ({ value, label: ago(value) }),
            ),
            { value: 'unknown', label: say(CASE.notKnown), tone: 'open' },
          ]}
          value={report.lastContact}
          onChange={(lastContact) =>
            set({ lastContact, lastContactAt: isCount(lastContact, 0, 99) ? hoursAgo(Number(lastContact)) : null })
          }
          problems={doing.problems}
        />
      )}
      <SomeOf
        field="violence"
        legend={say(CASE.violence)}
        hint={say(CASE.violenceHint)}
        choices={chips(VIOLENCE)}
        values={report.violence}
        onChange={(violence) => set({ violence: violence as ViolenceKind[] })}
        problems={doing.problems}
      />
      <SomeOf
        field="injuries"
        legend={say(CASE.injuries)}
        hint={say(CASE.injuriesHint)}
        choices={chips(INJURIES)}
        values={report.injuries}
        onChange={(injuries) => set({ injuries: injuries as InjuryKind[] })}
        problems={doing.problems}
      />
      <Health {...report} lastContactAt={lastContactOf(report)} />
      <details class="desk-details">
        <summary>{say(CASE.more)}</summary>
        <More problems={doing.problems} />
      </details>
      <Select
        field="channel"
        label={say(CASE.channel)}
        choices={chips(CHANNELS)}
        value={report.channel}
        onChange={(channel) => set({ channel: channel as IncidentChannel })}
        problems={doing.problems}
      />
      {data ? (
        <Select
          field="regionCode"
          label={say(CASE.region)}
          choices={data.regions.map(({ code, name }) => ({ value: code, label: name }))}
          value={regionCode}
          onChange={(chosen) => set({ regionCode: chosen })}
          problems={doing.problems}
        />
      ) : (
        <Waiting fault={fault} />
      )}
      <p class="govuk-hint">
        {say(CASE.dutyHint)} {say(CASE.draftOnly)}
      </p>
      {doing.busy && <Progress text={W.sending} />}
      <button type="submit" class="govuk-button desk-wide" aria-disabled={doing.busy}>
        {say(CASE.record)}
      </button>
      {isBegun() && <Drop busy={doing.busy} />}
    </form>
  );
}

/** Asked for twice: the thumb slips. Not while something is sent: the next case begins when this one is at rest. */
function Drop({ busy }: { readonly busy: boolean }) {
  const say = useSay();
  const [sure, ask] = useState(false);
  return (
    <button
      type="button"
      class={`desk-link${sure ? ' desk-link--alarm' : ''}`}
      aria-disabled={busy}
      onClick={() => !busy && (sure ? startAnew() : ask(true))}
    >
      {say(sure ? CASE.dropSure : CASE.drop)}
    </button>
  );
}

const isCount = (text: string, least: number, most: number) =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
