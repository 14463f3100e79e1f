import type { Problem } from '../hub/step';
import { useSay } from '../language/language';
import { wordsAt } from './Fields';

export interface Chip {
  readonly value: string;
  readonly label: string;
  /** Another look, for what must not be taken for the others */
  readonly tone?: 'yes' | 'no' | 'open';
}

interface Props {
  readonly field: string;
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly Chip[];
  readonly problems: readonly Problem[];
}

/** One of several, each as large as a thumb. */
export function OneOf({
  value,
  onChange,
  ...group
}: Props & { readonly value: string | null; readonly onChange: (value: string) => void }) {
  return <Group {...group} type="radio" isOn={(each) => each === value} onPress={onChange} />;
}

/** Any of several, each as large as a thumb. */
export function SomeOf({
  values,
  onChange,
  ...group
}: Props & { readonly values: readonly string[]; readonly onChange: (values: string[]) => void }) {
  const press = (value: string, on: boolean) =>
    onChange(on ? [...values, value] : values.filter((each) => each !== value));
  return <Group {...group} type="checkbox" isOn={(each) => values.includes(each)} onPress={press} />;
}

function Group({
  field,
  legend,
  hint,
  choices,
  problems,
  type,
  isOn,
  onPress,
}: Props & {
  readonly type: 'radio' | 'checkbox';
  readonly isOn: (value: string) => boolean;
  readonly onPress: (value: string, on: boolean) => void;
}) {
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
        <div class="desk-chips">
          {choices.map(({ value, label, tone }, i) => (
            <label class={`desk-chip${tone ? ` desk-chip--${tone}` : ''}`} key={value}>
              <input
                class="desk-chip__input"
                type={type}
                id={i === 0 ? field : undefined}
                name={field}
                value={value}
                checked={isOn(value)}
                onChange={(event) => onPress(value, event.currentTarget.checked)}
              />
              <span class="desk-chip__words">{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
