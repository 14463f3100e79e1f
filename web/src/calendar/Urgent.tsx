import { useState } from 'preact/hooks';
import {
  type ExamKind,
  ExamOverrideDocument,
  type ExamOverrideReason,
  type ExamPriority,
} from '../../generated/graphql';
import { type Problem, step } from '../hub/step';
import { span } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Radios } from '../parts/Fields';
import { StepForm } from '../parts/StepForm';
import { inWords, useKnownBy } from './KnownBy';
import type { VisitProps } from './VisitPanel';
import { OVERRIDE_REASONS, PRIORITIES, VISIT, WHY, WHY_MISSING } from './visit-words';
import { CALENDAR, KINDS } from './words';

const SOONEST_FIRST: readonly ExamPriority[] = ['STAT', 'ASAP', 'URGENT', 'ROUTINE'];

/** Gives the time of this appointment to a more urgent one, and says who is moved by it. */
export function Urgent({
  visit,
  zone,
  doing,
  reload,
  onBack,
  onDone,
}: VisitProps & { readonly onBack: () => void; readonly onDone: () => void }) {
  const say = useSay();
  const spoken = useLanguage();
  const [kind, setKind] = useState<ExamKind>(visit.kind);
  const [priority, setPriority] = useState<ExamPriority | null>(null);
  const [reason, setReason] = useState<ExamOverrideReason | null>(null);
  const known = useKnownBy(doing);
  const sooner = SOONEST_FIRST.slice(0, SOONEST_FIRST.indexOf(visit.priority));
  return (
    <StepForm
      doing={doing}
      submit={VISIT.urgent}
      warning
      onBack={onBack}
      onSubmit={async () => {
        const missing: Problem[] = [];
        if (!priority) missing.push({ text: VISIT.howSoonMissing, field: 'priority' });
        if (!reason) missing.push({ text: WHY_MISSING, field: 'reason' });
        if (!priority || !reason) return doing.refuse(missing);
        const input = { appointmentId: visit.id, kind, priority, reason, ...known.asInput };
        const idempotencyKey = doing.keyFor(JSON.stringify(input));
        const work = async () => inWords(await step(ExamOverrideDocument, { input: { ...input, idempotencyKey } }));
        if (await doing.run(work, VISIT.urgentDone, reload)) onDone();
      }}
    >
      <p class="desk-warning">
        {say(VISIT.urgentSure)}{' '}
        <strong>
          {visit.localReference ?? say(CALENDAR.noReference)}, {span(visit, spoken, zone)}
        </strong>
      </p>
      <Radios
        field="priority"
        legend={say(VISIT.howSoon)}
        choices={sooner.map((value) => ({ value, label: say(PRIORITIES[value]) }))}
        value={priority}
        onChange={(value) => setPriority(value as ExamPriority)}
        problems={doing.problems}
      />
      <Radios
        field="reason"
        legend={say(WHY)}
        choices={Object.entries(OVERRIDE_REASONS).map(([value, text]) => ({ value, label: say(text) }))}
        value={reason}
        onChange={(value) => setReason(value as ExamOverrideReason)}
        problems={doing.problems}
      />
      <Radios
        field="kind"
        legend={say(CALENDAR.kind)}
        choices={Object.entries(KINDS).map(([value, text]) => ({ value, label: say(text) }))}
        value={kind}
        onChange={(value) => setKind(value as ExamKind)}
        problems={doing.problems}
      />
      {known.fields(VISIT.urgentReference)}
    </StepForm>
  );
}
