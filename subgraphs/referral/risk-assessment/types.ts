import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
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
    'An assessment of risk. It is never changed afterwards, and nothing is closed because its level is low: a low score is not safety.',
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
    row,
  });
}

export const RiskAssessmentConnection = connectionType(RiskAssessment, 'RiskAssessment');

@ObjectType({ description: 'Answer to riskAssess.' })
export class RiskAssessPayload extends Payload {
  @Field(() => RiskAssessment, { nullable: true, description: 'The assessment; null when it was not made.' })
  riskAssessment!: RiskAssessment | null;
}
