import { useLayoutEffect, useRef } from 'preact/hooks';

const lost = () => document.activeElement === null || document.activeElement === document.body;

// Where the focus goes is settled before anything is painted: a key that is pressed right after goes where one sees it go.

/** A part that has just been opened gets the focus: whoever works by keyboard goes on in it. */
export function useOpened<T extends HTMLElement>(when = true) {
  const box = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useLayoutEffect(() => {
    if (when) box.current?.focus();
  }, []);
  return box;
}

/** Where what had the focus is gone, it goes to `id`, whenever `what` has changed; not when it is first there, which may be a list that comes by itself. */
export function useFocusKept(what: unknown, id: string): void {
  const before = useRef(what);
  useLayoutEffect(() => {
    if (what !== before.current) takeFocus(id);
    before.current = what;
  }, [what, id]);
}

/** The focus goes to `id` where it is lost. */
export function takeFocus(id: string): void {
  if (lost()) document.getElementById(id)?.focus();
}
