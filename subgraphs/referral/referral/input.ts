import { ArrayMaxSize, ArrayUnique, IsInt, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Category, ConnectionArgs } from '../../kit/index.js';
import {
  ReferralAnswerKind,
  ReferralDeclineReason,
  ReferralOutcome,
  ReferralQuestionKind,
  ReferralService,
  ReferralState,
  ReferralUrgency,
  ReferralWhose,
} from './vocabulary.js';

@InputType({ description: 'A referral. Without a victim it asks for advice or a bed and names nobody.' })
export class ReferralSendInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her; leave it out for a referral that names nobody.",
  })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => ID, { description: 'Agency that she is referred to.' })
  @IsUUID()
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Unit of that agency, when only this unit may see it.' })
  @IsOptional()
  @IsUUID()
  recipientUnit?: string | null;

  @Field(() => ReferralService, { description: 'What she is referred for.' })
  service!: ReferralService;

  @Field(() => ReferralUrgency, { description: 'How soon it must be acted on.' })
  urgency!: ReferralUrgency;

  @Field(() => [Category], {
    description: 'What travels with it. All of it must be open to the recipient, by consent or on another basis.',
  })
  @ArrayUnique()
  @ArrayMaxSize(10)
  categories!: Category[];

  @Field(() => ID, {
    nullable: true,
    description: 'Draft of your unit that becomes this referral; it is gone afterwards.',
  })
  @IsOptional()
  @IsUUID()
  draftId?: string | null;
}

@InputType({ description: 'A referral that you act on.' })
export class ReferralActInput {
  @Field(() => ID, { description: 'Id of the referral.' })
  @IsUUID()
  referralId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Version that you have seen; when another has come since, nothing is done.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  expectedVersion?: number | null;
}

@InputType({ description: 'A referral that your service does not take.' })
export class ReferralDeclineInput extends ReferralActInput {
  @Field(() => ReferralDeclineReason, { description: 'Why; the sender may be told a coarser reason.' })
  reason!: ReferralDeclineReason;
}

@InputType({ description: 'A referral that has been carried out.' })
export class ReferralCompleteInput extends ReferralActInput {
  @Field(() => ReferralOutcome, { description: 'How it ended.' })
  outcome!: ReferralOutcome;
}

@InputType({ description: 'A referral of which you need to know more.' })
export class ReferralAskInput extends ReferralActInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ReferralQuestionKind, { description: 'What you ask.' })
  question!: ReferralQuestionKind;

  @Field(() => [Category], { nullable: true, description: 'Of which parts of her record you ask for more.' })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(10)
  categories?: Category[] | null;
}

@InputType({ description: 'Your answer to the open question about a referral that you sent.' })
export class ReferralAnswerInput extends ReferralActInput {
  @Field(() => ReferralAnswerKind, { description: 'The answer.' })
  answer!: ReferralAnswerKind;

  @Field(() => ID, { nullable: true, description: "Your agency's id for her, when more of her record goes along." })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => [Category], {
    nullable: true,
    description: 'What goes along now. All of it must be open to the recipient, by consent or on another basis.',
  })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(10)
  categories?: Category[] | null;
}

@InputType({ description: 'A referral that you take upon yourself.' })
export class ReferralTakeInput extends ReferralActInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True to take over what a colleague has taken.',
  })
  takeOver?: boolean | null;
}

@InputType({
  description:
    'A referral that goes on to another agency: from the service that had it, or from the sender when the service does not take her.',
})
export class ReferralForwardInput extends ReferralActInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: "Your agency's id for her; leave it out when it names nobody." })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => ID, { description: 'Agency that it goes on to.' })
  @IsUUID()
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Unit of that agency, when only this unit may see it.' })
  @IsOptional()
  @IsUUID()
  recipientUnit?: string | null;

  @Field(() => ReferralUrgency, {
    nullable: true,
    description: 'How soon it must be acted on; as before when left out.',
  })
  urgency?: ReferralUrgency | null;

  @Field(() => [Category], {
    description:
      'What travels with it. All of it must be open to the new recipient: what she agreed to for the one before is not enough.',
  })
  @ArrayUnique()
  @ArrayMaxSize(10)
  categories!: Category[];
}

@InputType({ description: 'Which referrals of the inbox.' })
export class ReferralInboxFilter {
  @Field(() => [ReferralState], { nullable: true, description: 'Only those in one of these states.' })
  states?: ReferralState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that wait for your answer. False: only the others.',
  })
  needsAction?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those with an answer that is late. False: the others.',
  })
  overdue?: boolean | null;

  @Field(() => ReferralWhose, { nullable: true, description: 'Whose; all that you may see when left out.' })
  whose?: ReferralWhose | null;
}

@InputType({ description: 'Which referrals of the outbox.' })
export class ReferralOutboxFilter {
  @Field(() => [ReferralState], { nullable: true, description: 'Only those in one of these states.' })
  states?: ReferralState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those of which something may still come. False: only the others.',
  })
  open?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only those that wait for you: a question is open, or the service does not take her and you have not noted it. False: only the others.',
  })
  needsAction?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those with an answer that is late. False: the others.',
  })
  overdue?: boolean | null;

  @Field(() => ReferralWhose, { nullable: true, description: 'Whose; all that you may see when left out.' })
  whose?: ReferralWhose | null;
}

@ArgsType()
export class ReferralInboxArgs extends ConnectionArgs {
  @Field(() => ReferralInboxFilter, { nullable: true, description: 'Which ones; all when left out.' })
  filter?: ReferralInboxFilter | null;
}

@ArgsType()
export class ReferralOutboxArgs extends ConnectionArgs {
  @Field(() => ReferralOutboxFilter, { nullable: true, description: 'Which ones; all when left out.' })
  filter?: ReferralOutboxFilter | null;
}
