/**
 * Words that say that people live or hide at a place, in English, Russian and Kazakh, each as the beginning of a word or phrase, so
 * that inflected forms match too. Written for text in lower case with `ё` as `е` and with single spaces. To be reviewed by the
 * shelters themselves: a word too many hides a telephone number from the public directory, a word too few publishes an address.
 */
const WORDS: readonly string[] = [
  'shelter',
  'refuge(?!e)',
  'safe ?(?:house|home|haven|place|space|housing|accommodation)',
  'sanctuary',
  'transitional (?:housing|living|home|accommodation|house)',
  'emergency (?:housing|accommodation|lodging)',
  'temporary (?:housing|accommodation|lodging)',
  'crisis (?:cent|hous|accommodation|residen|hostel)',
  "(?:women'?s?|mothers?|family|families) (?:hostel|house of refuge)",
  'residential (?:program|service|facilit|accommodation|care)',
  '(?:undisclosed|confidential|secret|hidden) (?:location|address|place)',
  'hostel',
  'half ?way house',
  'приют',
  'убежищ',
  'шелтер',
  'ночлежк',
  'кризисн\\p{L}* (?:центр|квартир|комнат|отделени|стационар|служб)',
  '(?:безопасн|конспиративн|секретн)\\p{L}* (?:дом|жиль|квартир|мест|адрес|проживан|размещен)',
  '(?:временн|экстренн)\\p{L}* (?:прожива|жиль|жилищ|пребыва|размещ|прию|кров)',
  'социальн\\p{L}* гостиниц',
  'дом\\p{L}* (?:мам|матер)',
  'центр\\p{L}* (?:временн|адаптац|ресоциализац)',
  'стационар\\p{L}*',
  'баспана',
  'пана',
  'дағдарыс\\p{L}* орталы',
  '(?:қауіпсіз|құпия) (?:үй|орын|мекен|баспана)',
  'уақытша (?:тұр|баспана|орналас|тұрғын|паналау)',
  'ана(?:лар)? үйі',
  'жатақхана',
];

const CONFIDENTIAL = new RegExp(`(?<![\\p{L}\\p{N}])(?:${WORDS.join('|')})`, 'u');

/** The properties whose text says what a place is. Addresses, directions and web addresses are not among them. */
const TELLING = new Set([
  'name',
  'alternate_name',
  'description',
  'short_desc',
  'service',
  'services_provided',
  'category',
  'categories',
  'keywords',
  'taxonomy',
  'term',
  'value',
  'eligibility_description',
  'alert',
  'location_type',
]);

/**
 * Is this a place whose address must not be known? Decided by the words of its name, description, services, programmes and taxonomy
 * terms, at any depth of the record. It errs on the side of hiding: a helpline that tells where shelters have room is hidden too.
 */
export function isConfidential(record: unknown): boolean {
  return texts(record, false).some((text) => CONFIDENTIAL.test(folded(text)));
}

function texts(value: unknown, telling: boolean): string[] {
  if (typeof value === 'string') return telling ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((element) => texts(element, telling));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, TELLING.has(key)));
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Pd}_]+/gu, ' ');
}
