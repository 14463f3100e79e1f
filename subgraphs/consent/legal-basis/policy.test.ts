import { describe, expect, test } from '@jest/globals';
import { AgencyKind, Category } from '../../kit/index.js';
import { LEGAL_BASIS_POLICY } from './policy.js';

describe('a ground other than consent', () => {
  test.each(Object.entries(LEGAL_BASIS_POLICY))('%s never opens where she is, and ends within 90 days', (_, rule) => {
    expect(rule.categories).not.toContain(Category.SHELTER);
    expect(rule.reviewDays).toBeGreaterThan(0);
    expect(rule.reviewDays).toBeLessThanOrEqual(90);
  });

  test('of vital interest does not open how she is reached, nor what a doctor or a counsellor wrote', () => {
    for (const category of [Category.CONTACT, Category.FORENSIC, Category.SUPPORT]) {
      expect(LEGAL_BASIS_POLICY.VITAL_INTEREST.categories).not.toContain(category);
    }
    expect(LEGAL_BASIS_POLICY.VITAL_INTEREST.reviewDays).toBe(3);
  });

  test('of statutory duty is for agencies that have one', () => {
    const without = Object.values(AgencyKind).filter(
      (kind) => !LEGAL_BASIS_POLICY.STATUTORY_DUTY.agencies.includes(kind),
    );
    expect(without).toEqual([
      AgencyKind.FORENSIC_CLINIC,
      AgencyKind.SHELTER,
      AgencyKind.CRISIS_CENTRE,
      AgencyKind.HELPLINE,
      AgencyKind.LEGAL_AID,
    ]);
  });
});
