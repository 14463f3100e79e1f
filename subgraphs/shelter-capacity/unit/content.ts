import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { ADULT_YEARS } from '../household/fit.js';
import type { ShelterUnitContentInput } from './inputs.js';

/** What staff set of a unit, by its columns; its beds are set apart (`setBeds`). */
const COLUMNS = {
  kind: 'text',
  name_kk: 'text',
  name_ru: 'text',
  name_en: 'text',
  exclusive: 'boolean',
  household_types: 'text[]',
  boys_max_age: 'int',
  girls_max_age: 'int',
  children_min_age: 'int',
  adults_min_age: 'int',
  largest_household: 'int',
  wheelchair: 'boolean',
  pets: 'boolean',
  women_only: 'boolean',
  assessment_first: 'boolean',
  languages: 'text[]',
  max_nights: 'int',
  season: 'text',
  starts_on: 'date',
  ends_on: 'date',
} as const;

export type UnitColumns = Record<keyof typeof COLUMNS, unknown>;

export const UNIT_COLUMNS = Object.keys(COLUMNS).join(', ');
/** A record of the columns from JSON, for `jsonb_to_record($n) AS c (…)` */
export const UNIT_RECORD = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');
/** The columns as JSON, to be compared with {@link unitColumns} */
export const UNIT_JSON = `jsonb_build_object(${Object.keys(COLUMNS)
  .map((name) => `'${name}', u.${name}`)
  .join(', ')})`;

export const unitColumns = (input: ShelterUnitContentInput): UnitColumns => ({
  kind: input.kind,
  name_kk: input.name.kk.trim(),
  name_ru: input.name.ru.trim(),
  name_en: input.name.en.trim(),
  exclusive: input.exclusive,
  household_types: [...new Set(input.householdTypes)].sort(),
  boys_max_age: input.boysMaxAge ?? null,
  girls_max_age: input.girlsMaxAge ?? null,
  children_min_age: input.childrenMinAge ?? null,
  adults_min_age: input.youngestAdult ? ADULT_YEARS[input.youngestAdult][0] : null,
  largest_household: input.largestHousehold ?? null,
  wheelchair: input.wheelchair,
  pets: input.pets,
  women_only: input.womenOnly,
  assessment_first: input.assessmentFirst,
  languages: [...new Set(input.languages)].sort(),
  max_nights: input.maxNights ?? null,
  season: input.season,
  starts_on: input.startsOn ?? null,
  ends_on: input.endsOn ?? null,
});

const ENDS_BEFORE: Text = {
  en: 'It ends before it starts.',
  ru: 'Конец раньше начала.',
  kk: 'Соңы басынан бұрын.',
};
const NOBODY: Text = {
  en: 'Children of no age would be taken: the youngest age is above the oldest.',
  ru: 'Ни один возраст не подходит: младший предел выше старшего.',
  kk: 'Ешбір жас сәйкес келмейді: төменгі шек жоғарғысынан үлкен.',
};

/** What cannot be true of a unit. `at`: where it stands in the input */
export function unitFaults(input: ShelterUnitContentInput, ...at: string[]): Refusal[] {
  const invalid = (text: Text, field: string) => new Refusal(UserErrorCode.INVALID, text, [...at, field]);
  const { startsOn, endsOn, childrenMinAge, boysMaxAge, girlsMaxAge } = input;
  const oldest = Math.max(boysMaxAge ?? 17, girlsMaxAge ?? 17);
  return [
    startsOn && endsOn && endsOn < startsOn && invalid(ENDS_BEFORE, 'endsOn'),
    childrenMinAge != null && childrenMinAge > oldest && invalid(NOBODY, 'childrenMinAge'),
  ].filter((fault) => fault instanceof Refusal);
}
