/**
 * Reduced forms of what locates a place, so that two spellings of the same street or telephone compare equal.
 */

/**
 * The words of a street line that tell one address from another, without flat, floor and suite and without the word for street:
 * `3543 18th Street, #19` and `3543 18th St` are one, as are `ул. Абая, д. 12` and `Абая 12`.
 */
export function streetWords(street: string): string[] {
  return placedWords(street.toLowerCase().split(WITHIN_THE_HOUSE)[0] ?? '').map(({ word }) => word);
}

/** The words of a text as `streetWords` compares them, each with the place where it stands in the text. */
export function placedWords(text: string): { readonly word: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .map((match) => ({
      word: match[0].toLowerCase().replaceAll('ё', 'е'),
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(({ word }) => !NOT_TELLING.has(word));
}

const WITHIN_THE_HOUSE =
  /[#№]|(?<![\p{L}\p{N}])(?:(?:\d+(?:st|nd|rd|th) )?floor|suite|ste|apt|apartment|unit|fl|room|rm|кв|квартира|офис|оф|этаж|пәтер|кеңсе)(?![\p{L}])/u;

const NOT_TELLING: ReadonlySet<string> = new Set([
  ...[
    'street',
    'st',
    'avenue',
    'ave',
    'road',
    'rd',
    'boulevard',
    'blvd',
    'drive',
    'dr',
    'lane',
    'ln',
    'place',
    'pl',
    'court',
    'ct',
    'way',
  ],
  ...[
    'ул',
    'улица',
    'улице',
    'улицы',
    'пр',
    'просп',
    'проспект',
    'проспекте',
    'пер',
    'переулок',
    'мкр',
    'микрорайон',
    'д',
    'дом',
    'доме',
  ],
  ...['көше', 'көшесі', 'көшесінде', 'даңғылы', 'даңғылында', 'үй', 'үйі'],
]);

/** The last seven digits: the same line with and without its country and area code; null for short numbers such as 150. */
export function phoneMark(phone: string): string | null {
  const digits = (phone.replace(/(?:ext|x|доб)\.?\s*\d+\s*$/iu, '').match(/\d/g) ?? []).join('');
  return digits.length < 7 ? null : digits.slice(-7);
}

/** The square of about 100 m in which a coordinate lies, moved by whole squares. */
export function squareMark(latitude: number, longitude: number, north = 0, east = 0): string {
  return `${Math.floor(latitude * 1000) + north},${Math.floor(longitude * 1000) + east}`;
}
