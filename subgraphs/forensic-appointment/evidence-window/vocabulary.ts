import type { Text } from '../../kit/index.js';

/** What happened to her, as far as it decides which findings and specimens there can be. */
export enum EvidenceViolenceKind {
  PHYSICAL = 'PHYSICAL',
  SEXUAL = 'SEXUAL',
  STRANGULATION = 'STRANGULATION',
  SUSPECTED_DRUGGING = 'SUSPECTED_DRUGGING',
}

/** Kinds of injury. Those of an incident are among them by the same words. */
export enum EvidenceInjury {
  BRUISE = 'BRUISE',
  WOUND = 'WOUND',
  BURN = 'BURN',
  BITE = 'BITE',
  FRACTURE = 'FRACTURE',
  HEAD_INJURY = 'HEAD_INJURY',
  NECK_INJURY = 'NECK_INJURY',
  LOSS_OF_CONSCIOUSNESS = 'LOSS_OF_CONSCIOUSNESS',
  HEAVY_BLEEDING = 'HEAVY_BLEEDING',
  INTERNAL_INJURY = 'INTERNAL_INJURY',
  PATTERN_INJURY = 'PATTERN_INJURY',
  DENTAL_INJURY = 'DENTAL_INJURY',
  OTHER = 'OTHER',
}

export enum EvidenceSpecimen {
  VAGINAL = 'VAGINAL',
  ANAL = 'ANAL',
  ORAL = 'ORAL',
  SKIN = 'SKIN',
  FINGERNAIL = 'FINGERNAIL',
  FIBRES_AND_HAIR = 'FIBRES_AND_HAIR',
  CLOTHING = 'CLOTHING',
  BLOOD = 'BLOOD',
  URINE = 'URINE',
  CONDOM_AND_SANITARY = 'CONDOM_AND_SANITARY',
}

/** What was done since and changes how much is found; never whether it is looked for. */
export enum EvidenceChange {
  WASHED = 'WASHED',
  BATHED = 'BATHED',
  CHANGED_CLOTHES = 'CHANGED_CLOTHES',
  WASHED_CLOTHES = 'WASHED_CLOTHES',
  URINATED = 'URINATED',
  DEFECATED = 'DEFECATED',
  ATE_OR_DRANK = 'ATE_OR_DRANK',
  BRUSHED_TEETH = 'BRUSHED_TEETH',
  TREATED = 'TREATED',
}

/** Signs with which she goes to emergency care before any slot is looked for. */
export enum ExamDangerSign {
  STRANGULATION = 'STRANGULATION',
  HEAD_INJURY = 'HEAD_INJURY',
  LOSS_OF_CONSCIOUSNESS = 'LOSS_OF_CONSCIOUSNESS',
  PREGNANCY = 'PREGNANCY',
  HEAVY_BLEEDING = 'HEAVY_BLEEDING',
  NECK_INJURY = 'NECK_INJURY',
  INTERNAL_INJURY = 'INTERNAL_INJURY',
  TROUBLE_BREATHING = 'TROUBLE_BREATHING',
  TROUBLE_SPEAKING_OR_SWALLOWING = 'TROUBLE_SPEAKING_OR_SWALLOWING',
  VISION_CHANGE = 'VISION_CHANGE',
  CONFUSION = 'CONFUSION',
  SEIZURE = 'SEIZURE',
  SEVERE_PAIN = 'SEVERE_PAIN',
  CHEST_PAIN = 'CHEST_PAIN',
  AIRWAY_BURN = 'AIRWAY_BURN',
  SUICIDAL_THOUGHTS = 'SUICIDAL_THOUGHTS',
  YOUNG_CHILD = 'YOUNG_CHILD',
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
  NOT_YET = 'NOT_YET',
  LATE = 'LATE',
  BEYOND_WINDOW = 'BEYOND_WINDOW',
}

/** V read in the source named, S a secondary source, B background knowledge that nobody has checked. */
export const EVIDENCE_GRADES = ['V', 'S', 'B'] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

/** Hours since the last contact, and what waiting costs within them. */
export interface EvidenceStage {
  readonly fromHours: number;
  /** Up to and including this hour; null when the source knows no end */
  readonly untilHours: number | null;
  readonly whatItCosts: Text;
}

/** How long a finding or specimen, or a treatment that must start in time, is useful. Hours since the last contact. */
export interface EvidenceWindow {
  readonly finding: string;
  readonly name: Text;
  /** HEALTH: a treatment that must start in time. It is told apart from evidence and weighs as much */
  readonly concern: 'EVIDENCE' | 'HEALTH';
  /** It is looked at when one of these happened, or one of these injuries or this specimen was named */
  readonly violence: readonly EvidenceViolenceKind[];
  readonly injuries: readonly EvidenceInjury[];
  readonly specimen: EvidenceSpecimen | null;
  readonly changedBy: readonly EvidenceChange[];
  /** It fades from the first hour: photograph or take it at once */
  readonly atOnce: boolean;
  /** At its best up to here; null when the source does not say */
  readonly bestHours: number | null;
  /** Without a gap, in their order: from when it can be found to when it no longer can */
  readonly stages: readonly EvidenceStage[];
  readonly grade: EvidenceGrade;
  readonly source: string;
  /** When the source was looked at, YYYY-MM-DD */
  readonly date: string;
  /** Null: nobody yet; then the review of the whole set is what is said */
  readonly reviewer: string | null;
}

/** One jurisdiction's windows as of a date. A change is a new set, never an edit of an old one. */
export interface EvidenceWindowSet {
  readonly jurisdiction: string;
  readonly version: string;
  readonly review: Text;
  /** In which dates are put into words when no other zone is asked for */
  readonly zone: string;
  /** A best time (or an end) that is this near makes a finding NOW */
  readonly nowWithinHours: number;
  /** An end that is this near makes the examination ASAP */
  readonly lastHours: number;
  /** How long she should wait at most, by priority: hours */
  readonly targetWaitHours: Readonly<Record<ExamPriority, number>>;
  /** Number of the ambulance, and what to do when emergency care comes first */
  readonly emergencyNumber: string;
  readonly emergencyAdvice: Text;
  readonly dangerSigns: Readonly<Record<ExamDangerSign, Text>>;
  readonly changes: Readonly<Record<EvidenceChange, Text>>;
  readonly unknownTime: Text;
  readonly beyondWindow: Text;
  readonly advice: readonly Text[];
  readonly windows: readonly EvidenceWindow[];
}

/** The last hour in which it is useful; null when no end is known. */
export const usefulHours = ({ stages }: EvidenceWindow): number | null => stages.at(-1)?.untilHours ?? null;

/** Before this hour it does not show. */
export const earliestHours = ({ stages }: EvidenceWindow): number => stages[0]?.fromHours ?? 0;
