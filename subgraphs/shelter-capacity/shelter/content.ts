import type { EntityManager } from 'typeorm';
import { Refusal, Refusals, rowsOf, type Text, UserErrorCode } from '../../kit/index.js';
import { isZone } from '../import/record-rules.js';
import type { ShelterContentInput } from './inputs.js';

const REGION: Text = {
  en: 'There is no such region. `bedRegions` has their codes.',
  ru: 'Такого региона нет. Коды даёт `bedRegions`.',
  kk: 'Мұндай өңір жоқ. Кодтарын `bedRegions` береді.',
};
const DISTRICT: Text = {
  en: 'The region has no such district. `bedRegions` has their codes.',
  ru: 'В регионе нет такого района. Коды даёт `bedRegions`.',
  kk: 'Өңірде мұндай аудан жоқ. Кодтарын `bedRegions` береді.',
};
const ZONE: Text = { en: 'No IANA time zone.', ru: 'Это не часовой пояс IANA.', kk: 'IANA уақыт белдеуі емес.' };

/** @throws Refusals for a region, district or zone that there is not */
export async function assertPlace(manager: EntityManager, input: ShelterContentInput): Promise<void> {
  const [known] = await rowsOf<{ region: boolean; district: boolean }>(
    manager,
    `SELECT EXISTS (SELECT FROM region WHERE code = $1) AS region,
       $2::text IS NULL OR EXISTS (SELECT FROM district WHERE code = $2 AND region_code = $1) AS district`,
    [input.regionCode, input.districtCode ?? null],
  );
  const invalid = (text: Text, field: string) => new Refusal(UserErrorCode.INVALID, text, [field]);
  const faults = [
    !known!.region && invalid(REGION, 'regionCode'),
    known!.region && !known!.district && invalid(DISTRICT, 'districtCode'),
    !isZone(input.zone) && invalid(ZONE, 'zone'),
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Refusals(faults);
}

/** The columns of a shelter that its staff set, in the order of {@link contentValues}. */
export const CONTENT_COLUMNS =
  'name_kk, name_ru, name_en, region_code, district_code, zone, participation, keeps_waitlist, intake_phone, hold_minutes';

export const contentValues = (input: ShelterContentInput): unknown[] => [
  input.name.kk.trim(),
  input.name.ru.trim(),
  input.name.en.trim(),
  input.regionCode,
  input.districtCode ?? null,
  input.zone,
  input.participation,
  input.keepsWaitlist,
  input.intakePhone ?? null,
  input.holdMinutes,
];
