import { useState } from 'preact/hooks';
import type { Doing } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { Input } from './Fields';

const WORDS = {
  hint: {
    kk: 'Он цифр, мысалы 123 456 789-4',
    ru: 'Десять цифр, например 123 456 789-4',
    en: 'Ten digits, such as 123 456 789-4',
  },
  wrong: {
    kk: 'Кодтың он цифрын жазыңыз',
    ru: 'Введите десять цифр кода',
    en: 'Enter the ten digits of the code',
  },
  find: { kk: 'Табу', ru: 'Найти', en: 'Find' },
} satisfies Record<string, Text>;

export const digitsOf = (code: string): string => code.replace(/\D/g, '');

/** Ten digits in the groups in which they are read out. */
export const inWordsOf = (code: string): string => digitsOf(code).replace(/^(\d{3})(\d{3})(\d{3})(\d)$/, '$1 $2 $3-$4');

interface Props {
  readonly label: Text;
  readonly doing: Doing;
  readonly seek: (code: string) => void;
}

/** What somebody has said the code of is found by it. */
export function ByCode({ label, doing, seek }: Props) {
  const say = useSay();
  const [text, write] = useState('');
  const digits = digitsOf(text);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (digits.length !== 10) return doing.refuse([{ text: WORDS.wrong, field: 'code' }]);
        doing.clear();
        seek(digits);
      }}
    >
      <Input
        field="code"
        label={say(label)}
        hint={say(WORDS.hint)}
        value={text}
        onInput={write}
        numeric
        wide
        problems={doing.problems}
      />
      <button type="submit" class="govuk-button govuk-button--secondary" id="find">
        {say(WORDS.find)}
      </button>
    </form>
  );
}
