import {
  AgenciesDocument,
  CaseFormsDocument,
  type Category,
  type ReferralService,
  type ReferralUrgency,
} from '../../generated/graphql';
import { useOnce, useOnceList } from '../hub/once';
import { type Problem, useDoing } from '../hub/step';
import { language, type Text, useSay } from '../language/language';
import { CallInstead } from '../parts/CallLine';
import { OneOf, SomeOf } from '../parts/Chips';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Radios, Select } from '../parts/Fields';
import { Empty, Waiting } from '../parts/Status';
import { useStore } from '../store';
import { NEXT, SERVICES, URGENCY } from './after-report-words';
import { TRAVELS } from './consent-words';
import { change, type Draft, draft, type To as Form, goTo, newReading } from './draft';
import { Level } from './Level';
import type { StepProps } from './step-props';
import { CASE } from './words';

/** For what, to whom, how soon, and what goes along. */
export function To({ heading }: StepProps) {
  const say = useSay();
  const now = useStore(draft);
  const { to, report, assessed, forwards } = now;
  const doing = useDoing();
  const forms = useOnce(CaseFormsDocument, {});
  const regionCode = to.regionCode ?? report.regionCode ?? forms.data?.me.agency?.region?.code ?? '';
  const { data, fault } = useOnceList(AgenciesDocument, regionCode ? { first: 100, regionCode } : null);
  const set = (by: Partial<Form>) => change({ to: { ...draft.get().to, ...by } });
  const kinds = (to.service && SERVICES[to.service]?.kinds) || [];
  const there = data?.filter(({ kind, status }) => kinds.includes(kind) && status === 'ACTIVE');
  const recipient = there?.find(({ id }) => id === to.recipient) ?? (there?.length === 1 ? there[0] : undefined);
  const travels = mayTravel(now);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const problems: Problem[] = [];
        if (!to.service) problems.push({ text: NEXT.serviceMissing, field: 'service' });
        else if (!recipient) problems.push({ text: NEXT.recipientMissing, field: 'recipient' });
        if (problems.length > 0 || !recipient) return doing.refuse(problems);
        change({
          to: { ...to, recipient: recipient.id, urgency: urgencyOf(now) },
          read: newReading(language.get()),
        });
        goTo('read');
      }}
    >
      <ErrorSummary problems={doing.problems} />
      <CallInstead />
      {heading}
      {assessed && <Level assessed={assessed} />}
      <OneOf
        field="service"
        legend={say(NEXT.service)}
        choices={Object.entries(SERVICES).map(([value, { words }]) => ({ value, label: say(words) }))}
        value={to.service}
        onChange={(service) => set({ service: service as ReferralService, recipient: null })}
        problems={doing.problems}
      />
      {to.service && (
        <>
          {!there && <Waiting fault={fault} />}
          {there?.length === 0 && <Empty>{say(NEXT.nobodyThere)}</Empty>}
          {there && there.length > 0 && (
            <Radios
              field="recipient"
              legend={say(NEXT.recipient)}
              choices={there.map(({ id, name }) => ({ value: id, label: name }))}
              value={recipient?.id ?? null}
              onChange={(chosen) => set({ recipient: chosen })}
              problems={doing.problems}
            />
          )}
          {forms.data && (
            <Select
              field="region"
              label={say(CASE.region)}
              choices={forms.data.regions.map(({ code, name }) => ({ value: code, label: name }))}
              value={regionCode}
              onChange={(chosen) => set({ regionCode: chosen, recipient: null })}
              problems={doing.problems}
            />
          )}
        </>
      )}
      <OneOf
        field="urgency"
        legend={say(NEXT.urgency)}
        choices={Object.entries(URGENCY).map(([value, text]) => ({ value, label: say(text) }))}
        value={urgencyOf(now)}
        onChange={(urgency) => set({ urgency: urgency as ReferralUrgency })}
        problems={doing.problems}
      />
      <SomeOf
        field="categories"
        legend={say(NEXT.travels)}
        hint={say(NEXT.travelsHint)}
        choices={travels.map((value) => ({ value, label: say(TRAVELS[value] as Text) }))}
        values={travels.filter((each) => !to.leftOut.includes(each))}
        onChange={(kept) => set({ leftOut: travels.filter((each) => !kept.includes(each)) })}
        problems={doing.problems}
      />
      <button type="submit" class="govuk-button desk-wide">
        {say(NEXT.continue)}
      </button>
      {!forwards && (
        <button type="button" class="desk-link" onClick={() => goTo('questions')}>
          {say(CASE.questions)}
        </button>
      )}
    </form>
  );
}

/** At once where the danger is high. */
const urgencyOf = ({ to, assessed }: Draft): ReferralUrgency =>
  to.urgency ?? (assessed?.level === 'HIGH' ? 'STAT' : 'URGENT');

/** What there is of hers that can go along: of a referral that goes on, what the first one may have had. */
function mayTravel({ incidentId, assessed, forwards }: Draft): Category[] {
  const all: Category[] = [];
  if (incidentId || forwards) all.push('INCIDENT');
  if (assessed || forwards) all.push('RISK');
  return all;
}

export const goesAlong = (now: Draft): Category[] => mayTravel(now).filter((each) => !now.to.leftOut.includes(each));
