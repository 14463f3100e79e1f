import { IsInt, IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Change, ToClinic } from '../clinic/inputs.js';
import { ClosedReason, ScheduleExceptionKind, ScheduleKind } from './vocabulary.js';

/** The date may not exist: that is the rule's to say. */
const WALL = /^20\d\d-\d\d-\d\dT\d\d:\d\d$/;
const STARTS = "First beginning, in the wall time of the clinic's zone: YYYY-MM-DDTHH:MM.";
const MINUTES = 'How long each lasts, in minutes of wall time, 1 to 1440.';
const RRULE =
  'Value of an iCalendar RRULE (RFC 5545), hourly at the finest; UNTIL in wall time. Without an end it goes on. Left out: once.';
const REACH = 'On call: within how many minutes the examiner is there, 0 to 720.';

@InputType({ description: 'When a clinic is open or an examiner is there.' })
export class ScheduleRuleAddInput extends ToClinic {
  @Field(() => ScheduleKind, { description: 'What it says.' })
  kind!: ScheduleKind;

  @Field(() => ID, { nullable: true, description: 'The examiner of WORKING and ON_CALL; none for OPEN.' })
  @IsOptional()
  @IsUUID()
  examinerId?: string | null;

  @Field(() => String, { description: STARTS })
  @Matches(WALL)
  startsAt!: string;

  @Field(() => Int, { description: MINUTES })
  @IsInt()
  @Min(1)
  @Max(1440)
  minutes!: number;

  @Field(() => String, { nullable: true, description: RRULE })
  @IsOptional()
  @MaxLength(400)
  rrule?: string | null;

  @Field(() => Int, { defaultValue: 0, description: REACH })
  @Min(0)
  @Max(720)
  reachMinutes!: number;
}

@InputType({ description: 'A change of a rule. What is left out stays.' })
export class ScheduleRuleChangeInput extends Change {
  @Field(() => String, { nullable: true, description: STARTS })
  @IsOptional()
  @Matches(WALL)
  startsAt?: string | null;

  @Field(() => Int, { nullable: true, description: MINUTES })
  @IsOptional()
  @Min(1)
  @Max(1440)
  minutes?: number | null;

  @Field(() => String, { nullable: true, description: RRULE })
  @IsOptional()
  @MaxLength(400)
  rrule?: string | null;

  @Field(() => Int, { nullable: true, description: REACH })
  @IsOptional()
  @Min(0)
  @Max(720)
  reachMinutes?: number | null;
}

@InputType({ description: 'A rule to end, or an exception to take back.' })
export class ScheduleEndInput {
  @Field(() => ID, { description: 'Its id.' })
  @IsUUID()
  id!: string;
}

@InputType({ description: 'What is to be otherwise than the rules say.' })
export class ScheduleExceptionAddInput extends ToClinic {
  @Field(() => ScheduleExceptionKind, { description: 'What it does.' })
  kind!: ScheduleExceptionKind;

  @Field(() => ID, { nullable: true, description: 'The examiner who is away; for LEAVE alone.' })
  @IsOptional()
  @IsUUID()
  examinerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The rule; for EXDATE and RDATE alone.' })
  @IsOptional()
  @IsUUID()
  ruleId?: string | null;

  @Field(() => String, { description: "From when, in the wall time of the clinic's zone: YYYY-MM-DDTHH:MM." })
  @Matches(WALL)
  startsAt!: string;

  @Field(() => String, { nullable: true, description: 'Until when, in the same wall time; for CLOSED and LEAVE.' })
  @IsOptional()
  @Matches(WALL)
  endsAt?: string | null;

  @Field(() => ClosedReason, { nullable: true, description: 'Why the clinic is closed; for CLOSED alone.' })
  @IsOptional()
  reason?: ClosedReason | null;
}
