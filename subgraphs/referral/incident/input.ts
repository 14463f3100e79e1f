import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsDefined,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { RecordErrorReason } from '../entered-in-error/vocabulary.js';
import {
  IncidentChannel,
  IncidentCorrectionReason,
  InjuryKind,
  PerpetratorRelation,
  ViolenceKind,
} from './vocabulary.js';

@InputType({ description: 'What happened, as it was reported.' })
export class IncidentReportInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her; leave it out for a report that names nobody.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => Date, { description: 'When it happened, or last happened.' })
  occurredAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Her last contact with him: the evidence clock runs from here.' })
  lastContactAt?: Date | null;

  @Field(() => IncidentChannel, { description: 'How the report came in.' })
  channel!: IncidentChannel;

  @Field(() => [ViolenceKind], { description: 'What was done to her.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  violence!: ViolenceKind[];

  @Field(() => [InjuryKind], { nullable: true, description: 'Injuries that were seen or told of.' })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(11)
  injuries?: InjuryKind[] | null;

  @Field(() => [PerpetratorRelation], {
    nullable: true,
    description:
      'Whom the report names as having done it, by what that person is to her. A guardian of hers, or another guardian of her children, who may be meant cannot consent for the child from then on.',
  })
  @IsOptional()
  @ArrayUnique()
  named?: PerpetratorRelation[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a weapon was used or shown; leave it out when not known.',
  })
  weapon?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether children were there; leave it out when not known.' })
  childrenPresent?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many children were there.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(30)
  childrenCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Earlier violent events that she tells of, in the twelve months before this one. Your agency's own reports are counted beside it.",
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000)
  earlierToldOf?: number | null;

  @Field(() => String, { nullable: true, description: "What she told, in words. Sealed under your agency's key." })
  @IsOptional()
  @Length(1, 20_000)
  account?: string | null;

  @Field(() => String, { description: 'Region, ISO 3166-2, e.g. KZ-75.' })
  @Matches(/^KZ-\d{2}$/)
  regionCode!: string;
}

@InputType({
  description:
    'What of a report is corrected: leave out what stays as it is; null says that it is not known. What it said before is kept.',
})
export class IncidentCorrectInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A value you choose; sending again with the same value has no second effect, and is told what the first one did.',
  })
  @IsOptional()
  @Length(8, 100)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'Id of the incident.' })
  @IsUUID()
  incidentId!: string;

  @Field(() => Int, { description: 'Version that you have seen; when another has come since, nothing is done.' })
  @IsInt()
  @Min(1)
  expectedVersion!: number;

  @Field(() => IncidentCorrectionReason, { description: 'Why.' })
  reason!: IncidentCorrectionReason;

  @Field(() => Date, { nullable: true, description: 'When it happened, or last happened.' })
  @IsKnown()
  occurredAt?: Date;

  @Field(() => Date, { nullable: true, description: 'Her last contact with him.' })
  lastContactAt?: Date | null;

  @Field(() => IncidentChannel, { nullable: true, description: 'How the report came in.' })
  @IsKnown()
  channel?: IncidentChannel;

  @Field(() => [ViolenceKind], { nullable: true, description: 'What was done to her; all of it.' })
  @IsKnown()
  @ArrayNotEmpty()
  @ArrayUnique()
  violence?: ViolenceKind[];

  @Field(() => [InjuryKind], { nullable: true, description: 'Injuries that were seen or told of; all of them.' })
  @IsKnown()
  @ArrayUnique()
  @ArrayMaxSize(11)
  injuries?: InjuryKind[];

  @Field(() => [PerpetratorRelation], {
    nullable: true,
    description:
      'Whom it names, by what that person is to her; all of them. Leaving somebody out lifts no suspension of a guardian.',
  })
  @IsKnown()
  @ArrayUnique()
  named?: PerpetratorRelation[];

  @Field(() => Boolean, { nullable: true, description: 'Whether a weapon was used or shown.' })
  weapon?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether children were there.' })
  childrenPresent?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many children were there.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(30)
  childrenCount?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Earlier violent events that she tells of, in the twelve months before this one.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000)
  earlierToldOf?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "What she told, in words; null takes it out. Sealed under your agency's key.",
  })
  @IsOptional()
  @Length(1, 20_000)
  account?: string | null;

  @Field(() => String, { nullable: true, description: 'Region, ISO 3166-2, e.g. KZ-75.' })
  @IsKnown()
  @Matches(/^KZ-\d{2}$/)
  regionCode?: string;
}

@InputType({ description: 'Which report should not be there, and why.' })
export class IncidentEnteredInErrorInput {
  @Field(() => ID, { description: 'Id of the incident.' })
  @IsUUID()
  incidentId!: string;

  @Field(() => RecordErrorReason, { description: 'Why.' })
  reason!: RecordErrorReason;
}

/** May be left out, and is no null: a report always has it. */
function IsKnown(): PropertyDecorator {
  const decorators = [ValidateIf((_, value) => value !== undefined), IsDefined()];
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property as string);
  };
}
