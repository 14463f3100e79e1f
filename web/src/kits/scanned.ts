/** Keys of a Latin keyboard and what a Russian and a Kazakh one writes for them: a scanner types keys, the layout makes letters of them. */
const LATIN = 'qwertyuiopasdfghjklzxcvbnm';
const CYRILLIC = 'йцукенгшщзфывапролдячсмить';
const DIGITS = '1234567890-';
const KAZAKH = '"әіңғ,.үұқө';

/** What was scanned or typed, as the label has it, whatever layout the keyboard was in. */
export const scanned = (text: string): string =>
  [...text.trim().toLowerCase()]
    .filter((each) => each !== ' ')
    .map((each) => LATIN[CYRILLIC.indexOf(each)] ?? DIGITS[KAZAKH.indexOf(each)] ?? each)
    .join('')
    .toUpperCase();

/** What is on somebody's badge: the agency and the person, in letters and digits that every scanner knows. */
export const badgeOf = (agency: string, staff: string): string => `${agency}${staff}`.replaceAll('-', '').toUpperCase();

/** Who a badge is; null when it is none. */
export function personOf(badge: string): { readonly agency: string; readonly staff: string } | null {
  if (!/^[0-9A-F]{64}$/.test(badge)) return null;
  const uuid = (hex: string) => hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { agency: uuid(badge.slice(0, 32)), staff: uuid(badge.slice(32)) };
}
