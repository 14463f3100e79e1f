import { describe, expect, test } from '@jest/globals';
import { BedAdultAge, BedMisfit, bedsNeeded, type Household, householdType, misfits, type UnitRules } from './fit.js';
import { householdFaults } from './household-faults.js';

const girl = (age: number) => ({ age, sex: 'FEMALE' as const });
const boy = (age: number) => ({ age, sex: 'MALE' as const });
const mother: Household = {
  adults: 1,
  adultMen: 0,
  children: [girl(4), girl(9), boy(11)],
  wheelchair: false,
  pets: false,
};
const familyRoom: UnitRules = {
  total: 5,
  householdTypes: ['ADULT_AND_CHILD'],
  boysMaxAge: 14,
  girlsMaxAge: null,
  childrenMinAge: null,
  adultsMinAge: null,
  largestHousehold: null,
  languages: [],
  maxNights: null,
  nights: 7,
  wheelchair: false,
  pets: false,
  womenOnly: true,
};

test('a woman and three children need four beds and fit a family room of five', () => {
  expect(bedsNeeded(mother)).toBe(4);
  expect(misfits(mother, familyRoom)).toEqual([]);
});

test('the household type is that of HMIS', () => {
  expect(householdType(mother)).toBe('ADULT_AND_CHILD');
  expect(householdType({ ...mother, children: [] })).toBe('WITHOUT_CHILDREN');
});

describe('each barrier', () => {
  test.each<[BedMisfit, Partial<Household>, Partial<UnitRules>]>([
    [BedMisfit.TOO_FEW_BEDS, {}, { total: 3 }],
    [BedMisfit.HOUSEHOLD_TYPE, { children: [] }, {}],
    [BedMisfit.HOUSEHOLD_TYPE, {}, { householdTypes: ['WITHOUT_CHILDREN', 'ONLY_CHILDREN'] }],
    [BedMisfit.BOY_TOO_OLD, { children: [boy(15)] }, {}],
    [BedMisfit.TOO_FEW_BEDS, {}, { largestHousehold: 3 }],
    [BedMisfit.GIRL_TOO_OLD, {}, { girlsMaxAge: 8 }],
    [BedMisfit.CHILD_TOO_YOUNG, {}, { childrenMinAge: 5 }],
    [BedMisfit.ADULT_TOO_YOUNG, { adultAges: [BedAdultAge.FROM_16] }, { adultsMinAge: 18 }],
    [BedMisfit.ADULT_TOO_YOUNG, {}, { adultsMinAge: 60 }],
    [BedMisfit.ADULT_TOO_YOUNG, { adultAges: [] }, { adultsMinAge: 60 }],
    // one of whom no age is known came along
    [BedMisfit.ADULT_TOO_YOUNG, { adults: 2, adultAges: [BedAdultAge.FROM_60] }, { adultsMinAge: 25 }],
    [BedMisfit.NO_COMMON_LANGUAGE, { languages: ['uz', 'ky'] }, { languages: ['kk', 'ru'] }],
    [BedMisfit.STAY_TOO_LONG, {}, { maxNights: 6 }],
    [BedMisfit.MEN_NOT_TAKEN, { adultMen: 1 }, {}],
    [BedMisfit.NO_WHEELCHAIR_ACCESS, { wheelchair: true }, {}],
    [BedMisfit.NO_PETS, { pets: true }, {}],
  ])('%s', (misfit, household, unit) => {
    expect(misfits({ ...mother, ...household }, { ...familyRoom, ...unit })).toEqual([misfit]);
  });

  test.each<[string, Partial<Household>, Partial<UnitRules>]>([
    ['as many persons as beds', {}, { total: 4 }],
    ['a boy of exactly the age', { children: [boy(14)] }, {}],
    ['a girl above the age for boys', { children: [girl(17)] }, { boysMaxAge: 6 }],
    ['no limit for boys', { children: [boy(17)] }, { boysMaxAge: null }],
    ['children of exactly the ages', {}, { girlsMaxAge: 9, childrenMinAge: 4 }],
    ['adults of no particular age where grown-ups are taken', {}, { adultsMinAge: 18 }],
    [
      'an adult of no particular age beside one whose age is known',
      { adults: 2, adultAges: [BedAdultAge.FROM_60] },
      { adultsMinAge: 18 },
    ],
    [
      'adults who are all old enough',
      { adults: 2, adultAges: [BedAdultAge.FROM_25, BedAdultAge.FROM_60] },
      { adultsMinAge: 25 },
    ],
    ['a household as large as the largest', {}, { largestHousehold: 4 }],
    ['one language in common', { languages: ['uz', 'ru'] }, { languages: ['kk', 'ru'] }],
    ['no language said', {}, { languages: ['kk'] }],
    ['as many nights as are given', {}, { maxNights: 7 }],
    ['a man where men are taken', { adultMen: 1 }, { womenOnly: false }],
    ['nobody in a wheelchair where one could be', {}, { wheelchair: true, pets: true }],
  ])('none: %s', (_case, household, unit) => {
    expect(misfits({ ...mother, ...household }, { ...familyRoom, ...unit })).toEqual([]);
  });

  test('all of them are told at once', () => {
    const household = { ...mother, adultMen: 1, children: [boy(16), girl(1)], wheelchair: true, pets: true };
    expect(misfits(household, { ...familyRoom, total: 2, householdTypes: ['WITHOUT_CHILDREN'] })).toHaveLength(6);
  });
});

describe('what cannot be true of a household', () => {
  test.each<[string, Partial<Household>, string[]]>([
    ['more men than adults', { adultMen: 2 }, ['adultMen']],
    ['ages of some adults', { adults: 2, adultAges: [BedAdultAge.FROM_18] }, ['adultAges']],
    [
      'a child older than the mother',
      { adultAges: [BedAdultAge.FROM_16], children: [girl(2), boy(17)] },
      ['children.1.age'],
    ],
    ['nothing', { adultAges: [BedAdultAge.FROM_16], children: [girl(2), boy(15)] }, []],
    ['an elder sister who cares for a brother', { adultAges: [BedAdultAge.FROM_18], children: [boy(17)] }, []],
  ])('%s', (_case, change, fields) => {
    expect(householdFaults({ ...mother, ...change }).map(({ field }) => field?.join('.'))).toEqual(fields);
  });
});
