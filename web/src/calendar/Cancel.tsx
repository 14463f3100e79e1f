import { useState } from 'preact/hooks';
import type { ExamCancelReason } from '../../generated/graphql';
import type { Doing } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { StepForm } from '../parts/StepForm';
import { CANCEL_REASONS, WHY, WHY_MISSING } from './exam-words';

interface Props {
  readonly doing: Doing;
  readonly submit: Text;
  readonly reasons?: readonly ExamCancelReason[];
  /** Another name, where it may be open twice on a page */
  readonly field?: string;
  readonly onBack: () => void;
  readonly onCancel: (reason: ExamCancelReason) => void;
}

const ALL = Object.keys(CANCEL_REASONS) as ExamCancelReason[];

/** A time is given up for a reason that somebody chose: it stands in a record that is read at court, and nobody gives it for her. */
export function Cancel({ doing, submit, reasons = ALL, field = 'reason', onBack, onCancel }: Props) {
  const say = useSay();
  const [reason, choose] = useState<ExamCancelReason | null>(null);
  return (
    <StepForm
      doing={doing}
      submit={submit}
      warning
      onBack={onBack}
      onSubmit={() => (reason ? onCancel(reason) : doing.refuse([{ text: WHY_MISSING, field }]))}
    >
      <OneOf
        field={field}
        legend={say(WHY)}
        choices={reasons.map((value) => ({ value, label: say(CANCEL_REASONS[value]) }))}
        value={reason}
        onChange={(value) => choose(value as ExamCancelReason)}
        problems={doing.problems}
      />
    </StepForm>
  );
}
