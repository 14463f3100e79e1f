import type { Text } from '../../kit/index.js';

/** What happened to her, as far as it decides which findings and specimens there can be. */
export enum EvidenceViolenceKind {
  PHYSICAL = 'PHYSICAL',
  SEXUAL = 'SEXUAL',
  STRANGULATION = 'STRANGULATION',
  SUSPECTED_DRUGGING = 'SUSPECTED_DRUGGING',
}

/** Signs with which she goes to emergency care before any slot is looked for. */
export enum ExamDangerSign {
  STRANGULATION = 'STRANGULATION',
  HEAD_INJURY = 'HEAD_INJURY',
  LOSS_OF_CONSCIOUSNESS = 'LOSS_OF_CONSCIOUSNESS',
  PREGNANCY = 'PREGNANCY',
  HEAVY_BLEEDING = 'HEAVY_BLEEDING',
}

/** How soon an examination is due, in the words of FHIR's request priority. */
export enum ExamPriority {
  STAT = 'STAT',
  ASAP = 'ASAP',
  URGENT = 'URGENT',
  ROUTINE = 'ROUTINE',
}

export enum EvidenceState {
  NOW = 'NOW',
  SOON = 'SOON',
  LATE = 'LATE',
  BEYOND_WINDOW = 'BEYOND_WINDOW',
}

/** V read in the source named, S a secondary source, B background knowledge that nobody has checked. */
export type EvidenceGrade = 'V' | 'S' | 'B';

/** How long a finding or specimen, or a treatment that must start in time, is useful. Hours since the last contact. */
export interface EvidenceWindow {
  readonly finding: string;
  readonly name: Text;
  readonly violence: readonly EvidenceViolenceKind[];
  /** It fades from the first hour: photograph or take it at once */
  readonly atOnce: boolean;
  /** At its best up to here; null when the source does not say */
  readonly bestHours: number | null;
  /** Useful up to and including this hour; null when the source knows no end */
  readonly usefulHours: number | null;
  readonly whatItCosts: Text;
  readonly grade: EvidenceGrade;
  readonly source: string;
}

/** One jurisdiction's windows as of a date. A change is a new set, never an edit of an old one. */
export interface EvidenceWindowSet {
  readonly jurisdiction: string;
  readonly version: string;
  readonly review: Text;
  /** A best time (or an end) that is this near makes a finding NOW */
  readonly nowWithinHours: number;
  /** An end that is this near makes the examination ASAP */
  readonly lastHours: number;
  /** How long she should wait at most, by priority: hours */
  readonly targetWaitHours: Readonly<Record<ExamPriority, number>>;
  readonly dangerSigns: Readonly<Record<ExamDangerSign, Text>>;
  readonly beyondWindow: Text;
  readonly advice: readonly Text[];
  readonly windows: readonly EvidenceWindow[];
}
