import { ArrayMaxSize, ArrayUnique, IsInt, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Category } from '../../../kit/index.js';
import { ReferralService, ReferralUrgency } from '../vocabulary.js';

@InputType({ description: 'What is known so far of a referral that is not sent yet. It is saved as a whole.' })
export class ReferralDraftSaveInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: 'Draft that is saved again; a new one when left out.' })
  @IsOptional()
  @IsUUID()
  draftId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version that you have seen; when another has come since, nothing is done.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  expectedVersion?: number | null;

  @Field(() => ID, { nullable: true, description: "Your agency's id for her." })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Agency that she may be referred to.' })
  @IsOptional()
  @IsUUID()
  recipient?: string | null;

  @Field(() => ID, { nullable: true, description: 'Unit of that agency.' })
  @IsOptional()
  @IsUUID()
  recipientUnit?: string | null;

  @Field(() => ReferralService, { nullable: true, description: 'What for.' })
  service?: ReferralService | null;

  @Field(() => ReferralUrgency, { nullable: true, description: 'How soon.' })
  urgency?: ReferralUrgency | null;

  @Field(() => [Category], { nullable: true, description: 'What is to travel with it.' })
  @IsOptional()
  @ArrayUnique()
  @ArrayMaxSize(10)
  categories?: Category[] | null;
}

@InputType({ description: 'A draft that is given up.' })
export class ReferralDraftDiscardInput {
  @Field(() => ID, { description: 'Id of the draft.' })
  @IsUUID()
  draftId!: string;
}
