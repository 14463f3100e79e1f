import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsUUID, Length } from 'class-validator';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Category, Classified, ConnectionArgs, connectionType, Payload, Role } from '../../kit/index.js';
import { EmergencyAccessState, EmergencyThreat, EmergencyVerdict } from './vocabulary.js';

@InputType({ description: 'A stated threat to life.' })
export class EmergencyAccessOpenInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => EmergencyThreat, { description: 'What threatens her life.' })
  threat!: EmergencyThreat;

  @Field(() => String, {
    description: 'What you know of it and what you will do; kept encrypted. 20 to 1000 characters.',
  })
  @Length(20, 1000)
  statement!: string;

  @Field(() => [Category], { description: 'What you need. Never CONTACT or SHELTER.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(10)
  categories!: Category[];
}

@InputType({ description: 'An emergency access of a colleague that you stand beside.' })
export class EmergencyAccessConfirmInput {
  @Field(() => ID, { description: 'The emergency access.' })
  @IsUUID('all')
  emergencyAccessId!: string;
}

@InputType({ description: 'What a review has found.' })
export class EmergencyAccessReviewInput {
  @Field(() => ID, { description: 'The emergency access.' })
  @IsUUID('all')
  emergencyAccessId!: string;

  @Field(() => EmergencyVerdict, { description: 'Whether there was a danger to life.' })
  verdict!: EmergencyVerdict;

  @Field(() => String, { description: 'Why; kept encrypted. 10 to 1000 characters.' })
  @Length(10, 1000)
  reason!: string;
}

@ObjectType({
  description: 'What a member of staff has opened on a stated threat to life. It says nothing of whom it is about.',
})
export class EmergencyAccess {
  @Field(() => ID, { description: 'Its id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'Agency that opened it.' })
  @Classified('OPAQUE')
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Unit that opened it.' })
  @Classified('OPAQUE')
  unit!: string | null;

  @Field(() => ID, { description: 'Member of staff who opened it, for whom alone it is open.' })
  @Classified('OPAQUE')
  staff!: string;

  @Field(() => Role, { description: 'Role of that person.' })
  @Classified('OPAQUE')
  role!: Role;

  @Field(() => EmergencyThreat, { description: 'The stated threat.' })
  @Classified('OPAQUE')
  threat!: EmergencyThreat;

  @Field(() => [Category], { description: 'What it opened.' })
  @Classified('OPAQUE')
  categories!: Category[];

  @Field(() => Date, { description: 'When it was opened.' })
  @Classified('OPAQUE')
  openedAt!: Date;

  @Field(() => Date, { description: 'When it closes by itself, or was closed.' })
  @Classified('OPAQUE')
  until!: Date;

  @Field(() => Boolean, { description: 'Whether it is open at this moment.' })
  @Classified('OPAQUE')
  open!: boolean;

  @Field(() => EmergencyAccessState, { description: 'Whether somebody else has looked at it.' })
  @Classified('OPAQUE')
  state!: EmergencyAccessState;

  @Field(() => Date, { description: 'By when somebody else must have confirmed or reviewed it.' })
  @Classified('OPAQUE')
  reviewBy!: Date;

  @Field(() => Boolean, {
    description: 'Nobody has in time: whoever opened it cannot open another one until it is reviewed.',
  })
  @Classified('OPAQUE')
  overdue!: boolean;
}

export const EmergencyAccessConnection = connectionType(EmergencyAccess, 'EmergencyAccess');

@ArgsType()
export class EmergencyAccessesArgs extends ConnectionArgs {
  @Field(() => EmergencyAccessState, { description: 'Those in this state.' })
  state!: EmergencyAccessState;
}

@ObjectType({ description: 'Answer to the mutations of an emergency access.' })
export class EmergencyAccessPayload extends Payload {
  @Field(() => EmergencyAccess, { nullable: true, description: 'The emergency access as it is now.' })
  emergencyAccess!: EmergencyAccess | null;
}
