import type { Problem } from '../hub/step';
import { useSay } from '../language/language';
import { wordsAt } from './Fields';

/** One of many, of which one is nearly always right already. */
export function Select(props: {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problems: readonly Problem[];
}) {
  const { field, label, hint, choices, value, onChange, problems } = props;
  const wrong = wordsAt(problems, field, useSay());
  const described = [hint && `${field}-hint`, wrong && `${field}-error`].filter(Boolean).join(' ');
  return (
    <div class={`govuk-form-group desk-field${wrong ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label govuk-label--s" for={field}>
        {label}
      </label>
      {hint && (
        <div class="govuk-hint" id={`${field}-hint`}>
          {hint}
        </div>
      )}
      {wrong && (
        <p class="govuk-error-message" id={`${field}-error`}>
          {wrong}
        </p>
      )}
      <select
        class="govuk-select"
        id={field}
        aria-describedby={described || undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
