import { ArrayMaxSize, IsInt, IsOptional, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { RecordErrorReason } from '../entered-in-error/vocabulary.js';
import { RiskAnswer, RiskLevel } from './vocabulary.js';

@InputType({ description: 'Answer to one item.' })
export class RiskAnswerInput {
  @Field(() => String, { description: 'Id of the item in the instrument.' })
  @Length(1, 40)
  item!: string;

  @Field(() => RiskAnswer, { description: 'What she answered.' })
  answer!: RiskAnswer;
}

@InputType({ description: 'Professional judgement. It may raise the level, never lower it.' })
export class RiskJudgementInput {
  @Field(() => RiskLevel, { description: 'The level that you see.' })
  level!: RiskLevel;

  @Field(() => String, { description: "Why. Sealed under your agency's key." })
  @Length(3, 2_000)
  reason!: string;
}

@InputType({ description: 'An assessment of risk with an instrument of `riskInstruments`.' })
export class RiskAssessInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her; leave it out for an assessment that names nobody.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => String, { description: 'Id of the instrument: LAP, DASH.' })
  @Length(1, 40)
  instrument!: string;

  @Field(() => String, { nullable: true, description: 'Its version; the newest when left out.' })
  @IsOptional()
  @Length(1, 40)
  version?: string | null;

  @Field(() => [RiskAnswerInput], {
    description: 'Items that were answered; those left out count as not answered, which is not "no".',
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  answers!: RiskAnswerInput[];

  @Field(() => Int, {
    nullable: true,
    description:
      "Violent events in the last twelve months that she tells of. Your agency's own reports count as well; another agency's never.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000)
  eventsIn12Months?: number | null;

  @Field(() => RiskJudgementInput, { nullable: true, description: 'Your own judgement, when it is higher.' })
  @IsOptional()
  @ValidateNested()
  judgement?: RiskJudgementInput | null;
}

@InputType({ description: 'Which assessment should not be there, and why.' })
export class RiskAssessmentEnteredInErrorInput {
  @Field(() => ID, { description: 'Id of the assessment.' })
  @IsUUID()
  riskAssessmentId!: string;

  @Field(() => RecordErrorReason, { description: 'Why.' })
  reason!: RecordErrorReason;
}
