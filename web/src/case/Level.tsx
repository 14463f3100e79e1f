import { useSay } from '../language/language';
import { LEVELS, NEXT } from './after-report-words';
import type { Draft } from './draft';

/** What the questions have shown, by which rule, and that a low level closes nothing. */
export function Level({ assessed }: { readonly assessed: NonNullable<Draft['assessed']> }) {
  const say = useSay();
  const { level, ruleText, mayBeHigher } = assessed;
  return (
    <section class={`desk-level desk-level--${level}`} role="status">
      <strong>{say(LEVELS[level])}</strong>
      {ruleText && <p>{ruleText}</p>}
      {level === 'NOT_SHOWN' && <p>{say(NEXT.notSafety)}</p>}
      {mayBeHigher && <p>{say(NEXT.mayBeHigher)}</p>}
    </section>
  );
}
