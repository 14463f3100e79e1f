import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Problem } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';

/** What is wrong, above the form, with the focus on it; each line leads to its field, where that is on this page: the hub names some that are in no form. */
export function ErrorSummary({ problems }: { readonly problems: readonly Problem[] }) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div class="govuk-error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby="error-title">
      <h2 class="govuk-error-summary__title" id="error-title">
        {say(W.problem)}
      </h2>
      <ul class="govuk-list govuk-error-summary__list">
        {problems.map(({ text, field }) => {
          const words = typeof text === 'string' ? text : say(text);
          return (
            <li key={words}>
              {field && document.getElementById(field) ? <FieldLink field={field} words={words} /> : words}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function FieldLink({ field, words }: { readonly field: string; readonly words: string }) {
  return (
    <a
      href={`#${field}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(field)?.focus();
      }}
    >
      {words}
    </a>
  );
}
