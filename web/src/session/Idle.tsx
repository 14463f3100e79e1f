import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { running } from '../language/format';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { signOut } from './session';

/** For how long somebody is asked before the page signs out, in ms: WCAG 2.2.1 wants 20 s at least. */
const ASKED_MS = 120_000;
const TOUCHES = ['pointerdown', 'keydown'] as const;

/** Signs out when nobody has touched the page for a time, and asks before. A telephone that lies about shows nothing. */
export function Idle({ minutes }: { readonly minutes: number }) {
  const say = useSay();
  const [left, setLeft] = useState<number | null>(null);
  const touched = useRef(Date.now());
  const asked = useRef(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const touch = () => {
      // once it asks, only its own button answers
      if (!asked.current) touched.current = Date.now();
    };
    const look = () => {
      const remaining = minutes * 60_000 - (Date.now() - touched.current);
      if (remaining <= 0) void signOut();
      asked.current = remaining <= ASKED_MS;
      setLeft(asked.current ? remaining : null);
    };
    for (const name of TOUCHES) addEventListener(name, touch, { passive: true });
    const timer = setInterval(look, 1_000);
    return () => {
      clearInterval(timer);
      for (const name of TOUCHES) removeEventListener(name, touch);
    };
  }, [minutes]);

  const asking = left !== null;
  useLayoutEffect(() => {
    if (!asking) return;
    const before = document.activeElement as HTMLElement | null;
    button.current?.focus();
    return () => before?.focus();
  }, [asking]);

  if (left === null) return null;
  const stay = () => {
    touched.current = Date.now();
    asked.current = false;
    setLeft(null);
  };
  return (
    <div class="desk-cover">
      <div
        class="desk-dialog"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="idle-title"
        aria-describedby="idle-text"
        onKeyDown={(event) => {
          if (event.key === 'Tab') event.preventDefault();
          if (event.key === 'Escape') stay();
        }}
      >
        <h2 class="govuk-heading-m" id="idle-title">
          {say(W.stillThere)}
        </h2>
        <p class="govuk-body" id="idle-text">
          {say(W.leavingIn)}: <span aria-hidden="true">{running(left)}</span>
          <span class="govuk-visually-hidden">{running(ASKED_MS)}</span>
        </p>
        <button type="button" class="govuk-button" ref={button} onClick={stay}>
          {say(W.stay)}
        </button>
      </div>
    </div>
  );
}
