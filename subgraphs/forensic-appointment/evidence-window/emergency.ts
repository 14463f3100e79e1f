import { EvidenceInjury, EvidenceViolenceKind, ExamDangerSign } from './vocabulary.js';

/** Injuries that are a sign of danger by themselves, whatever she feels. */
const SIGN_OF: Readonly<Partial<Record<EvidenceInjury, ExamDangerSign>>> = {
  [EvidenceInjury.HEAD_INJURY]: ExamDangerSign.HEAD_INJURY,
  [EvidenceInjury.NECK_INJURY]: ExamDangerSign.NECK_INJURY,
  [EvidenceInjury.LOSS_OF_CONSCIOUSNESS]: ExamDangerSign.LOSS_OF_CONSCIOUSNESS,
  [EvidenceInjury.HEAVY_BLEEDING]: ExamDangerSign.HEAVY_BLEEDING,
  [EvidenceInjury.INTERNAL_INJURY]: ExamDangerSign.INTERNAL_INJURY,
};

/**
 * The signs that send her to emergency care first. Any one fact is enough, and it counts the same whether it was named as violence, as an injury or as a
 * sign. Empty: nothing that was said is one.
 */
export function emergencySigns(
  violence: readonly EvidenceViolenceKind[],
  signs: readonly ExamDangerSign[],
  injuries: readonly EvidenceInjury[] = [],
): ExamDangerSign[] {
  const all = new Set(signs);
  if (violence.includes(EvidenceViolenceKind.STRANGULATION)) all.add(ExamDangerSign.STRANGULATION);
  for (const injury of injuries) {
    const sign = SIGN_OF[injury];
    if (sign) all.add(sign);
  }
  return Object.values(ExamDangerSign).filter((sign) => all.has(sign));
}
