import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useSay } from '../language/language';
import { W } from '../language/words';

interface Props {
  /** A label is as large as what stands on it; a sheet is a page */
  readonly size: 'label' | 'sheet';
  readonly children: ComponentChildren;
}

/** What is printed: while it is on the page nothing else is, whatever way printing was asked for. */
export function Paper({ size, children }: Props) {
  const say = useSay();
  // before the browser can paint: there is no moment in which it is on the page and all the rest would be printed too
  useLayoutEffect(() => {
    document.documentElement.dataset.print = size;
    return () => {
      delete document.documentElement.dataset.print;
    };
  }, [size]);
  return (
    <>
      <section class={`desk-paper desk-paper--${size}`}>{children}</section>
      <button type="button" class="govuk-button" onClick={() => print()}>
        {say(W.print)}
      </button>
    </>
  );
}
