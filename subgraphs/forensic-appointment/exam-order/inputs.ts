import { IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ConnectionArgs } from '../../kit/index.js';
import { REFERRAL_CODE } from '../appointment/rules.js';
import { MAXIMUM_ATTACHMENT_BYTES } from './attachment.js';
import { ExamOrderAuthorityKind, ExamOrderErrorReason, ExamPayer } from './types.js';

@ArgsType()
export class ExamOrdersArgs extends ConnectionArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Those for this appointment, whoever recorded them; those that your unit has recorded when left out.',
  })
  appointmentId?: string | null;
}

@InputType({ description: 'An order for an examination. It may come before the booking, after it, or never.' })
export class ExamOrderRecordInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: 'The appointment that it is for; else give the referral code.' })
  @IsOptional()
  @IsUUID()
  appointmentId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the referral that it came with: the clinic sees the order once your unit holds a time under this code.',
  })
  @IsOptional()
  @Matches(REFERRAL_CODE)
  referralCode?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her, with a referral code; an appointment has its own.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The agency of the hub that ordered it; else give the kind.' })
  @IsOptional()
  @IsUUID()
  authorityAgency?: string | null;

  @Field(() => ExamOrderAuthorityKind, {
    nullable: true,
    description: 'The authority outside the hub that ordered it.',
  })
  authorityKind?: ExamOrderAuthorityKind | null;

  @Field(() => String, { description: 'Its number, 1 to 60 characters. Kept sealed.' })
  @Length(1, 60)
  number!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its date.' })
  orderedOn!: string;

  @Field(() => ExamPayer, { description: 'Who pays.' })
  payer!: ExamPayer;

  @Field(() => String, {
    nullable: true,
    description: `Its scan in base64: PDF, JPEG or PNG of at most ${MAXIMUM_ATTACHMENT_BYTES} bytes. Kept sealed.`,
  })
  @IsOptional()
  @Length(1, 400_000)
  attachment?: string | null;
}

@InputType({ description: 'An order that should not be there, and why.' })
export class ExamOrderEnteredInErrorInput {
  @Field(() => ID, { description: 'The order, recorded by your unit.' })
  @IsUUID()
  orderId!: string;

  @Field(() => ExamOrderErrorReason, { description: 'Why.' })
  reason!: ExamOrderErrorReason;
}
