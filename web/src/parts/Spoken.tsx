/** A code to be read out: its groups stay whole, wherever the line breaks. */
export const Spoken = ({ code, words }: { readonly code: string; readonly words: string }) => (
  <p class="desk-code" aria-describedby={words}>
    {code.split(' ').flatMap((part, i) => [i > 0 && ' ', <span key={part}>{part}</span>])}
  </p>
);
