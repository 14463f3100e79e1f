import { IsDate, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';

@ObjectType({ description: 'What keeps a record from being destroyed. It opens nothing.' })
export class LegalHold {
  @Field(() => ID, { description: 'Id of the hold.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  @Classified('OPAQUE')
  victimId!: string;

  @Field(() => Date, { description: 'When it was placed.' })
  @Classified('OPAQUE')
  placedAt!: Date;

  @Field(() => Date, { description: 'When it must be looked at again. It stands until it is lifted.' })
  @Classified('OPAQUE')
  reviewAt!: Date;

  @Field(() => Boolean, { description: 'The review is due.' })
  @Classified('OPAQUE')
  reviewDue!: boolean;

  @Field(() => Date, { nullable: true, description: 'When it was lifted; null while it stands.' })
  @Classified('OPAQUE')
  liftedAt!: Date | null;
}

export const LegalHoldConnection = connectionType(LegalHold, 'LegalHold');

@InputType({ description: 'A legal hold.' })
export class LegalHoldPlaceInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => String, { description: 'Why; kept encrypted. 10 to 1000 characters.' })
  @Length(10, 1000)
  reason!: string;

  @Field(() => String, { description: 'Number of the case or order; kept encrypted. 1 to 100 characters.' })
  @Length(1, 100)
  reference!: string;

  @Field(() => Date, { description: 'When it must be looked at again.' })
  @IsDate()
  reviewAt!: Date;
}

@InputType({ description: 'A legal hold that is no longer needed.' })
export class LegalHoldLiftInput {
  @Field(() => ID, { description: 'The hold.' })
  @Length(1, 100)
  holdId!: string;
}

@ObjectType({ description: 'Answer to legalHoldPlace.' })
export class LegalHoldPlacePayload extends Payload {
  @Field(() => LegalHold, { nullable: true, description: 'The hold.' })
  legalHold!: LegalHold | null;
}

@ObjectType({ description: 'Answer to legalHoldLift.' })
export class LegalHoldLiftPayload extends Payload {
  @Field(() => LegalHold, { nullable: true, description: 'The hold.' })
  legalHold!: LegalHold | null;
}
