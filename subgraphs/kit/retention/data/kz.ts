import type { Jurisdiction } from '../periods.js';

const working = (months: number) => ({
  months,
  source: 'Working value; no act was looked up for it.',
  date: '2026-11-23',
  grade: 'B' as const,
  reviewer: 'to be reviewed by a lawyer',
});

/** Kazakhstan. Nothing here was looked up in a law: set RETENTION_JURISDICTION only after a lawyer has. */
export const KZ: Jurisdiction = {
  version: 'kz-2026-01',
  periods: {
    IDENTITY: working(60),
    CONTACT: working(60),
    HOUSEHOLD: working(60),
    INCIDENT: working(120),
    RISK: working(60),
    REFERRAL: working(60),
    FORENSIC: working(300),
    SHELTER: working(60),
  },
};
