import { IsInt, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConnectionArgs, Payload } from '../../kit/index.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { ExamKind } from '../exam-kind/exam-kind.js';
import { LOCAL_REFERENCE, REFERRAL_CODE, WIDER_BOOKING_MINUTES } from './rules.js';
import { Appointment, ExamCancelReason, ExamOverrideReason } from './types.js';

@ArgsType()
export class AppointmentsArgs extends ConnectionArgs {
  @Field(() => Date, { nullable: true, description: 'Only those that end after this instant.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only those that begin before this instant.' })
  to?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only those with this code, as somebody reads it out, its check digit included; the period is left out of account.',
  })
  referralCode?: string | null;
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

  @Field(() => String, {
    nullable: true,
    description: 'Code of the referral: nine digits and a check digit; one is drawn when it is left out.',
  })
  @IsOptional()
  @Matches(REFERRAL_CODE)
  referralCode?: string | null;

  @Field(() => ExamPriority, {
    nullable: true,
    description:
      'How soon it is due. Left out it is ROUTINE; ASAP for whoever is told no priority by the evidence clock, so that not knowing costs her nothing.',
  })
  @IsOptional()
  priority?: ExamPriority | null;

  @Field(() => Int, {
    nullable: true,
    description: `Minutes to keep it, 5 to ${WIDER_BOOKING_MINUTES}, when it is part of a wider booking, such as with a bed; the clinic's own few minutes when left out.`,
  })
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(WIDER_BOOKING_MINUTES)
  widerBookingMinutes?: number | null;
}

@InputType({ description: 'Another time for an appointment, which keeps its place until the new one is confirmed.' })
export class ExamRescheduleInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The appointment to move.' })
  @IsUUID()
  appointmentId!: string;

  @Field(() => ID, { description: 'The slot to move it to, of the same kind of examination.' })
  @Length(1, 400)
  slotId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you have read; refused when somebody changed it since.',
  })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType({
  description:
    'An urgent examination that takes the time of a less urgent one, which is moved to the next time that fits it.',
})
export class ExamOverrideInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The appointment or hold at your clinic whose time, with whose examiner, is taken.' })
  @IsUUID()
  appointmentId!: string;

  @Field(() => ExamKind, { description: 'Kind of examination.' })
  kind!: ExamKind;

  @Field(() => ExamPriority, { description: 'How soon it is due: more urgent than what it displaces.' })
  priority!: ExamPriority;

  @Field(() => ExamOverrideReason, { description: 'Why it cannot wait.' })
  reason!: ExamOverrideReason;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her. Leave it out to name nobody.",
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

@InputType({ description: 'An appointment, and the referral that it follows.' })
export class ExamReferralLinkInput extends ExamStepInput {
  @Field(() => String, { description: 'Code of the referral: nine digits and a check digit.' })
  @Matches(REFERRAL_CODE)
  referralCode!: string;
}

@ObjectType({ description: 'Answer to the mutations of an appointment.' })
export class ExamPayload extends Payload {
  @Field(() => Appointment, { nullable: true, description: 'The appointment as it is now.' })
  appointment!: Appointment | null;
}
