import type { Text } from '../../kit/index.js';
import { Rejection } from './rejection.js';
import type { ShelterRecordInput, ShelterUnitImportInput } from './types.js';

const EMPTY: Text = {
  en: 'It is empty or longer than 200 characters.',
  ru: 'Пусто или длиннее 200 знаков.',
  kk: 'Бос немесе 200 таңбадан ұзын.',
};
const TWICE: Text = {
  en: 'The same id comes twice.',
  ru: 'Один номер указан дважды.',
  kk: 'Бір нөмір екі рет берілген.',
};
const ZONE: Text = { en: 'No IANA time zone.', ru: 'Это не часовой пояс IANA.', kk: 'IANA уақыт белдеуі емес.' };
const BEDS: Text = {
  en: 'Beds must be 0 to 500.',
  ru: 'Мест должно быть от 0 до 500.',
  kk: 'Орын саны 0-ден 500-ге дейін болуы керек.',
};
const DATES: Text = { en: 'It ends before it starts.', ru: 'Конец раньше начала.', kk: 'Соңы басынан бұрын.' };
const LATITUDE: Text = {
  en: 'A latitude is -90 to 90.',
  ru: 'Широта: от -90 до 90.',
  kk: 'Ендік: -90-нан 90-ға дейін.',
};
const LONGITUDE: Text = {
  en: 'A longitude is -180 to 180.',
  ru: 'Долгота: от -180 до 180.',
  kk: 'Бойлық: -180-нен 180-ге дейін.',
};

/** @throws Rejection for the first fault of the record, naming its field */
export function checkRecord(record: ShelterRecordInput): void {
  const { confidential } = record;
  reject(!filled(record.externalId), EMPTY, 'externalId');
  reject(!filled(record.name), EMPTY, 'name');
  reject(!isZone(record.zone), ZONE, 'zone');
  reject(!within(confidential?.latitude, 90), LATITUDE, 'confidential.latitude');
  reject(!within(confidential?.longitude, 180), LONGITUDE, 'confidential.longitude');
  record.units.forEach((unit, i) => {
    checkUnit(unit, `units.${i}`);
    reject(record.units.findIndex((other) => other.externalId === unit.externalId) < i, TWICE, `units.${i}.externalId`);
  });
}

/** Rejects the later ones of records with the same id in one request. */
export function checkOnce(records: readonly ShelterRecordInput[], at: number): void {
  const { externalId } = records[at]!;
  reject(records.findIndex((record) => record.externalId === externalId) < at, TWICE, 'externalId');
}

function checkUnit(unit: ShelterUnitImportInput, path: string): void {
  reject(!filled(unit.externalId), EMPTY, `${path}.externalId`);
  reject(!filled(unit.name), EMPTY, `${path}.name`);
  reject(unit.beds < 0 || unit.beds > 500, BEDS, `${path}.beds`);
  reject(!!unit.startsOn && !!unit.endsOn && unit.endsOn < unit.startsOn, DATES, `${path}.endsOn`);
}

function reject(fault: boolean, text: Text, field: string): void {
  if (fault) throw new Rejection(text, field);
}

const filled = (text: string): boolean => text.trim().length > 0 && text.length <= 200;

const within = (degrees: number | null | undefined, limit: number): boolean =>
  degrees == null || Math.abs(degrees) <= limit;

/** A name, not an offset: PostgreSQL reads the sign of "+05:00" the other way round. */
export function isZone(zone: string): boolean {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
