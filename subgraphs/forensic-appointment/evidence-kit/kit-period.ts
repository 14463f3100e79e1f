import type { EvidenceJurisdiction } from '../evidence-window/window-set/settings.js';
import { KZ_2026_01 } from './data/kz-2026-01.js';

/** For how long a kit is kept that nobody has reported. Data of a jurisdiction; a change is a new one, and kits keep the day that they were opened with. */
export interface KitPeriod {
  readonly version: string;
  readonly months: number;
  readonly source: string;
  /** When the source was looked at */
  readonly date: string;
  /** V read in the source, S a secondary source, B background knowledge */
  readonly grade: 'V' | 'S' | 'B';
  readonly reviewer: string;
}

/** Each jurisdiction that has evidence windows has one. */
const IN_FORCE: Readonly<Record<EvidenceJurisdiction, KitPeriod>> = { KZ: KZ_2026_01 };

export const kitPeriod = (jurisdiction: EvidenceJurisdiction): KitPeriod => IN_FORCE[jurisdiction];
