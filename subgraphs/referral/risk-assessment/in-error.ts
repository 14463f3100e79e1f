import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { type Markable, markedAgain, markInError } from '../entered-in-error/mark.js';
import { RecordErrorReason } from '../entered-in-error/vocabulary.js';
import type { RiskAssessmentEnteredInErrorInput } from './input.js';
import { isLower } from './rules.js';
import { RISK_COPIES } from './share.js';
import { LOCK_OWN_ASSESSMENTS, type LockedAssessmentRow } from './sql.js';

const ASSESSMENTS: Markable = {
  copied: RISK_COPIES,
  closure: 'risk-assessment-in-error',
  event: 'referral.assessment_in_error',
};

/**
 * Marks an assessment of the requester's own desk as entered in error, inside the caller's transaction. Nothing that followed from it is taken back: the urgency
 * of a referral that was sent, its clock, and who was told of it stay. One that is there twice leaves another of the same instrument that is no lower: else whoever takes
 * his side would lower the risk by calling it a repetition.
 * @throws Refusal NOT_FOUND, WRONG_STATE (it was marked with another reason, or no other one stands)
 */
export async function markAssessmentInError(
  manager: EntityManager,
  ctx: SubgraphContext,
  { riskAssessmentId: id, reason }: RiskAssessmentEnteredInErrorInput,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const hers = await rowsOf<LockedAssessmentRow>(manager, LOCK_OWN_ASSESSMENTS, [agency, unit, staff, id]);
  const assessment = hers.find((each) => each.id === id);
  if (!assessment) throw assessmentNotFound();
  const stands = ({ id: other, instrument, level, error_reason }: LockedAssessmentRow) =>
    other !== id && !error_reason && instrument === assessment.instrument && !isLower(level, assessment.level);
  if (reason === RecordErrorReason.RECORDED_TWICE && !assessment.error_reason && !hers.some(stands)) throw noOther();
  await markInError(manager, ctx, ASSESSMENTS, assessment, reason);
  return id;
}

export const RISK_CLOSURES = markedAgain(ASSESSMENTS);

/** Unknown, of another desk and walled off are one answer. */
export function assessmentNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your unit has made no such assessment.',
      ru: 'Ваше подразделение не проводило такой оценки.',
      kk: 'Бөліміңіз мұндай бағалау жүргізбеген.',
    },
    ['riskAssessmentId'],
  );
}

const noOther = (): Refusal =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'Your unit has no other assessment of her with this instrument that is as high. What is there twice leaves one.',
      ru: 'У вашего подразделения нет другой её оценки по этой методике с таким же или более высоким уровнем. Из двух одна остаётся.',
      kk: 'Бөліміңізде осы әдіс бойынша деңгейі осындай не жоғары басқа бағалауы жоқ. Екеуінің бірі қалады.',
    },
    ['reason'],
  );
