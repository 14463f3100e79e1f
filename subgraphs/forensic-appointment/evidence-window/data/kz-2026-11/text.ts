import type { Text } from '../../../../kit/index.js';
import type { EvidenceWindow } from '../../vocabulary.js';

export const text = (en: string, ru: string, kk: string): Text => ({ en, ru, kk });

export const LOOKED_AT = '2026-11-25';
export const BACKGROUND = 'Background knowledge, not checked';
export const FFLM_STYLE = "List in the style of the UK's FFLM (secondary)";

/** What a row is unless it says otherwise: evidence, of a grade that nobody has checked, reviewed by nobody yet. */
export const ROW: Omit<EvidenceWindow, 'finding' | 'name' | 'stages'> = {
  ...{ concern: 'EVIDENCE', specimen: null, violence: [], injuries: [], changedBy: [] },
  ...{ atOnce: false, bestHours: null, grade: 'B', source: BACKGROUND, date: LOOKED_AT, reviewer: null },
};
