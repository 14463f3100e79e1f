import type { Problem } from '../hub/step';
import { useSay } from '../language/language';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export const wordsAt = (
  problems: readonly Problem[],
  field: string,
  say: ReturnType<typeof useSay>,
): string | undefined => {
  const problem = problems.find((each) => each.field === field);
  return problem && (typeof problem.text === 'string' ? problem.text : say(problem.text));
};

/** One of several; the first of them has the id of the field, so that the error summary leads to it. */
export function Radios(props: {
  readonly field: string;
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly problems: readonly Problem[];
}) {
  const { field, legend, hint, choices, value, onChange, problems } = props;
  const wrong = wordsAt(problems, field, useSay());
  const described = [hint && `${field}-hint`, wrong && `${field}-error`].filter(Boolean).join(' ');
  return (
    <div class={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
      <fieldset class="govuk-fieldset" aria-describedby={described || undefined}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
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
        <div class="govuk-radios govuk-radios--small">
          {choices.map((choice, i) => {
            const id = i === 0 ? field : `${field}-${choice.value}`;
            return (
              <div class="govuk-radios__item" key={choice.value}>
                <input
                  class="govuk-radios__input"
                  type="radio"
                  id={id}
                  name={field}
                  value={choice.value}
                  checked={value === choice.value}
                  onChange={() => onChange(choice.value)}
                />
                <label class="govuk-label govuk-radios__label" for={id}>
                  {choice.label}
                </label>
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

export function Input(props: {
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly numeric?: boolean;
  /** As wide as there is room, not for a few characters */
  readonly wide?: boolean;
  readonly problems: readonly Problem[];
}) {
  const { field, label, hint, value, onInput, numeric, wide, problems } = props;
  const wrong = wordsAt(problems, field, useSay());
  const described = [hint && `${field}-hint`, wrong && `${field}-error`].filter(Boolean).join(' ');
  return (
    <div class={`govuk-form-group${wrong ? ' govuk-form-group--error' : ''}`}>
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
      <input
        class={`govuk-input${wide ? '' : ' govuk-input--width-5'}${wrong ? ' govuk-input--error' : ''}`}
        id={field}
        type="text"
        inputMode={numeric ? 'numeric' : undefined}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby={described || undefined}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
