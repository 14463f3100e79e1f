import { isEmail } from 'class-validator';
import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import type { ImportedLocation, ImportedOrganization, ImportedService } from './imported.js';

const NAME = 500;
const TEXT = 20_000;
const SERVICES = 200;
const OLDEST = 150;

/** @throws INVALID with the path of the first field that is not valid */
export function assertValid(organization: ImportedOrganization): void {
  const at: Path = [];
  identified(organization, at);
  short(organization.alternateName, [...at, 'alternateName']);
  long(organization.description, [...at, 'description']);
  webPage(organization.website, [...at, 'website']);
  mailAddress(organization.email, [...at, 'email']);
  assertLocation(organization.location, [...at, 'location']);
  if (organization.services.length > SERVICES) throw invalid(['services'], tooLong(SERVICES));
  const ids = organization.services.map((service) => service.externalId);
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice >= 0) throw invalid(['services', String(twice), 'externalId'], TWICE);
  for (const [i, service] of organization.services.entries()) assertService(service, ['services', String(i)]);
}

function assertLocation(location: ImportedLocation, at: Path): void {
  for (const field of ['street', 'city', 'region', 'postalCode', 'country'] as const)
    short(location[field], [...at, field]);
  phoneNumbers(location.phones, [...at, 'phones']);
  if ((location.latitude === null) !== (location.longitude === null)) throw invalid([...at, 'latitude'], HALF_A_PLACE);
  within(location.latitude, -90, 90, [...at, 'latitude']);
  within(location.longitude, -180, 180, [...at, 'longitude']);
}

function assertService(service: ImportedService, at: Path): void {
  identified(service, at);
  if (service.status === null) throw invalid([...at, 'status'], UNKNOWN_STATUS);
  for (const field of ['description', 'interpretationServices', 'feesDescription', 'applicationProcess'] as const)
    long(service[field], [...at, field]);
  for (const language of service.languages) short(language, [...at, 'languages']);
  within(service.minimumAge, 0, OLDEST, [...at, 'minimumAge']);
  within(service.maximumAge, service.minimumAge ?? 0, OLDEST, [...at, 'maximumAge']);
  webPage(service.url, [...at, 'url']);
  mailAddress(service.email, [...at, 'email']);
  phoneNumbers(service.phones, [...at, 'phones']);
}

type Path = readonly string[];

function identified({ externalId, name }: { externalId: string; name: string }, at: Path): void {
  if (!externalId) throw invalid([...at, 'externalId'], MISSING);
  if (!name) throw invalid([...at, 'name'], MISSING);
  short(externalId, [...at, 'externalId']);
  short(name, [...at, 'name']);
}

const short = (value: string | null, at: Path): void => atMost(NAME, value, at);
const long = (value: string | null, at: Path): void => atMost(TEXT, value, at);

function atMost(limit: number, value: string | null, at: Path): void {
  if (value === null) return;
  if (value.length > limit) throw invalid(at, tooLong(limit));
  // PostgreSQL stores no NUL, and no other control character but a line's end belongs in a text
  if (/[^\P{Cc}\n]/u.test(value)) throw invalid(at, CONTROL_CHARACTER);
}

function within(value: number | null, lowest: number, highest: number, at: Path): void {
  if (value !== null && !(value >= lowest && value <= highest)) throw invalid(at, outOfRange(lowest, highest));
}

/** Only what is safe behind a link: `javascript:` is an address, too. */
function webPage(value: string | null, at: Path): void {
  if (value === null) return;
  atMost(2_000, value, at);
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw invalid(at, NO_WEB_ADDRESS);
}

function mailAddress(value: string | null, at: Path): void {
  if (value !== null && !isEmail(value)) throw invalid(at, NO_MAIL_ADDRESS);
}

function phoneNumbers(values: readonly string[], at: Path): void {
  for (const [i, value] of values.entries()) {
    if (value.length > 60 || value.replace(/\D/g, '').length < 3) throw invalid([...at, String(i)], NO_PHONE);
    short(value, at);
  }
}

const invalid = (at: Path, text: Text): Refusal => new Refusal(UserErrorCode.INVALID, text, at);

const MISSING: Text = { en: 'It is missing.', ru: 'Значения нет.', kk: 'Мән жоқ.' };
const TWICE: Text = {
  en: 'This id occurs twice.',
  ru: 'Этот идентификатор встречается дважды.',
  kk: 'Бұл идентификатор екі рет кездеседі.',
};
const HALF_A_PLACE: Text = {
  en: 'Latitude and longitude belong together.',
  ru: 'Широта и долгота указываются вместе.',
  kk: 'Ендік пен бойлық бірге көрсетіледі.',
};
const UNKNOWN_STATUS: Text = {
  en: 'HSDS knows active, inactive, defunct and temporarily closed.',
  ru: 'В HSDS есть active, inactive, defunct и temporarily closed.',
  kk: 'HSDS-те active, inactive, defunct және temporarily closed бар.',
};
const CONTROL_CHARACTER: Text = {
  en: 'It contains a control character.',
  ru: 'Содержит управляющий символ.',
  kk: 'Басқару таңбасы бар.',
};
const NO_WEB_ADDRESS: Text = {
  en: 'This is no web address (http or https).',
  ru: 'Это не веб-адрес (http или https).',
  kk: 'Бұл веб-мекенжай емес (http немесе https).',
};
const NO_MAIL_ADDRESS: Text = {
  en: 'This is no mail address.',
  ru: 'Это не адрес почты.',
  kk: 'Бұл пошта мекенжайы емес.',
};
const NO_PHONE: Text = { en: 'This is no phone number.', ru: 'Это не номер телефона.', kk: 'Бұл телефон нөмірі емес.' };
const tooLong = (limit: number): Text => ({
  en: `At most ${limit} are allowed.`,
  ru: `Допускается не больше ${limit}.`,
  kk: `Ең көбі ${limit} болуы мүмкін.`,
});
const outOfRange = (lowest: number, highest: number): Text => ({
  en: `It must be between ${lowest} and ${highest}.`,
  ru: `Допустимо от ${lowest} до ${highest}.`,
  kk: `${lowest} мен ${highest} аралығында болуы керек.`,
});
