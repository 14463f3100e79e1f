import { useLayoutEffect, useState } from 'preact/hooks';
import type { Purpose } from '../../generated/graphql';
import type { Problem } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Radios } from '../parts/Fields';
import { useOpened } from '../parts/focus';
import { purpose } from '../session/session';
import { PURPOSES } from './roles';

interface Props {
  readonly purposes: readonly Purpose[];
  /** Where another one is asked for in the middle of the work */
  readonly onChosen?: () => void;
}

/** Asked once for a task; where there is only one, it is taken, and nobody sees a choice that is none. */
export function ChoosePurpose({ purposes, onChosen }: Props) {
  const say = useSay();
  const [chosen, choose] = useState(purpose.get());
  const opened = useOpened<HTMLFormElement>(Boolean(onChosen));
  const [problems, refuse] = useState<readonly Problem[]>([]);
  const [only] = purposes;
  const isChoice = purposes.length > 1;
  useLayoutEffect(() => {
    if (only && !isChoice) purpose.set(only);
  }, [only, isChoice]);
  if (!only) return <p class="govuk-body">{say(W.noScreen)}</p>;
  if (!isChoice) return null;
  return (
    <form
      noValidate
      class="desk-opened"
      tabIndex={-1}
      ref={opened}
      onSubmit={(event) => {
        event.preventDefault();
        if (!chosen) return refuse([{ text: W.purposeMissing, field: 'purpose' }]);
        purpose.set(chosen);
        onChosen?.();
      }}
    >
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l">{say(W.purposeQuestion)}</h1>
      <Radios
        field="purpose"
        legend={say(W.purpose)}
        hint={say(W.purposeHint)}
        choices={purposes.map((value) => ({ value, label: say(PURPOSES[value]) }))}
        value={chosen}
        onChange={choose}
        problems={problems}
      />
      <button type="submit" class="govuk-button">
        {say(W.continue)}
      </button>
    </form>
  );
}
