/**
 * A tsquery that finds texts with every word that was typed, or with a longer word that begins like it: Kazakh and Russian inflect at
 * the end. Null when there is no word in it.
 */
export function searchWords(typed: string | null): string | null {
  const words = typed?.match(/[\p{L}\p{N}]+/gu)?.slice(0, 10);
  return words ? words.map((word) => `${word}:*`).join(' & ') : null;
}
