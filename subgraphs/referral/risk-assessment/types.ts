import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { RecordErrorReason, RecordStatus } from '../entered-in-error/vocabulary.js';
import type { RiskAssessmentRow } from './sql.js';
import { RiskAnswer, RiskLevel } from './vocabulary.js';

@ObjectType({ description: 'Answer to one item.' })
export class RiskItemAnswer {
  @Field(() => String, { description: 'Id of the item in the instrument.' })
  @Classified('RISK')
  item!: string;

  @Field(() => RiskAnswer, { description: 'What she answered.' })
  @Classified('RISK')
  answer!: RiskAnswer;
}

@ObjectType({
  description:
    'An assessment of risk. It is never changed afterwards, but marked when it should not be there; nothing is closed because its level is low: a low score is not safety.',
})
export class RiskAssessment {
  @Field(() => ID, { description: 'Id of the assessment.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'Instrument.' })
  @Classified('RISK')
  instrument!: string;

  @Field(() => String, { description: 'Version of the instrument.' })
  @Classified('RISK')
  version!: string;

  @Field(() => RiskLevel, { description: 'What was found.' })
  @Classified('RISK')
  level!: RiskLevel;

  @Field(() => String, {
    nullable: true,
    description:
      'Id of the rule that gave the level, PROFESSIONAL_JUDGEMENT when that raised it; null when no rule holds.',
  })
  @Classified('RISK')
  rule!: string | null;

  @Field(() => Boolean, {
    description: 'What was not answered could raise the level still: ask again when it is safe to.',
  })
  @Classified('RISK')
  mayBeHigher!: boolean;

  @Field(() => Int, { description: 'Items answered yes.' })
  @Classified('RISK')
  yes!: number;

  @Field(() => Int, { description: 'Items answered no.' })
  @Classified('RISK')
  no!: number;

  @Field(() => Int, { description: 'Items not answered.' })
  @Classified('RISK')
  notAnswered!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Violent events in the twelve months before: the larger of what she told and what the agency itself had taken down; null when not known.',
  })
  @Classified('RISK')
  eventsIn12Months!: number | null;

  @Field(() => Date, { description: 'When it was made.' })
  @Classified('RISK')
  assessedAt!: Date;

  @Field(() => ID, { description: 'Agency that made it.' })
  @Classified('RISK')
  agency!: string;

  @Field(() => RecordStatus, {
    description:
      'Whether it counts. One that was entered in error is on no record, and stays in the list of the unit that made it.',
  })
  @Classified('RISK')
  status!: RecordStatus;

  @Field(() => RecordErrorReason, {
    nullable: true,
    description: 'Why it was entered in error; null when it was not.',
  })
  @Classified('RISK')
  errorReason!: RecordErrorReason | null;

  @Field(() => Date, { nullable: true, description: 'When it was marked as entered in error; null when it was not.' })
  @Classified('RISK')
  errorAt!: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Member of your staff who marked it as entered in error; null when it was not.',
  })
  @Classified('RISK')
  errorBy!: string | null;

  /** Where the other fields come from; no field of the schema. */
  row!: RiskAssessmentRow;
}

export function assessmentOf(row: RiskAssessmentRow): RiskAssessment {
  return Object.assign(new RiskAssessment(), {
    id: row.id,
    instrument: row.instrument,
    version: row.version,
    level: row.level,
    rule: row.rule,
    mayBeHigher: row.may_be_higher,
    yes: row.yes,
    no: row.no,
    notAnswered: row.not_answered,
    eventsIn12Months: row.events,
    assessedAt: row.assessed_at,
    agency: row.agency,
    status: row.error_at ? RecordStatus.ENTERED_IN_ERROR : RecordStatus.ACTIVE,
    errorReason: row.error_reason,
    errorAt: row.error_at,
    errorBy: row.error_by,
    row,
  });
}

export const RiskAssessmentConnection = connectionType(RiskAssessment, 'RiskAssessment');

@ObjectType({ description: 'Answer to riskAssess.' })
export class RiskAssessPayload extends Payload {
  @Field(() => RiskAssessment, { nullable: true, description: 'The assessment; null when it was not made.' })
  riskAssessment!: RiskAssessment | null;
}

@ObjectType({ description: 'Answer to riskAssessmentEnteredInError.' })
export class RiskAssessmentEnteredInErrorPayload extends Payload {
  @Field(() => RiskAssessment, {
    nullable: true,
    description: 'The assessment as it is now; null when nothing was done.',
  })
  riskAssessment!: RiskAssessment | null;
}
