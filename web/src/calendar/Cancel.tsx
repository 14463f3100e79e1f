import { useState } from 'preact/hooks';
import type { ExamCancelReason } from '../../generated/graphql';
import type { Doing } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { Radios } from '../parts/Fields';
import { StepForm } from '../parts/StepForm';
import { CANCEL_REASONS, VISIT } from './visit-words';

interface Props {
  readonly doing: Doing;
  readonly submit?: Text;
  readonly onBack: () => void;
  readonly onCancel: (reason: ExamCancelReason) => void;
}

/** A time is given up for a reason that somebody chose: it stands in a record that is read at court. */
export function Cancel({ doing, submit = VISIT.cancel, onBack, onCancel }: Props) {
  const say = useSay();
  const [reason, choose] = useState<ExamCancelReason | null>(null);
  return (
    <StepForm
      doing={doing}
      submit={submit}
      warning
      onBack={onBack}
      onSubmit={() => (reason ? onCancel(reason) : doing.refuse([{ text: VISIT.whyMissing, field: 'reason' }]))}
    >
      <Radios
        field="reason"
        legend={say(VISIT.why)}
        choices={Object.entries(CANCEL_REASONS).map(([value, text]) => ({ value, label: say(text) }))}
        value={reason}
        onChange={(value) => choose(value as ExamCancelReason)}
        problems={doing.problems}
      />
    </StepForm>
  );
}
