import { IsIn, IsOptional, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { SafeContactInput } from './rule-input.js';
import { ContactOutcome, ContactPurpose, SafeContactChannel } from './vocabulary.js';

@InputType({
  description: 'Whom you want to contact, how and why. Nothing here, no urgency and no deadline, passes over her rule.',
})
export class ContactStartInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  @Length(1, 100)
  victimId!: string;

  @Field(() => SafeContactChannel, { description: 'How you want to contact her.' })
  @IsIn(Object.values(SafeContactChannel).filter((channel) => channel !== SafeContactChannel.NONE))
  channel!: SafeContactChannel;

  @Field(() => ContactPurpose, { description: 'Why.' })
  purpose!: ContactPurpose;
}

@InputType({ description: 'How an attempt to contact her ended.' })
export class ContactRecordInput {
  @Field(() => ID, { description: 'Id of the attempt.' })
  @Length(1, 100)
  attemptId!: string;

  @Field(() => ContactOutcome, { description: 'How it ended.' })
  outcome!: ContactOutcome;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when you reached her, asked how she may be reached, and it stays as it is. This or `newRule`.',
  })
  @IsOptional()
  ruleUnchanged?: boolean | null;

  @Field(() => SafeContactInput, {
    nullable: true,
    description: 'When you reached her: how she may be reached from now on. This or `ruleUnchanged`.',
  })
  @IsOptional()
  @ValidateNested()
  newRule?: SafeContactInput | null;
}
