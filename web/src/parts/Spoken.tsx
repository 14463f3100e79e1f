/** Groups of a code stay whole, wherever the line breaks. */
export const inGroups = (code: string) =>
  code.split(' ').flatMap((part, i) => [
    i > 0 && ' ',
    <span class="desk-whole" key={part}>
      {part}
    </span>,
  ]);

/** A code to be read out. */
export const Spoken = ({ code, words }: { readonly code: string; readonly words: string }) => (
  <p class="desk-code" aria-describedby={words}>
    {inGroups(code)}
  </p>
);
