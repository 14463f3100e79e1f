import type { ExamEquipmentKind } from '../equipment/vocabulary.js';
import type { EvidenceViolenceKind } from '../evidence-window/vocabulary.js';
import type { ExamSkill } from '../examiner/types.js';
import { KZ_2026_01 } from './data/kz-2026-01.js';
import type { ExamKind } from './exam-kind.js';

export interface ExamKindTerms {
  /** A clinic may set its own */
  readonly minutes: number;
  /** What the examiner must be trained for */
  readonly skill: ExamSkill;
  /** One unit of each is taken for as long as the examination lasts */
  readonly equipment: readonly ExamEquipmentKind[];
  /** What happened to her when this examination is asked for: which evidence windows concern it */
  readonly violence: readonly EvidenceViolenceKind[];
}

/** A change is a new set; appointments keep the times that they were made with. */
export interface ExamKindSet {
  readonly version: string;
  readonly source: string;
  readonly kinds: Readonly<Record<`${ExamKind}`, ExamKindTerms>>;
}

export function examKindTerms(kind: ExamKind): ExamKindTerms {
  return KZ_2026_01.kinds[kind];
}
