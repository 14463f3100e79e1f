import { ArrayMaxSize, ArrayNotEmpty, IsDate, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, Payload } from '../../kit/index.js';

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

@ObjectType({ description: 'A recorded ground other than consent.' })
export class LegalBasis {
  @Field(() => ID, { description: 'Id of the record.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => LegalBasisKindEnum, { description: 'Which ground.' })
  @Classified('OPAQUE')
  kind!: LegalBasisKindEnum;

  @Field(() => [Category], { description: 'What it opens to your unit.' })
  @Classified('OPAQUE')
  categories!: Category[];

  @Field(() => Date, { description: 'When it was recorded.' })
  @Classified('OPAQUE')
  recordedAt!: Date;

  @Field(() => Date, { description: 'When it must be reviewed.' })
  @Classified('OPAQUE')
  reviewAt!: Date;
}

@ObjectType({ description: 'Answer to legalBasisRecord.' })
export class LegalBasisRecordPayload extends Payload {
  @Field(() => LegalBasis, { nullable: true, description: 'The recorded ground.' })
  legalBasis!: LegalBasis | null;
}
