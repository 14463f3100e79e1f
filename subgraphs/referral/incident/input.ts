import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsInt,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { IncidentChannel, InjuryKind, PerpetratorRelation, ViolenceKind } from './vocabulary.js';

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

  @Field(() => String, { nullable: true, description: "What she told, in words. Sealed under your agency's key." })
  @IsOptional()
  @Length(1, 20_000)
  account?: string | null;

  @Field(() => String, { description: 'Region, ISO 3166-2, e.g. KZ-75.' })
  @Matches(/^KZ-\d{2}$/)
  regionCode!: string;
}
