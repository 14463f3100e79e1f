import { IsOptional } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Category, Classified, connectionType, Payload } from '../../kit/index.js';
import { BookingsWish, NoticeOutcome } from './vocabulary.js';

@InputType({
  description:
    'She takes her agreement back: by word, to any agency she tells. It works at once and cancels no booking.',
})
export class ConsentWithdrawInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { nullable: true, description: 'Only this consent; without it, all to the recipient.' })
  consentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only for this agency; without it, for all.' })
  recipient?: string | null;
}

@ObjectType({
  description: 'What one recipient has seen of her record, by the access log: it may still hold copies of it.',
})
export class HeldByRecipient {
  @Field(() => ID, { description: 'The agency.' })
  @Classified('REFERRAL')
  recipient!: string;

  @Field(() => [Category], { description: 'The parts of the record that it has opened.' })
  @Classified('REFERRAL')
  categories!: Category[];

  @Field(() => Date, { description: 'When it last opened one of them.' })
  @Classified('REFERRAL')
  lastOpenedAt!: Date;
}

@ObjectType({ description: 'Answer to consentWithdraw.' })
export class ConsentWithdrawPayload extends Payload {
  @Field(() => Date, {
    nullable: true,
    description: 'From this instant nothing is open on the ground of what was withdrawn.',
  })
  withdrawnAt!: Date | null;

  @Field(() => [HeldByRecipient], {
    nullable: true,
    description:
      'What recipients have seen and so may hold: for her, an advocate beside her (purpose SUBJECT_REQUEST); null for others.',
  })
  held!: HeldByRecipient[] | null;
}

@ObjectType({
  description:
    'Word to an agency that she has taken a consent to it back: it stops using what that had opened, and cancels nothing of hers before it has reached her safely.',
})
export class WithdrawalNotice {
  @Field(() => ID, { description: 'Id of the notice.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  @Classified('OPAQUE')
  victimId!: string;

  @Field(() => [Category], { description: 'What the consent had named.' })
  @Classified('REFERRAL')
  categories!: Category[];

  @Field(() => Date, { description: 'From when it was withdrawn.' })
  @Classified('REFERRAL')
  withdrawnAt!: Date;

  @Field(() => Int, { description: 'How often reaching her safely was tried in vain.' })
  @Classified('REFERRAL')
  attempts!: number;

  @Field(() => Date, { nullable: true, description: 'When that was last tried.' })
  @Classified('REFERRAL')
  lastAttemptAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When your agency had reached her safely; null until then.' })
  @Classified('REFERRAL')
  handledAt!: Date | null;

  @Field(() => BookingsWish, { nullable: true, description: 'What she wants with her bookings; null until then.' })
  @Classified('REFERRAL')
  bookings!: BookingsWish | null;
}

export const WithdrawalNoticeConnection = connectionType(WithdrawalNotice, 'WithdrawalNotice');

@InputType({ description: 'What came of trying to reach her.' })
export class WithdrawalNoticeHandleInput {
  @Field(() => ID, { description: 'The notice.' })
  noticeId!: string;

  @Field(() => NoticeOutcome, { description: 'Whether she was reached safely.' })
  outcome!: NoticeOutcome;

  @Field(() => BookingsWish, {
    nullable: true,
    description: 'What she wants with her bookings: given exactly when she was reached.',
  })
  @IsOptional()
  bookings?: BookingsWish | null;
}

@ObjectType({ description: 'Answer to withdrawalNoticeHandle.' })
export class WithdrawalNoticeHandlePayload extends Payload {
  @Field(() => WithdrawalNotice, { nullable: true, description: 'The notice.' })
  notice!: WithdrawalNotice | null;
}
