import type { ComponentChildren } from 'preact';
import type { Doing, Problem } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { W } from '../language/words';
import { useOpened } from './focus';

interface Props {
  /** Where the focus comes to when something of the form goes that had it */
  readonly id?: string;
  readonly doing: Doing;
  readonly submit: Text;
  /** What the form is for, where its button says something else */
  readonly label?: Text;
  /** What it does cannot be taken back */
  readonly warning?: boolean;
  /** There is nothing to choose in it: it can only be left */
  readonly empty?: boolean;
  readonly onSubmit: () => void;
  /** Left out where there is nothing to go back to: the form stands on its page from the beginning and asks for no focus */
  readonly onBack?: () => void;
  readonly children: ComponentChildren;
}

/** A form of one step: it gets the focus when it is opened, and is sent or left. */
export function StepForm({ id, doing, submit, label = submit, warning, empty, onSubmit, onBack, children }: Props) {
  const say = useSay();
  const opened = useOpened<HTMLFormElement>(Boolean(onBack));
  return (
    <form
      id={id}
      noValidate
      class="desk-opened"
      tabIndex={-1}
      ref={opened}
      aria-label={say(label)}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <div class="desk-buttons">
        {!empty && (
          <button
            type="submit"
            class={`govuk-button${warning ? ' govuk-button--warning' : ''}`}
            aria-disabled={doing.busy}
          >
            {say(submit)}
          </button>
        )}
        {onBack && (
          <button type="button" class="govuk-button govuk-button--secondary" onClick={onBack}>
            {say(W.back)}
          </button>
        )}
      </div>
    </form>
  );
}

/** Asks once more before what a slip of the finger must not do. */
export function Sure({ words, ...form }: Omit<Props, 'children'> & { readonly words: Text }) {
  const say = useSay();
  return (
    <StepForm {...form} label={words}>
      <p class="desk-warning">{say(words)}</p>
    </StepForm>
  );
}

/** What the hub says of fields where a form may be open twice on a page: at the ids that they have there. */
export const atIds = (problems: readonly Problem[], ids: Readonly<Record<string, string>>): Problem[] =>
  problems.map(({ text, field }) => (field && ids[field] ? { text, field: ids[field] } : { text }));
