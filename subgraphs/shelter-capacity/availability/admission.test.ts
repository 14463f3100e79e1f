import { describe, expect, test } from '@jest/globals';
import { BedMisfit, type Household } from '../household/fit.js';
import { admission, bedsFree, toldAdmission, type UnitState } from './admission.js';
import { countAge } from './count-age.js';

const twoWomen: Household = { adults: 2, adultMen: 0, children: [], wheelchair: false, pets: false };
const dormitory: UnitState = {
  total: 6,
  taken: 0,
  exclusive: false,
  householdTypes: ['WITHOUT_CHILDREN'],
  boysMaxAge: null,
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
  const hour = 3600;
  expect([0, 2 * hour - 1, 2 * hour, 8 * hour - 1, 8 * hour, null].map(countAge)).toEqual([
    'FRESH',
    'FRESH',
    'AGEING',
    'AGEING',
    'STALE',
    'STALE',
  ]);
});

describe('what others are told of a shared unit', () => {
  const women = (adults: number): Household => ({ ...twoWomen, adults });
  const told = (free: number, adults: number) => {
    const { capacity, misfits } = toldAdmission(women(adults), { ...dormitory, total: 12, taken: 12 - free });
    return `${capacity} ${misfits}`;
  };
  const probed = (free: number) => Array.from({ length: 10 }, (_, i) => told(free, i + 1)).join();

  test('asking for one person, then for two, and so on learns one of three words', () => {
    const answers = Array.from({ length: 13 }, (_, free) => probed(free));
    expect(new Set(answers).size).toBe(3);
    expect(new Set(answers.slice(1, 4)).size).toBe(1);
    expect(new Set(answers.slice(4)).size).toBe(1);
  });

  test('it is never said to be full for a household for which beds are free', () => {
    for (let free = 0; free <= 12; free++) {
      for (let adults = 1; adults <= 10; adults++) {
        const exact = admission(women(adults), { ...dormitory, total: 12, taken: 12 - free });
        if (exact.misfits.length === 0)
          expect(toldAdmission(women(adults), { ...dormitory, total: 12, taken: 12 - free }).misfits).toEqual([]);
      }
    }
  });
});
