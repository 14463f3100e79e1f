import { KZ_2026_11 } from './data/kz-2026-11/index.js';
import type { EvidenceWindowSet } from './vocabulary.js';

/** The set that comes with the hub, by jurisdiction. */
export const BUILT_IN = { KZ: KZ_2026_11 } as const satisfies Record<string, EvidenceWindowSet>;

export function evidenceWindows(jurisdiction: keyof typeof BUILT_IN = 'KZ'): EvidenceWindowSet {
  return BUILT_IN[jurisdiction];
}
