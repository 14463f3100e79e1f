import type { ComponentChildren } from 'preact';

/** A table of words that may be wider than a telephone: it scrolls by itself, by keys too. */
export const Wide = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
  <section class="desk-board" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
