import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { RecordErrorReason } from '../entered-in-error/vocabulary.js';
import type { RiskLevel } from './vocabulary.js';

export interface RiskAssessmentRow {
  readonly id: string;
  readonly victim_key: string | null;
  readonly agency: string;
  readonly instrument: string;
  readonly version: string;
  readonly level: RiskLevel;
  readonly rule: string | null;
  readonly may_be_higher: boolean;
  readonly yes: number;
  readonly no: number;
  readonly not_answered: number;
  readonly events: number | null;
  readonly assessed_at: Date;
  readonly error_reason: RecordErrorReason | null;
  readonly error_at: Date | null;
  readonly error_by: string | null;
  /** What the reader may open: its own, or the copy that a referral brought to it */
  readonly content: Buffer | null;
  readonly content_place: string;
  readonly wrapped: Buffer | null;
}

const RESULT = `a.id, a.victim_key, a.agency, a.instrument, a.version, a.level, a.rule, a.may_be_higher, a.yes, a.no, a.not_answered, a.events,
  a.assessed_at, a.error_reason, a.error_at, a.error_by`;

/** The data key is the victim's, or the assessment's own when it names nobody. */
const SUBJECT = `COALESCE(a.victim_key::text, 'risk_assessment:' || a.id)`;

const OWN = `SELECT ${RESULT}, a.content, 'risk_assessment.content:' || a.id AS content_place, k.wrapped
  FROM risk_assessment a LEFT JOIN data_key k ON k.subject = ${SUBJECT} AND k.agency = a.agency::text
  WHERE a.desk = COALESCE($2, $1)::uuid AND ${notWalled('a.victim_key')}`;

/** $7 id */
export const OWN_ASSESSMENT = new Statement<RiskAssessmentRow>(
  'referral.ownRiskAssessment',
  logged(Category.RISK, `${OWN} AND a.id = $7::uuid`),
);

/** $7 and $8 keyset, $9 limit */
export const OWN_ASSESSMENTS = new Statement<RiskAssessmentRow>(
  'referral.ownRiskAssessments',
  `${logged(
    Category.RISK,
    `${OWN} AND (a.assessed_at, a.id) < ($7::timestamptz, $8::uuid) ORDER BY a.assessed_at DESC, a.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY assessed_at DESC, id DESC`,
);

/**
 * Own assessments that counted an own report which was entered in error afterwards: made while it stood, of her whose record it was on, within the time that
 * repeats are counted for; none that is marked itself. $7 incident
 */
export const OWN_ASSESSMENTS_COUNTING = new Statement<RiskAssessmentRow>(
  'referral.ownRiskAssessmentsCounting',
  `${logged(
    Category.RISK,
    `${OWN} AND a.error_at IS NULL AND a.events > 0 AND EXISTS (
       SELECT FROM incident i WHERE i.id = $7::uuid AND i.desk = COALESCE($2, $1)::uuid AND i.victim_key = a.victim_key
         AND a.assessed_at BETWEEN i.reported_at AND i.error_at AND i.occurred_at > a.assessed_at - interval '12 months')
     ORDER BY a.assessed_at DESC, a.id DESC LIMIT 100`,
  )} ORDER BY assessed_at DESC, id DESC`,
);

export type LockedAssessmentRow = Pick<RiskAssessmentRow, 'id' | 'instrument' | 'level' | 'error_reason'>;

/**
 * For a mark: an own assessment and the desk's others of her, all locked in one order, so that two of them that are there twice are not both marked. $1 to $3 the
 * requester, $4 id. No look: the answer reads it again.
 */
export const LOCK_OWN_ASSESSMENTS = `SELECT a.id, a.instrument, a.level, a.error_reason FROM risk_assessment a
  WHERE a.desk = COALESCE($2, $1)::uuid AND ${notWalled('a.victim_key')} AND (a.id = $4::uuid
    OR a.victim_key = (SELECT o.victim_key FROM risk_assessment o WHERE o.id = $4::uuid AND o.desk = COALESCE($2, $1)::uuid))
  ORDER BY a.id FOR UPDATE OF a`;

/**
 * For each victim the assessments that the agency itself made and those that a referral brought to it, newest first; none that was entered in error.
 * $1 agency, $2 victims, $3 and $4 keyset, $5 limit
 */
export const ASSESSMENTS_OF_VICTIMS = new Statement<RiskAssessmentRow>(
  'referral.riskAssessmentsOfVictims',
  `SELECT a.*, k.wrapped FROM unnest($2::uuid[]) AS victim(key)
   CROSS JOIN LATERAL (
     SELECT ${RESULT}, CASE WHEN a.agency = $1::uuid THEN a.content ELSE s.content END AS content,
       CASE WHEN a.agency = $1::uuid THEN 'risk_assessment.content:' ELSE 'risk_assessment_share.content:' END || a.id AS content_place
     FROM risk_assessment a LEFT JOIN risk_assessment_share s ON s.assessment = a.id AND s.agency = $1::uuid
     WHERE a.victim_key = victim.key AND a.error_at IS NULL AND (a.agency = $1::uuid OR s.agency IS NOT NULL)
       AND (a.assessed_at, a.id) < ($3::timestamptz, $4::uuid)
     ORDER BY a.assessed_at DESC, a.id DESC LIMIT $5::int
   ) a
   LEFT JOIN data_key k ON k.subject = a.victim_key::text AND k.agency = $1::text
   ORDER BY a.assessed_at DESC, a.id DESC`,
);

/** $1 agency, $2 victim: events of the last twelve months in the agency's own reports, never in another's, and none that was entered in error. */
export const OWN_EVENTS = `SELECT count(*)::int AS events FROM incident
  WHERE victim_key = $2::uuid AND agency = $1::uuid AND error_at IS NULL AND occurred_at > clock_timestamp() - interval '12 months'`;
