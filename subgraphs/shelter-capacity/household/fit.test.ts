import { describe, expect, test } from '@jest/globals';
import { BedMisfit, bedsNeeded, type Household, householdType, misfits, type UnitRules } from './fit.js';

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
