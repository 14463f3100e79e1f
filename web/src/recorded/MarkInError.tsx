import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordErrorReason, RecordStatus } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import type { Doing, Problem } from '../hub/step';
import { moment } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { OneOf } from '../parts/Chips';
import { atIds, StepForm, Sure } from '../parts/StepForm';
import { ERRORS, RECORDED } from './words';

export interface Marked {
  readonly status: RecordStatus;
  readonly errorReason?: RecordErrorReason | null;
  readonly errorAt?: string | null;
}

interface Props {
  readonly id: string;
  /** Id of the heading of what is marked */
  readonly name: string;
  readonly marked: Marked;
  readonly sure: Text;
  readonly hint?: Text;
  readonly zone: string;
  readonly doing: Doing;
  readonly mark: (reason: RecordErrorReason) => Promise<readonly Problem[]>;
  /** By what else it is known, when it is to be marked */
  readonly children?: ComponentChildren;
}

/** That something should not be there: first why, then whether it is meant for ever. */
export function MarkInError({ id, name, marked, sure, hint, zone, doing, mark, children }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [at, turn] = useState<'closed' | 'why' | 'sure'>('closed');
  const [reason, choose] = useState<RecordErrorReason | null>(null);
  const field = `why-${id}`;
  const to = (step: typeof at) => () => {
    doing.clear();
    turn(step);
  };
  if (marked.status === 'ENTERED_IN_ERROR')
    return (
      <p class="govuk-body">
        <strong class="govuk-tag govuk-tag--grey">{say(RECORDED.inError)}</strong>
        <br />
        {marked.errorReason && say(ERRORS[marked.errorReason])}
        {marked.errorAt && ` · ${moment(marked.errorAt, hubNow(), spoken, zone)}`}
      </p>
    );
  if (at === 'closed')
    return (
      <div class="desk-buttons">
        <button type="button" class="govuk-button govuk-button--secondary" aria-describedby={name} onClick={to('why')}>
          {say(RECORDED.wrong)}
        </button>
      </div>
    );
  if (at === 'why')
    return (
      <StepForm
        key="why"
        doing={doing}
        submit={W.continue}
        label={RECORDED.wrong}
        onBack={to('closed')}
        onSubmit={() => (reason ? to('sure')() : doing.refuse([{ text: RECORDED.whyMissing, field }]))}
      >
        {children}
        <OneOf
          field={field}
          legend={say(RECORDED.why)}
          {...(hint ? { hint: say(hint) } : {})}
          choices={Object.entries(ERRORS).map(([value, text]) => ({ value, label: say(text) }))}
          value={reason}
          onChange={(value) => choose(value as RecordErrorReason)}
          problems={doing.problems}
        />
      </StepForm>
    );
  return (
    <Sure
      key="sure"
      words={sure}
      doing={doing}
      submit={RECORDED.mark}
      warning
      onBack={to('why')}
      onSubmit={() =>
        doing.run(async () => {
          const problems = atIds(await mark(reason!), { reason: field });
          // what is wrong with the reason is chosen anew
          if (problems.some((each) => each.field)) turn('why');
          return problems;
        }, RECORDED.marked)
      }
    />
  );
}
