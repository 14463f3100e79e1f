/**
 * Shapes of addresses, telephones and coordinates in free text, English, Russian and Kazakh. Used only on texts about confidential
 * places, where blanking a word too many is the lesser harm. Every repetition that can fail late is bounded, because the texts are
 * other people's: a pattern must not take a minute for a row of ten thousand spaces.
 */
const GAP = '[\\s,]{0,4}';
const HOUSE = '\\d{1,5}\\p{L}?(?:[/-]\\d{1,4}\\p{L}?)?';
const FLAT = `(?:${GAP}(?:д(?:ом)?|кв(?:артира)?|оф(?:ис)?)\\.?\\s{0,3}№?\\s{0,3}${HOUSE}){0,3}`;
const ENGLISH_NUMBER = '(?<![\\p{L}\\d])\\d{1,6}\\p{L}?(?:-\\d{1,6})?\\s{1,3}';
const WORD = "[\\p{L}\\d.'’-]{1,40}";

const PATTERNS: readonly RegExp[] = [
  // two decimal numbers with three or more places: coordinates
  /(?<!\d)-?\d{1,3}[.]\d{3,20}\s{0,3}°?\s{0,3}[NSEW]?\s{0,3}[,;/ ]\s{0,3}-?\d{1,3}[.]\d{3,20}/giu,
  // 850 Bryant Street; words that mean nothing but a street may be in small letters
  expression(
    `${ENGLISH_NUMBER}(?:${WORD}\\s{1,3}){0,4}?(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|highway|hwy)(?![\\p{L}\\d])\\.?`,
    'giu',
  ),
  // 10 Nottingham Place; these words mean much else, so they and the name must be in capitals
  expression(
    `${ENGLISH_NUMBER}(?:(?:\\p{Lu}[\\p{L}.'’-]{0,40}|\\d{1,3}(?:st|nd|rd|th))\\s{1,3}){1,4}(?:Drive|Dr|Place|Pl|Court|Ct|Square|Sq|Way|Terrace|Close|Crescent)(?![\\p{L}\\d])\\.?`,
    'gu',
  ),
  // ул. Абая, д. 12; проспект Назарбаева 5/1; мкр Самал-2, дом 33
  expression(
    `(?<!\\p{L})(?:ул(?:иц\\p{L}{1,3}|\\.)|просп(?:ект\\p{L}{0,3}|\\.)|пр(?:-к?т|\\.)|пер(?:еул\\p{L}{2,4}|\\.)|мкр\\.?|м-н|микрорайон\\p{L}{0,3}|бульвар\\p{L}{0,3}|б-р|шоссе|площад\\p{L}{1,3}|пл\\.)\\s{0,3}[\\p{L}\\d«»"'. -]{1,60}?${GAP}(?:д(?:ом)?\\.?\\s{0,3})?№?\\s{0,3}${HOUSE}${FLAT}`,
    'giu',
  ),
  // Абай көшесі, 12-үй; Назарбаев даңғылы 5
  expression(
    `(?<![\\p{L}\\d.-])[\\p{L}\\d.-]{1,40}(?:\\s{1,3}[\\p{L}.-]{1,40})?\\s{1,3}(?:көш(?:есі)?|даңғ(?:ыл(?:ы)?)?|бұлвар(?:ы)?|тұйығы|(?:шағын\\s?)?ауданы)\\p{L}{0,6}\\.?${GAP}№?\\s{0,3}${HOUSE}(?:[\\s-]{0,3}үй\\p{L}{0,6})?`,
    'giu',
  ),
  // seven digits or more; a date or a span of years is no telephone
  /(?<!\d)(?!\d{4}-\d{2}-\d{2}(?!\d))(?!\d{4}\s?[-–]\s?\d{4}(?!\d))(?!\d{2}\.\d{2}\.\d{4}(?!\d))\+?\(?\d(?:[\s().\u2010-\u2015-]{0,4}\d){6,}/gu,
];

function expression(source: string, flags: string): RegExp {
  return new RegExp(source, flags);
}

export function withoutAnyAddress(text: string, mark: string): string {
  return PATTERNS.reduce((answer, pattern) => answer.replace(pattern, mark), text);
}
