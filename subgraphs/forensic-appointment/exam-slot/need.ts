import type { ExamEquipmentKind } from '../equipment/vocabulary.js';
import { examKindTerms } from '../exam-kind/current.js';
import type { ExamKind } from '../exam-kind/exam-kind.js';
import { type ExaminerSex, ExamSkill } from '../examiner/types.js';

/** What an examination needs of a clinic, an examiner, a place and equipment. Null: it does not matter which. */
export interface ExamNeed {
  readonly kind: ExamKind;
  /** National duration; a clinic may have its own */
  readonly minutes: number;
  readonly skills: readonly ExamSkill[];
  readonly equipment: readonly ExamEquipmentKind[];
  /** Hers: mobile teams that cover it come there */
  readonly region: string | null;
  readonly clinic: string | null;
  readonly examiner: string | null;
  readonly sex: ExaminerSex | null;
  readonly language: string | null;
  readonly team: string | null;
  /** Only in a room of a clinic */
  readonly inRoom: boolean;
  /** As at another instant than now, to see what a change of clocks did */
  readonly at: Date | null;
}

interface Wishes extends Partial<Omit<ExamNeed, 'kind' | 'minutes' | 'skills' | 'equipment'>> {
  /** Of a child: by an examiner who is trained for it */
  readonly paediatric?: boolean;
}

export function examNeed(kind: ExamKind, { paediatric = false, ...wishes }: Wishes): ExamNeed {
  const { minutes, skill, equipment } = examKindTerms(kind);
  return {
    ...{ kind, minutes, equipment, skills: paediatric ? [skill, ExamSkill.PAEDIATRIC] : [skill] },
    ...{ region: null, clinic: null, examiner: null, sex: null, language: null, team: null, inRoom: false, at: null },
    ...wishes,
  };
}
