/**
 * Shapes of addresses, telephones and coordinates in free text, English, Russian and Kazakh. Used only on texts about confidential
 * places, where blanking a word too many is the lesser harm.
 */
const HOUSE = '\\d+[\\p{L}]?(?:[/-]\\d+[\\p{L}]?)?';

const PATTERNS: readonly RegExp[] = [
  // two decimal numbers with three or more places: coordinates
  /-?\d{1,3}[.]\d{3,}\s*°?\s*[NSEW]?\s*[,;/ ]\s*-?\d{1,3}[.]\d{3,}/giu,
  // 850 Bryant Street, 10 Nottingham Pl.
  /\d+[\p{L}]?(?:-\d+)?\s+(?:[\p{L}\d.'’-]+\s+){0,4}?(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|highway|hwy)(?![\p{L}\d])\.?/giu,
  /\d+[\p{L}]?(?:-\d+)?\s+(?:(?:\p{Lu}[\p{L}.'’-]*|\d+(?:st|nd|rd|th))\s+){1,4}(?:Drive|Dr|Place|Pl|Court|Ct|Square|Sq|Way|Terrace|Close|Crescent)(?![\p{L}\d])\.?/gu,
  // ул. Абая, д. 12; проспект Назарбаева 5/1; мкр Самал-2, дом 33
  new RegExp(
    `(?<![\\p{L}])(?:ул(?:иц\\p{L}+|\\.)|просп(?:ект\\p{L}*|\\.)|пр(?:-к?т|\\.)|пер(?:еулк\\p{L}*|еулок|\\.)|мкр\\.?|м-н|микрорайон\\p{L}*|бульвар\\p{L}*|б-р|шоссе|площад\\p{L}+|пл\\.)\\s*[\\p{L}\\d«»"'. -]{1,60}?[\\s,]*(?:д(?:ом)?\\.?\\s*)?№?\\s*${HOUSE}(?:[\\s,]*(?:д(?:ом)?|кв(?:артира)?|оф(?:ис)?)\\.?\\s*№?\\s*${HOUSE})*`,
    'giu',
  ),
  // Абай көшесі, 12; Назарбаев даңғылы 5
  new RegExp(
    `[\\p{L}\\d.-]+(?:\\s[\\p{L}.-]+)?\\s(?:көш(?:есі)?|даңғ(?:ыл(?:ы)?)?|бұлвар(?:ы)?|тұйығы|(?:шағын\\s?)?ауданы)\\p{L}*\\.?[\\s,]*№?\\s*${HOUSE}(?:[\\s-]*үй\\p{L}*)?`,
    'giu',
  ),
  // a date or a span of years is no telephone
  /(?<!\d)(?!\d{4}-\d{2}-\d{2}(?!\d))(?!\d{4}\s*[-–]\s*\d{4}(?!\d))(?!\d{2}\.\d{2}\.\d{4}(?!\d))\+?\(?\d(?:[\s().\u2010-\u2015-]*\d){6,}/gu,
];

export function withoutAnyAddress(text: string, mark: string): string {
  return PATTERNS.reduce((answer, pattern) => answer.replace(pattern, mark), text);
}
