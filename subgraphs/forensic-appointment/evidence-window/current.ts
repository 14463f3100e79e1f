import { KZ_2026_01 } from './data/kz-2026-01.js';
import type { EvidenceWindowSet } from './vocabulary.js';

/** The set in force, by jurisdiction. Older sets stay in `data/`, because answers given under them name them. */
const IN_FORCE = { KZ: KZ_2026_01 } as const satisfies Record<string, EvidenceWindowSet>;

export function evidenceWindows(jurisdiction: keyof typeof IN_FORCE = 'KZ'): EvidenceWindowSet {
  return IN_FORCE[jurisdiction];
}
