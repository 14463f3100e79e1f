import { IsInt, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConnectionArgs, Payload } from '../../kit/index.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { LOCAL_REFERENCE, REFERRAL_CODE } from './rules.js';
import { Appointment, ExamCancelReason } from './types.js';

@ArgsType()
export class AppointmentsArgs extends ConnectionArgs {
  @Field(() => Date, { nullable: true, description: 'Only those that end after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only those that begin before this instant.' })
  to?: Date | null;
}

@InputType({ description: 'A slot to keep for her.' })
export class ExamHoldInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The slot, as examSlots gave it.' })
  @Length(1, 400)
  slotId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her. Leave it out to hold without naming her.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Her reference in the clinic's own register: A–Z, 0–9 and hyphens, at most 20, 1 to 9 of them digits. Never a name, telephone number or IIN.",
  })
  @IsOptional()
  @Matches(LOCAL_REFERENCE)
  localReference?: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the referral: nine digits and a check digit.' })
  @IsOptional()
  @Matches(REFERRAL_CODE)
  referralCode?: string | null;

  @Field(() => ExamPriority, { defaultValue: ExamPriority.ROUTINE, description: 'How soon it is due.' })
  priority!: ExamPriority;
}

@InputType({ description: 'An appointment to change.' })
export class ExamStepInput {
  @Field(() => ID, { description: 'The appointment.' })
  @IsUUID()
  appointmentId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you have read; refused when somebody changed it since.',
  })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType({ description: 'An appointment to cancel.' })
export class ExamCancelInput extends ExamStepInput {
  @Field(() => ExamCancelReason, { description: 'Why.' })
  reason!: ExamCancelReason;
}

@ObjectType({ description: 'Answer to the mutations of an appointment.' })
export class ExamPayload extends Payload {
  @Field(() => Appointment, { nullable: true, description: 'The appointment as it is now.' })
  appointment!: Appointment | null;
}
