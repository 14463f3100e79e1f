import { z } from 'zod';
import { BUILT_IN } from '../current.js';

export type EvidenceJurisdiction = keyof typeof BUILT_IN;
/** Those of which a first set comes with the hub: whichever is chosen, there is always one that counts. */
export const EVIDENCE_JURISDICTIONS = Object.keys(BUILT_IN) as EvidenceJurisdiction[];

/** Whose evidence windows, words and ambulance count in this hub. */
export const EVIDENCE_SETTINGS = { EVIDENCE_JURISDICTION: z.enum(EVIDENCE_JURISDICTIONS).default('KZ') };
