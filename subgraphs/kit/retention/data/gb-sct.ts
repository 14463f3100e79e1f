import type { Jurisdiction } from '../periods.js';

/** Scotland: one period is known; everything else is kept until somebody has looked it up. */
export const GB_SCT: Jurisdiction = {
  version: 'gb-sct-2026-01',
  periods: {
    FORENSIC: {
      months: 26,
      source: 'Self-referred forensic evidence is kept 26 months (gov.scot).',
      date: '2026-11-20',
      grade: 'V',
      reviewer: 'to be reviewed by a lawyer',
    },
  },
};
