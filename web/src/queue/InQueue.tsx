import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Doing, Problem } from '../hub/step';
import { useSay } from '../language/language';
import { useFocusKept } from '../parts/focus';
import { Sure } from '../parts/StepForm';
import { QUEUE } from './words';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly facts: readonly string[];
  readonly doing: Doing;
  /** Takes it off the queue; null where it waits no more */
  readonly leave: (() => Promise<readonly Problem[]>) | null;
  readonly reload: () => Promise<void>;
  /** What is offered to it now */
  readonly children?: ComponentChildren;
}

/** One that waits, for a place or for a time: what for, what is offered, and how it leaves the queue. */
export function InQueue({ id, title, state, facts, doing, leave, reload, children }: Props) {
  const say = useSay();
  const [leaving, ask] = useState(false);
  const name = `wait-${id}`;
  useFocusKept(`${leaving} ${state}`, leaving ? '' : name);
  const pick = (next: boolean) => {
    doing.clear();
    ask(next);
  };
  return (
    <li class="desk-card">
      <h3 class="govuk-heading-s" id={name} tabIndex={-1}>
        {title}
      </h3>
      <ul class="desk-facts">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {leave && leaving ? (
        <Sure
          words={QUEUE.leaveSure}
          doing={doing}
          submit={QUEUE.leave}
          warning
          onBack={() => pick(false)}
          onSubmit={async () => {
            if (await doing.run(leave, QUEUE.gone, reload)) ask(false);
          }}
        />
      ) : (
        <>
          {children}
          {leave && (
            <div class="desk-buttons">
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-describedby={name}
                aria-disabled={doing.busy}
                onClick={() => pick(true)}
              >
                {say(QUEUE.leave)}
              </button>
            </div>
          )}
        </>
      )}
    </li>
  );
}
