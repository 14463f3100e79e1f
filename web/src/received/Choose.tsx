import { useState } from 'preact/hooks';
import type { Doing } from '../hub/step';
import { type Text, useSay } from '../language/language';
import { OneOf } from '../parts/Chips';
import { StepForm } from '../parts/StepForm';

interface Props {
  readonly field: string;
  readonly legend: Text;
  readonly missing: Text;
  readonly submit: Text;
  readonly choices: Readonly<Record<string, Text>>;
  readonly doing: Doing;
  readonly onBack: () => void;
  readonly onChosen: (value: string) => Promise<void>;
}

/** A step for which one reason, or one end, is chosen. */
export function Choose({ field, legend, missing, submit, choices, doing, onBack, onChosen }: Props) {
  const say = useSay();
  const [chosen, choose] = useState<string | null>(null);
  return (
    <StepForm
      doing={doing}
      submit={submit}
      onBack={onBack}
      onSubmit={() => (chosen ? void onChosen(chosen) : doing.refuse([{ text: missing, field }]))}
    >
      <OneOf
        field={field}
        legend={say(legend)}
        choices={Object.entries(choices).map(([value, text]) => ({ value, label: say(text) }))}
        value={chosen}
        onChange={choose}
        problems={doing.problems}
      />
    </StepForm>
  );
}
