import type { ComponentChildren } from 'preact';
import { useSay } from '../language/language';
import { W } from '../language/words';

/** As many as are looked at on a telephone: the best come first. */
const FIRST = 4;

/** The first cards, and the others behind a word. */
export function Some({ children }: { readonly children: readonly ComponentChildren[] }) {
  const say = useSay();
  const others = children.slice(FIRST);
  return (
    <>
      <ul class="desk-cards">{children.slice(0, FIRST)}</ul>
      {others.length > 0 && (
        <details class="desk-details">
          <summary>
            {say(W.others)}: {others.length}
          </summary>
          <ul class="desk-cards">{others}</ul>
        </details>
      )}
    </>
  );
}
