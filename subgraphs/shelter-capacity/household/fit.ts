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
  MEN_NOT_TAKEN = 'MEN_NOT_TAKEN',
  NO_WHEELCHAIR_ACCESS = 'NO_WHEELCHAIR_ACCESS',
  NO_PETS = 'NO_PETS',
}

/** Who needs a place. Nobody is named. */
export interface Household {
  readonly adults: number;
  /** How many of the adults are men */
  readonly adultMen: number;
  readonly children: readonly { readonly age: number; readonly sex: 'FEMALE' | 'MALE' }[];
  readonly wheelchair: boolean;
  readonly pets: boolean;
}

/** Whom a unit takes. */
export interface UnitRules {
  /** Beds in service, free or not */
  readonly total: number;
  readonly householdTypes: readonly `${ShelterHouseholdType}`[];
  /** Oldest age, in years, at which a boy is taken; null for no limit */
  readonly boysMaxAge: number | null;
  readonly wheelchair: boolean;
  readonly pets: boolean;
  readonly womenOnly: boolean;
}

/** One bed for each person; a cot is the shelter's to add when it screens. */
export const bedsNeeded = (household: Household): number => household.adults + household.children.length;

export const householdType = (household: Household): ShelterHouseholdType =>
  household.children.length === 0 ? ShelterHouseholdType.WITHOUT_CHILDREN : ShelterHouseholdType.ADULT_AND_CHILD;

/**
 * Everything about a unit that keeps this household out even when all its beds are free; empty when it fits. The barriers are
 * those of UK refuges (boys over an age, large families, wheelchair): all are told at once, so that the next unit is chosen well.
 */
export function misfits(household: Household, unit: UnitRules): BedMisfit[] {
  const { boysMaxAge } = unit;
  const boyTooOld = household.children.some(
    ({ age, sex }) => sex === 'MALE' && boysMaxAge !== null && age > boysMaxAge,
  );
  return [
    bedsNeeded(household) > unit.total && BedMisfit.TOO_FEW_BEDS,
    !unit.householdTypes.includes(householdType(household)) && BedMisfit.HOUSEHOLD_TYPE,
    boyTooOld && BedMisfit.BOY_TOO_OLD,
    unit.womenOnly && household.adultMen > 0 && BedMisfit.MEN_NOT_TAKEN,
    household.wheelchair && !unit.wheelchair && BedMisfit.NO_WHEELCHAIR_ACCESS,
    household.pets && !unit.pets && BedMisfit.NO_PETS,
  ].filter((misfit) => misfit !== false);
}
