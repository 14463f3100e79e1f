import { describe, expect, test } from '@jest/globals';
import { BedMisfit, type Household } from '../household/fit.js';
import { admission, bedsFree, type UnitState } from './admission.js';
import { countAge } from './count-age.js';

const twoWomen: Household = { adults: 2, adultMen: 0, children: [], wheelchair: false, pets: false };
const dormitory: UnitState = {
  total: 6,
  taken: 0,
  exclusive: false,
  householdTypes: ['WITHOUT_CHILDREN'],
  boysMaxAge: null,
  wheelchair: false,
  pets: false,
  womenOnly: true,
  assessmentFirst: false,
  openingState: 'OPEN',
  keepsWaitlist: false,
  hasDates: false,
  withinDates: true,
};

test('a dormitory is given bed by bed, an exclusive unit whole', () => {
  expect(bedsFree({ total: 6, taken: 2, exclusive: false })).toBe(4);
  expect(bedsFree({ total: 6, taken: 2, exclusive: true })).toBe(0);
  expect(bedsFree({ total: 6, taken: 0, exclusive: true })).toBe(6);
  expect(bedsFree({ total: 2, taken: 3, exclusive: false })).toBe(0);
});

describe('what a unit says', () => {
  const { NO_BEDS_FREE, NOT_ADMITTING, OUT_OF_SEASON, TOO_FEW_BEDS } = BedMisfit;
  test.each<[string, Partial<UnitState>, string, BedMisfit[]]>([
    ['free', {}, 'CAPACITY', []],
    ['just enough', { taken: 4 }, 'CAPACITY', []],
    ['one too few', { taken: 5 }, 'NO_CAPACITY', [NO_BEDS_FREE]],
    ['one too few, with a waiting list', { taken: 5, keepsWaitlist: true }, 'WAITLIST', [NO_BEDS_FREE]],
    ['always too small', { total: 1 }, 'NO_CAPACITY', [TOO_FEW_BEDS]],
    ['assessment first', { assessmentFirst: true }, 'ADDITIONAL_ASSESSMENT_REQUIRED', []],
    ['assessment first, and full', { assessmentFirst: true, taken: 6 }, 'NO_CAPACITY', [NO_BEDS_FREE]],
    ['says it is full', { openingState: 'FULL', keepsWaitlist: true }, 'WAITLIST', [NOT_ADMITTING]],
    ['closed, whatever its list', { openingState: 'CLOSED', keepsWaitlist: true }, 'NO_CAPACITY', [NOT_ADMITTING]],
    ['stopped by a quarantine', { openingState: 'QUARANTINE_STOP' }, 'NO_CAPACITY', [NOT_ADMITTING]],
    ['open outside its dates', { hasDates: true, withinDates: false }, 'NO_CAPACITY', [OUT_OF_SEASON]],
    ['seasonal within its dates', { openingState: 'SEASONAL', hasDates: true }, 'CAPACITY', []],
    ['seasonal without dates', { openingState: 'SEASONAL' }, 'NO_CAPACITY', [OUT_OF_SEASON]],
  ])('%s', (_case, unit, capacity, misfits) => {
    expect(admission(twoWomen, { ...dormitory, ...unit })).toEqual({ capacity, misfits });
  });
});

test('the age of a count is a word', () => {
  expect([0, 8 * 3600, 8 * 3600 + 1, 24 * 3600, 24 * 3600 + 1].map(countAge)).toEqual([
    'FRESH',
    'FRESH',
    'AGEING',
    'AGEING',
    'STALE',
  ]);
});
