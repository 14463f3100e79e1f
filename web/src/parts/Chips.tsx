import type { ComponentChildren } from 'preact';
import { type FieldProps, Question } from './Field';

export interface Chip {
  readonly value: string;
  readonly label: ComponentChildren;
  /** Another look, for what must not be taken for the others */
  readonly tone?: 'yes' | 'no' | 'open';
}

interface Props extends FieldProps {
  readonly legend: string;
  readonly choices: readonly Chip[];
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
  choices,
  type,
  isOn,
  onPress,
  ...of
}: Props & {
  readonly type: 'radio' | 'checkbox';
  readonly isOn: (value: string) => boolean;
  readonly onPress: (value: string, on: boolean) => void;
}) {
  return (
    <Question {...of}>
      <div class="desk-chips">
        {choices.map(({ value, label, tone }, i) => (
          <label class={`desk-chip${tone ? ` desk-chip--${tone}` : ''}`} key={value}>
            <input
              class="desk-chip__input"
              type={type}
              id={i === 0 ? of.field : undefined}
              name={of.field}
              value={value}
              checked={isOn(value)}
              onChange={(event) => onPress(value, event.currentTarget.checked)}
            />
            <span class="desk-chip__words">{label}</span>
          </label>
        ))}
      </div>
    </Question>
  );
}
