import type { ComponentChildren } from 'preact';
import { type FieldProps, Labelled, Question } from './Field';

interface Choice {
  readonly value: string;
  readonly label: ComponentChildren;
}

interface OneProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of several; the first of them has the id of the field, so that the error summary leads to it. */
export function Radios({
  choices,
  value,
  onChange,
  ...of
}: OneProps & { readonly legend: string; readonly value: string | null }) {
  const { field } = of;
  return (
    <Question {...of}>
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
    </Question>
  );
}

/** One of many, of which one is nearly always right already. */
export function Select({
  choices,
  value,
  onChange,
  ...of
}: OneProps & { readonly label: string; readonly value: string }) {
  return (
    <Labelled {...of} wide>
      {({ described }) => (
        <select
          class="govuk-select"
          id={of.field}
          aria-describedby={described}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** What is written. */
export function Input({
  value,
  onInput,
  numeric,
  wide,
  prose,
  date,
  ...of
}: FieldProps & {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly numeric?: boolean;
  /** As wide as there is room, not for a few characters */
  readonly wide?: boolean;
  /** Words, not a code */
  readonly prose?: boolean;
  /** A day, YYYY-MM-DD */
  readonly date?: boolean;
}) {
  return (
    <Labelled {...of}>
      {({ wrong, described }) => (
        <input
          class={`govuk-input${wide ? '' : ` govuk-input--width-${date ? 10 : 5}`}${wrong ? ' govuk-input--error' : ''}`}
          id={of.field}
          {...(date ? { type: 'date' } : { type: 'text' })}
          inputMode={numeric ? 'numeric' : undefined}
          autocomplete="off"
          autocapitalize={prose ? 'sentences' : 'characters'}
          spellcheck={false}
          aria-describedby={described}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}
