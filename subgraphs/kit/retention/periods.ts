import type { Category } from '../vocabulary.js';
import { GB_SCT } from './data/gb-sct.js';
import { KZ } from './data/kz.js';

/** How long a category is kept after what it is about has ended. Data of a jurisdiction, never a constant of the code. */
export interface RetentionPeriod {
  readonly months: number;
  readonly source: string;
  /** When the source was looked at */
  readonly date: string;
  /** V read in the source, S a secondary source, B background knowledge */
  readonly grade: 'V' | 'S' | 'B';
  readonly reviewer: string;
}

export interface Jurisdiction {
  readonly version: string;
  /** A category without a period is kept */
  readonly periods: Readonly<Partial<Record<Category, RetentionPeriod>>>;
}

export const JURISDICTIONS = { KZ, 'GB-SCT': GB_SCT } as const satisfies Readonly<Record<string, Jurisdiction>>;
export type JurisdictionCode = keyof typeof JURISDICTIONS;
export const JURISDICTION_CODES = Object.keys(JURISDICTIONS) as JurisdictionCode[];
