import { Refusal, UserErrorCode } from '../../kit/index.js';
import type { ImportedOrganization } from './imported.js';

/**
 * Refuses a confidential organisation whose readable texts say where it is or ring there: its own street, postal code or a phone, however
 * they are spaced. Texts that name another place cannot be recognised here; whoever publishes them answers for that.
 * @throws NOT_PERMITTED
 */
export function assertPlaceUnsaid(organization: ImportedOrganization): void {
  const { location, services } = organization;
  const secrets = [
    location.street,
    location.postalCode,
    ...location.phones,
    ...services.flatMap(({ phones }) => phones),
  ]
    .map((secret) => secret && letters(secret))
    .filter((secret) => secret && secret.length >= 5);
  for (const [path, text] of readableTexts(organization)) {
    const plain = letters(text);
    if (secrets.some((secret) => plain.includes(secret!))) throw placeSaid(path);
  }
}

/** Letters and digits only, so that spacing, dashes and brackets hide nothing. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function readableTexts(organization: ImportedOrganization): [readonly string[], string][] {
  const { name, alternateName, description, website, email } = organization;
  const own = Object.entries({ name, alternateName, description, website, email }).map(
    ([field, text]) => [[field], text] as const,
  );
  const ofServices = organization.services.flatMap((service, i) => {
    const { name, description, interpretationServices, feesDescription, applicationProcess, url, email, languages } =
      service;
    const texts = {
      ...{ name, description, interpretationServices, feesDescription, applicationProcess, url, email },
      languages: languages.join(' '),
    };
    return Object.entries(texts).map(([field, text]) => [['services', String(i), field], text] as const);
  });
  return [...own, ...ofServices].flatMap(([path, text]) =>
    text === null ? [] : [[path, text] as [readonly string[], string]],
  );
}

const placeSaid = (path: readonly string[]): Refusal =>
  new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'This text gives away the street, postal code or phone of a place that must not be known.',
      ru: 'Этот текст выдаёт улицу, индекс или телефон места, которое не должно быть известно.',
      kk: 'Бұл мәтін белгісіз болуы тиіс орынның көшесін, индексін немесе телефонын ашып қояды.',
    },
    path,
  );
