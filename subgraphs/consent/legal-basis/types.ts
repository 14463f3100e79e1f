import { ArrayMaxSize, ArrayNotEmpty, IsDate, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, connectionType, Payload, Purpose } from '../../kit/index.js';
import type { LegalBasisRow } from './sql.js';

export enum LegalBasisKindEnum {
  STATUTORY_DUTY = 'STATUTORY_DUTY',
  COURT_ORDER = 'COURT_ORDER',
  VITAL_INTEREST = 'VITAL_INTEREST',
}

registerEnumType(LegalBasisKindEnum, {
  name: 'LegalBasisKind',
  description: 'A ground other than consent.',
  valuesConfig: {
    STATUTORY_DUTY: { description: 'A duty by law, such as that of the police towards a report.' },
    COURT_ORDER: { description: 'An order of a court.' },
    VITAL_INTEREST: { description: 'Her life or health, when she cannot be asked.' },
  },
});

@InputType({ description: 'A ground other than consent.' })
export class LegalBasisRecordInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => LegalBasisKindEnum, { description: 'Which ground.' })
  kind!: LegalBasisKindEnum;

  @Field(() => [Category], { description: 'What it opens to your unit.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(10)
  categories!: Category[];

  @Field(() => String, { description: 'Why; kept encrypted. 10 to 1000 characters.' })
  @Length(10, 1000)
  reason!: string;

  @Field(() => Date, { description: 'When it must be reviewed; it opens nothing after that.' })
  @IsDate()
  reviewAt!: Date;
}

@InputType({ description: 'A ground that was looked at again and still holds.' })
export class LegalBasisReviewInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { description: 'The ground: in force, recorded by your unit.' })
  legalBasisId!: string;

  @Field(() => String, { description: 'Why it still holds; kept encrypted. 10 to 1000 characters.' })
  @Length(10, 1000)
  reason!: string;

  @Field(() => Date, { description: 'When it must be reviewed next; it opens nothing after that.' })
  @IsDate()
  reviewAt!: Date;
}

@InputType({ description: 'A ground that holds no more.' })
export class LegalBasisEndInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { description: 'The ground: in force, recorded by your unit.' })
  legalBasisId!: string;
}

@ObjectType({ description: 'A ground was looked at again and extended.' })
export class LegalBasisReview {
  @Field(() => Date, { description: 'When it was looked at.' })
  @Classified('OPAQUE')
  at!: Date;

  @Field(() => Date, { description: 'Until when it was extended.' })
  @Classified('OPAQUE')
  reviewAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why, told as the reason of the ground is.' })
  @Classified('REFERRAL')
  reason!: string | null;
}

@ObjectType({ description: 'A recorded ground other than consent.' })
export class LegalBasis {
  @Field(() => ID, { description: 'Id of the record.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => LegalBasisKindEnum, { description: 'Which ground.' })
  @Classified('OPAQUE')
  kind!: LegalBasisKindEnum;

  @Field(() => ID, { description: 'Which agency recorded it.' })
  @Classified('REFERRAL')
  agency!: string;

  @Field(() => Purpose, { description: 'For what it opens.' })
  @Classified('OPAQUE')
  purpose!: Purpose;

  @Field(() => [Category], { description: 'What it opens, to the unit that recorded it.' })
  @Classified('OPAQUE')
  categories!: Category[];

  @Field(() => Date, { description: 'When it was recorded.' })
  @Classified('OPAQUE')
  recordedAt!: Date;

  @Field(() => Date, { description: 'When it must be reviewed.' })
  @Classified('OPAQUE')
  reviewAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was ended before that.' })
  @Classified('OPAQUE')
  endedAt!: Date | null;

  reason?: string | null;
  reviews?: LegalBasisReview[];
}

export const LegalBasisConnection = connectionType(LegalBasis, 'LegalBasis');

@ObjectType({ description: 'Answer to legalBasisRecord.' })
export class LegalBasisRecordPayload extends Payload {
  @Field(() => LegalBasis, { nullable: true, description: 'The recorded ground.' })
  legalBasis!: LegalBasisRow | null;
}

@ObjectType({ description: 'Answer to legalBasisReview.' })
export class LegalBasisReviewPayload extends Payload {
  @Field(() => LegalBasis, { nullable: true, description: 'The extended ground.' })
  legalBasis!: LegalBasisRow | null;
}

@ObjectType({ description: 'Answer to legalBasisEnd.' })
export class LegalBasisEndPayload extends Payload {
  @Field(() => LegalBasis, { nullable: true, description: 'The ended ground.' })
  legalBasis!: LegalBasisRow | null;
}
