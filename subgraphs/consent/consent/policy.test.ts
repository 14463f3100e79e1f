import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { AgencyKind, Category, Purpose } from '../../kit/index.js';
import { CONSENT_POLICY, CONSENT_SETTINGS, type GrantTerms, refusalsOfGrant } from './policy.js';

const NOW = new Date('2026-03-01T10:00:00Z');
const HOUR = 3_600_000;
const later = (ms: number) => new Date(NOW.getTime() + ms);

/** A consent at the scene, taken by the police, that nothing is wrong with. */
const AT_THE_SCENE: GrantTerms = {
  provisional: true,
  form: 'ORAL_WITNESSED',
  interpreter: 'NONE',
  witnessed: true,
  consequencesExplained: true,
  categories: [...CONSENT_POLICY.provisionalCategories],
  expiresAt: later(72 * HOUR),
  toTaker: false,
  purposes: [Purpose.SHELTER],
};
/** A full consent, taken by a crisis centre, that nothing is wrong with. */
const FULL: GrantTerms = {
  ...AT_THE_SCENE,
  provisional: false,
  form: 'WRITTEN',
  witnessed: false,
  categories: Object.values(Category),
  expiresAt: later(90 * 24 * HOUR),
};

const fields = (terms: GrantTerms, takenBy: AgencyKind) =>
  refusalsOfGrant(terms, takenBy, NOW, 90).map((refusal) => refusal.field?.join('.'));
const atTheScene = (change: Partial<GrantTerms>) => fields({ ...AT_THE_SCENE, ...change }, AgencyKind.POLICE);
const full = (change: Partial<GrantTerms>, takenBy = AgencyKind.CRISIS_CENTRE) =>
  fields({ ...FULL, ...change }, takenBy);

describe('a provisional consent', () => {
  test('lasts 72 hours at most, to the millisecond', () => {
    expect(atTheScene({})).toEqual([]);
    expect(atTheScene({ expiresAt: later(5 * 60_000) })).toEqual([]);
    expect(atTheScene({ expiresAt: later(5 * 60_000 - 1) })).toEqual(['expiresAt']);
    expect(atTheScene({ expiresAt: later(72 * HOUR + 1) })).toEqual(['expiresAt']);
    expect(atTheScene({ expiresAt: NOW })).toEqual(['expiresAt']);
    expect(atTheScene({ expiresAt: later(-1) })).toEqual(['expiresAt']);
  });

  test.each(Object.values(Category))('%s is opened by it only when a referral needs it', (category) => {
    const needed = ![Category.PROTECTION, Category.SUPPORT].includes(category);
    expect(atTheScene({ categories: [Category.IDENTITY, category] })).toEqual(needed ? [] : ['categories']);
  });

  test('by word needs a witness; in writing it does not', () => {
    expect(atTheScene({ witnessed: false })).toEqual(['witnessed']);
    expect(atTheScene({ witnessed: false, form: 'WRITTEN' })).toEqual([]);
  });
});

test('the police take no consent for the police, be it their own or another department', () => {
  expect(atTheScene({ toTaker: true })).toEqual(['recipient']);
  for (const purpose of [Purpose.POLICE_RESPONSE, Purpose.PROTECTION_ORDER, Purpose.EMERGENCY]) {
    expect(atTheScene({ purposes: [Purpose.SHELTER, purpose] })).toEqual(['recipient']);
    expect(full({ purposes: [purpose] })).toEqual([]);
  }
});

describe('a full consent', () => {
  test('lasts 90 days at most, to the millisecond', () => {
    expect(full({})).toEqual([]);
    expect(full({ expiresAt: later(90 * 24 * HOUR + 1) })).toEqual(['expiresAt']);
    expect(full({ expiresAt: NOW })).toEqual(['expiresAt']);
  });

  test('lasts no longer than the hub is set to', () => {
    const days = (limit: number) =>
      refusalsOfGrant(FULL, AgencyKind.CRISIS_CENTRE, NOW, limit).map(({ field }) => field);
    expect([days(89), days(90), days(365)]).toEqual([[['expiresAt']], [], []]);
    const settings = z.object(CONSENT_SETTINGS);
    expect(settings.parse({})).toEqual({ CONSENT_MAXIMUM_DAYS: 90 });
    for (const value of ['0', '366', '1.5', 'x'])
      expect(settings.safeParse({ CONSENT_MAXIMUM_DAYS: value }).success).toBe(false);
  });

  test('is in writing', () => {
    expect(full({ form: 'ORAL_WITNESSED', witnessed: true })).toEqual(['form']);
    expect(full({ form: 'ORAL_WITNESSED' })).toEqual(['form', 'witnessed']);
  });

  test.each(Object.values(AgencyKind))('is taken by %s, unless that is the police', (kind) => {
    expect(full({}, kind)).toEqual(kind === AgencyKind.POLICE ? ['provisional'] : []);
  });
});

describe('any consent', () => {
  test('to the police themselves is not taken by the police', () => {
    expect(atTheScene({ toTaker: true })).toEqual(['recipient']);
    expect(full({ toTaker: true })).toEqual([]);
  });

  test('is not interpreted by a relative', () => {
    for (const interpreter of ['PROFESSIONAL', 'STAFF_MEMBER'] as const) expect(full({ interpreter })).toEqual([]);
    expect(full({ interpreter: 'RELATIVE' })).toEqual(['interpreter']);
    expect(atTheScene({ interpreter: 'RELATIVE' })).toEqual(['interpreter']);
  });

  test('is explained', () => {
    expect(full({ consequencesExplained: false })).toEqual(['consequencesExplained']);
  });

  test('with several things wrong names them all, each in three languages', () => {
    const refusals = refusalsOfGrant(
      {
        ...FULL,
        interpreter: 'RELATIVE',
        consequencesExplained: false,
        form: 'ORAL_WITNESSED',
        expiresAt: later(-HOUR),
      },
      AgencyKind.POLICE,
      NOW,
      90,
    );
    expect(refusals.map(({ code, field }) => [code, field?.[0]])).toEqual([
      ['INVALID', 'interpreter'],
      ['INVALID', 'consequencesExplained'],
      ['INVALID', 'form'],
      ['INVALID', 'witnessed'],
      ['INVALID', 'provisional'],
      ['INVALID', 'expiresAt'],
    ]);
    for (const { text } of refusals) expect(new Set(Object.values(text)).size).toBe(3);
  });
});
