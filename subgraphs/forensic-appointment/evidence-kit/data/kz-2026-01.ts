import type { KitPeriod } from '../kit-period.js';

/** Kazakhstan has published no period; that of Scotland, which keeps self-referred evidence 26 months (gov.scot, V), is taken until it has. */
export const KZ_2026_01: KitPeriod = {
  version: 'kz-2026-01',
  months: 26,
  source: 'Working value after the Scottish one; no act of Kazakhstan was found.',
  date: '2026-11-20',
  grade: 'B',
  reviewer: 'to be reviewed by a lawyer',
};
