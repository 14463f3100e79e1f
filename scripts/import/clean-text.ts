/**
 * Text as people meant it: non-breaking and other odd spaces are spaces, invisible characters, control characters and unpaired
 * surrogates are gone (PostgreSQL refuses the last two), and nothing hangs at the ends. Composed as in Unicode NFC, so that two
 * spellings of the same Kazakh or Russian word are one.
 */
function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cs}\p{Cf}]/gu, '');
}

/** A name or another text of one line; null when nothing is left, or when the value is no text at all. */
export function oneLine(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  return clean(text).replace(/\s+/g, ' ').trim() || null;
}

/** A text of several lines: line breaks stay, at most one empty line between two paragraphs. */
export function paragraphs(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const lines = clean(text)
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim());
  return (
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim() || null
  );
}

/** Publishers write identifiers, phones and postal codes as numbers too. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}
