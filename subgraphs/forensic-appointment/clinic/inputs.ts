import {
  ArrayMaxSize,
  IsBoolean,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ExamKind } from '../exam-kind/exam-kind.js';

/** One line with something in it, and no control characters. */
export const ONE_LINE = /^(?=.*\S)\P{Cc}+$/u;
export const REGION = /^KZ-\d{2}$/;

const VERSION = {
  nullable: true,
  description: 'The version you have read; refused when somebody changed it since.',
} as const;

@InputType({ description: 'A value that makes sending again harmless.' })
export abstract class Once {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;
}

@InputType({ description: 'Something to add to a clinic.' })
export abstract class ToClinic extends Once {
  @Field(() => ID, { description: 'The clinic.' })
  @IsUUID()
  clinicId!: string;
}

@InputType({ description: 'What of a clinic is to be changed. What is left out stays.' })
export abstract class Change {
  @Field(() => ID, { description: 'What is changed.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, VERSION)
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType({ description: 'How long an examination of a kind takes at the clinic.' })
export class ExamMinutesInput {
  @Field(() => ExamKind, { description: 'The kind.' })
  kind!: ExamKind;

  @Field(() => Int, { description: 'Minutes, 5 to 480, without buffers.' })
  @Min(5)
  @Max(480)
  minutes!: number;
}

@InputType({ description: 'What may be set for a clinic.' })
export class ClinicSettingsInput {
  @Field(() => String, { nullable: true, description: 'Name in Kazakh.' })
  @IsOptional()
  @MaxLength(200)
  @Matches(ONE_LINE)
  nameKk?: string | null;

  @Field(() => String, { nullable: true, description: 'Name in Russian.' })
  @IsOptional()
  @MaxLength(200)
  @Matches(ONE_LINE)
  nameRu?: string | null;

  @Field(() => String, { nullable: true, description: 'Name in English.' })
  @IsOptional()
  @MaxLength(200)
  @Matches(ONE_LINE)
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: 'Region, ISO 3166-2:KZ.' })
  @IsOptional()
  @Matches(REGION)
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone, e.g. Asia/Almaty.' })
  @IsOptional()
  @MaxLength(60)
  zone?: string | null;

  @Field(() => Int, { nullable: true, description: 'Examinations begin each so many minutes, 5 to 240.' })
  @IsOptional()
  @Min(5)
  @Max(240)
  slotMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'How long a time is held unless it is confirmed, 1 to 60 minutes.' })
  @IsOptional()
  @Min(1)
  @Max(60)
  holdMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many days ahead it can be booked, 1 to 366.' })
  @IsOptional()
  @Min(1)
  @Max(366)
  horizonDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes kept free before each examination, 0 to 240.' })
  @IsOptional()
  @Min(0)
  @Max(240)
  bufferBeforeMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minutes kept free after each examination, 0 to 240.' })
  @IsOptional()
  @Min(0)
  @Max(240)
  bufferAfterMinutes?: number | null;

  @Field(() => [ExamMinutesInput], {
    nullable: true,
    description: "The clinic's own durations; kinds that are not among them take the national ones.",
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  examMinutes?: ExamMinutesInput[] | null;
}

@InputType({ description: "A clinic of the caller's agency." })
export class ClinicCreateInput extends Once {
  @Field(() => ClinicSettingsInput, {
    description: 'Its names, region and zone, all needed, and what differs from the usual.',
  })
  @ValidateNested()
  settings!: ClinicSettingsInput;
}

@InputType({ description: 'A change of a clinic. What is left out stays.' })
export class ClinicUpdateInput extends Change {
  @Field(() => ClinicSettingsInput, { description: 'What is to be otherwise.' })
  @ValidateNested()
  settings!: ClinicSettingsInput;
}

/** Fields that places and equipment have in common. */
@InputType({ description: 'A change of a place or a unit of equipment.' })
export abstract class ChangeOfUnit extends Change {
  @Field(() => String, { nullable: true, description: "The clinic's own short name for it." })
  @IsOptional()
  @MaxLength(40)
  @Matches(ONE_LINE)
  label?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'False: nothing new is booked with it.' })
  @IsOptional()
  @IsBoolean()
  active?: boolean | null;
}
