import { BedMisfit, bedsNeeded, type Household, misfits, type UnitRules } from '../household/fit.js';
import type { ShelterOpeningState } from '../shelter/types.js';
import { enough } from './free-word.js';

/** The words of FHIR SDOH Clinical Care for capacity: many shelters cannot say yes before an assessment. */
export enum BedCapacity {
  CAPACITY = 'CAPACITY',
  ADDITIONAL_ASSESSMENT_REQUIRED = 'ADDITIONAL_ASSESSMENT_REQUIRED',
  WAITLIST = 'WAITLIST',
  NO_CAPACITY = 'NO_CAPACITY',
}

/** A unit as it stands for some nights: whom it takes, what is taken, what its shelter says of itself. */
export interface UnitState extends UnitRules {
  /** Beds occupied or held in these nights */
  readonly taken: number;
  /** Taken whole by one household */
  readonly exclusive: boolean;
  readonly assessmentFirst: boolean;
  readonly openingState: `${ShelterOpeningState}`;
  readonly keepsWaitlist: boolean;
  readonly hasDates: boolean;
  /** No date of the unit lies inside the nights */
  readonly withinDates: boolean;
}

export interface Admission {
  readonly capacity: BedCapacity;
  /** Empty when the household can be taken */
  readonly misfits: readonly BedMisfit[];
}

/** An exclusive unit with any bed taken has none: one household never shares a family room with strangers. */
export function bedsFree(unit: Pick<UnitState, 'total' | 'taken' | 'exclusive'>): number {
  return unit.exclusive && unit.taken > 0 ? 0 : Math.max(0, unit.total - unit.taken);
}

/** What a unit can say to a household for some nights, before the shelter itself has screened it: exactly, as a hold needs it. */
export function admission(household: Household, unit: UnitState): Admission {
  return admissionWhen(bedsFree(unit) < bedsNeeded(household) ? 'NO' : 'YES', household, unit);
}

/** The same as others may be told: whether beds of a shared unit are enough is said by the word for them, never by their number. */
export function toldAdmission(household: Household, unit: UnitState): Admission {
  if (unit.exclusive) return admission(household, unit);
  return admissionWhen(enough(bedsFree(unit), bedsNeeded(household)), household, unit);
}

function admissionWhen(beds: 'YES' | 'PERHAPS' | 'NO', household: Household, unit: UnitState): Admission {
  const shut = closure(unit);
  const full = beds === 'NO';
  const found = misfits(household, unit);
  const reasons = [shut, full && !found.includes(BedMisfit.TOO_FEW_BEDS) && BedMisfit.NO_BEDS_FREE, ...found];
  const said = capacity(unit, shut, full);
  return {
    capacity: beds === 'PERHAPS' && said === BedCapacity.CAPACITY ? BedCapacity.ADDITIONAL_ASSESSMENT_REQUIRED : said,
    misfits: reasons.filter((reason) => reason !== false),
  };
}

function closure({ openingState, hasDates, withinDates }: UnitState): BedMisfit | false {
  if (openingState === 'SEASONAL') return !(hasDates && withinDates) && BedMisfit.OUT_OF_SEASON;
  if (openingState !== 'OPEN') return BedMisfit.NOT_ADMITTING;
  return !withinDates && BedMisfit.OUT_OF_SEASON;
}

function capacity(unit: UnitState, shut: BedMisfit | false, full: boolean): BedCapacity {
  if (shut ? unit.openingState === 'FULL' : full)
    return unit.keepsWaitlist ? BedCapacity.WAITLIST : BedCapacity.NO_CAPACITY;
  if (shut) return BedCapacity.NO_CAPACITY;
  return unit.assessmentFirst ? BedCapacity.ADDITIONAL_ASSESSMENT_REQUIRED : BedCapacity.CAPACITY;
}
