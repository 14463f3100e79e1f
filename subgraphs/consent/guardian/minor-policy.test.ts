import { describe, expect, test } from '@jest/globals';
import { Category, Purpose } from '../../kit/index.js';
import { type Giver, refusalsOfGiver } from './minor-policy.js';
import { known, SUSPENSION_RULES, UNCLEAR } from './relations.js';

const NOW = new Date('2026-03-01T10:00:00Z');
const DAY = 86_400_000;
/** Somebody who was so many years old, to the day. */
const aged = (years: number, days = 0) => new Date(Date.UTC(2026 + 18 - years, 2, 1, 10) - days * DAY);
const fields = (change: Partial<Giver>) =>
  refusalsOfGiver({
    majorityAt: aged(9),
    now: NOW,
    categories: [Category.IDENTITY],
    purposes: [Purpose.MEDICAL_CARE],
    byGuardian: true,
    guardianStands: true,
    ...change,
  }).map(({ field }) => field?.[0]);

describe('for a child', () => {
  test('one guardian who stands suffices, with her own word from ten on, to the day', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ guardianStands: false })).toEqual(['givenBy']);
    expect(fields({ majorityAt: aged(10, -1) })).toEqual([]);
    expect(fields({ majorityAt: aged(10) })).toEqual(['minorAgreed']);
    expect(fields({ majorityAt: aged(10), minorAgreed: true })).toEqual([]);
    expect(fields({ minorAgreed: false })).toEqual(['minorAgreed']);
  });

  test.each([
    [Purpose.SUPPORT, 14],
    [Purpose.LEGAL_AID, 14],
    [Purpose.SUBJECT_REQUEST, 14],
    [Purpose.MEDICAL_CARE, 16],
    [Purpose.FORENSIC_EXAM, 16],
  ])('she alone agrees to %s from %i, to the day', (purpose, years) => {
    const alone = (days: number) => fields({ byGuardian: false, purposes: [purpose], majorityAt: aged(years, days) });
    expect([alone(-1), alone(0)]).toEqual([['givenBy'], []]);
  });

  test('every other purpose needs a guardian until majority, and one that does makes all of them', () => {
    const alone = (purposes: Purpose[]) => fields({ byGuardian: false, purposes, majorityAt: aged(18, -1) });
    for (const purpose of [Purpose.SHELTER, Purpose.POLICE_RESPONSE, Purpose.PROTECTION_ORDER, Purpose.COURT])
      expect([purpose, alone([purpose])]).toEqual([purpose, ['givenBy']]);
    expect(alone([Purpose.SUPPORT, Purpose.SHELTER])).toEqual(['givenBy']);
  });

  test('of age nobody agrees but she, and an adult has no guardian', () => {
    expect(fields({ majorityAt: aged(18) })).toEqual(['givenBy']);
    expect(fields({ majorityAt: aged(18), byGuardian: false, purposes: [Purpose.SHELTER] })).toEqual([]);
    expect(fields({ majorityAt: null })).toEqual(['givenBy']);
    expect(fields({ majorityAt: null, byGuardian: false, categories: [Category.CONTACT] })).toEqual([]);
  });

  test.each(Object.values(Category))('%s is carried unless it says where she is', (category) => {
    const never = category === Category.CONTACT || category === Category.SHELTER;
    expect(fields({ categories: [category] })).toEqual(never ? ['categories'] : []);
  });
});

describe('a report', () => {
  const suspended = (about: string, named: string) =>
    SUSPENSION_RULES.filter((rule) => rule[0] === about && rule[1] === named).map((rule) => rule[2]);

  test('names whoever may be meant: everybody when it is not clear', () => {
    expect(suspended('CHILD', 'FATHER')).toEqual(['FATHER', 'STEPPARENT']);
    expect(suspended('CHILD', 'STRANGER')).toEqual([]);
    for (const named of ['PARTNER', 'EX_PARTNER', 'PARENT_OF_HER_CHILD', UNCLEAR])
      for (const about of ['CHILD', 'GUARDIAN']) expect(suspended(about, named)).toHaveLength(6);
    expect([known('FATHER'), known('toString'), known('NEIGHBOUR')]).toEqual(['FATHER', UNCLEAR, UNCLEAR]);
  });
});
