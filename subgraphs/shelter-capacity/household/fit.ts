/** Household types of HUD's HMIS Data Standards (1, 3 and 4), the words in which units say whom they take. */
export enum ShelterHouseholdType {
  WITHOUT_CHILDREN = 'WITHOUT_CHILDREN',
  ADULT_AND_CHILD = 'ADULT_AND_CHILD',
  ONLY_CHILDREN = 'ONLY_CHILDREN',
}

/** Why a unit does not take a household. The set is closed; `words.ts` says each in three languages. */
export enum BedMisfit {
  NOT_ADMITTING = 'NOT_ADMITTING',
  OUT_OF_SEASON = 'OUT_OF_SEASON',
  NO_BEDS_FREE = 'NO_BEDS_FREE',
  TOO_FEW_BEDS = 'TOO_FEW_BEDS',
  HOUSEHOLD_TYPE = 'HOUSEHOLD_TYPE',
  BOY_TOO_OLD = 'BOY_TOO_OLD',
  GIRL_TOO_OLD = 'GIRL_TOO_OLD',
  CHILD_TOO_YOUNG = 'CHILD_TOO_YOUNG',
  ADULT_TOO_YOUNG = 'ADULT_TOO_YOUNG',
  MEN_NOT_TAKEN = 'MEN_NOT_TAKEN',
  NO_WHEELCHAIR_ACCESS = 'NO_WHEELCHAIR_ACCESS',
  NO_PETS = 'NO_PETS',
  NO_COMMON_LANGUAGE = 'NO_COMMON_LANGUAGE',
  STAY_TOO_LONG = 'STAY_TOO_LONG',
}

/** Ages of adults as far as units tell them apart: a mother may be a minor herself. */
export enum BedAdultAge {
  FROM_16 = 'FROM_16',
  FROM_18 = 'FROM_18',
  FROM_25 = 'FROM_25',
  FROM_60 = 'FROM_60',
}

/** Years: the first and the last of each band */
export const ADULT_YEARS: Readonly<Record<BedAdultAge, readonly [first: number, last: number]>> = {
  FROM_16: [16, 17],
  FROM_18: [18, 24],
  FROM_25: [25, 59],
  FROM_60: [60, 120],
};

/** Who needs a place. Nobody is named. */
export interface Household {
  readonly adults: number;
  /** How many of the adults are men */
  readonly adultMen: number;
  /** One for each adult of whom it is known; the others are grown up and of no particular age */
  readonly adultAges?: readonly BedAdultAge[] | null;
  readonly children: readonly { readonly age: number; readonly sex: 'FEMALE' | 'MALE' }[];
  readonly wheelchair: boolean;
  readonly pets: boolean;
  /** In which somebody of the household can speak (ISO 639); any when left out or empty */
  readonly languages?: readonly string[] | null;
}

/** Whom a unit takes. `null` is no limit. */
export interface UnitRules {
  /** Beds in service, free or not */
  readonly total: number;
  readonly householdTypes: readonly `${ShelterHouseholdType}`[];
  /** Oldest age, in years, at which a boy is taken */
  readonly boysMaxAge: number | null;
  readonly girlsMaxAge: number | null;
  /** Youngest age, in years, at which a child is taken */
  readonly childrenMinAge: number | null;
  /** The first year of a band of `ADULT_YEARS` */
  readonly adultsMinAge: number | null;
  /** Persons of one household, where that is fewer than the beds */
  readonly largestHousehold: number | null;
  /** In which its staff can speak (ISO 639); empty for no limit */
  readonly languages: readonly string[];
  /** Longest stay */
  readonly maxNights: number | null;
  /** Of the stay that is asked for */
  readonly nights: number;
  readonly wheelchair: boolean;
  readonly pets: boolean;
  readonly womenOnly: boolean;
}

/** One bed for each person; a cot is the shelter's to add when it screens. */
export const bedsNeeded = (household: Household): number => household.adults + household.children.length;

export const householdType = (household: Household): ShelterHouseholdType =>
  household.children.length === 0 ? ShelterHouseholdType.WITHOUT_CHILDREN : ShelterHouseholdType.ADULT_AND_CHILD;

const over = (age: number, limit: number | null): boolean => limit !== null && age > limit;
const under = (age: number, limit: number | null): boolean => limit !== null && age < limit;

/**
 * Everything about a unit that keeps this household out even when all its beds are free; empty when it fits. The barriers are
 * those of UK refuges (boys over an age, large families, wheelchair, language): all are told at once, so that the next unit is chosen well.
 */
export function misfits(household: Household, unit: UnitRules): BedMisfit[] {
  const { children } = household;
  const speaks = household.languages ?? [];
  const known = household.adultAges ?? [];
  const ages = known.length < household.adults ? [...known, BedAdultAge.FROM_18] : known;
  return [
    bedsNeeded(household) > Math.min(unit.total, unit.largestHousehold ?? unit.total) && BedMisfit.TOO_FEW_BEDS,
    !unit.householdTypes.includes(householdType(household)) && BedMisfit.HOUSEHOLD_TYPE,
    children.some(({ age, sex }) => sex === 'MALE' && over(age, unit.boysMaxAge)) && BedMisfit.BOY_TOO_OLD,
    children.some(({ age, sex }) => sex === 'FEMALE' && over(age, unit.girlsMaxAge)) && BedMisfit.GIRL_TOO_OLD,
    children.some(({ age }) => under(age, unit.childrenMinAge)) && BedMisfit.CHILD_TOO_YOUNG,
    ages.some((band) => under(ADULT_YEARS[band][0], unit.adultsMinAge)) && BedMisfit.ADULT_TOO_YOUNG,
    unit.womenOnly && household.adultMen > 0 && BedMisfit.MEN_NOT_TAKEN,
    household.wheelchair && !unit.wheelchair && BedMisfit.NO_WHEELCHAIR_ACCESS,
    household.pets && !unit.pets && BedMisfit.NO_PETS,
    speaks.length > 0 &&
      unit.languages.length > 0 &&
      !unit.languages.some((language) => speaks.includes(language)) &&
      BedMisfit.NO_COMMON_LANGUAGE,
    over(unit.nights, unit.maxNights) && BedMisfit.STAY_TOO_LONG,
  ].filter((misfit) => misfit !== false);
}
