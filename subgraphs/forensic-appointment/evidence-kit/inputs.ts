import { IsInt, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Classified, ConnectionArgs } from '../../kit/index.js';
import { CustodyAction } from './custody.js';

const KEY = { description: 'A value you choose; sending again with the same value has no second effect.' };
const PIN = /^\d{8}$/;

@ArgsType()
export class EvidenceKitsArgs extends ConnectionArgs {
  @Field(() => String, { nullable: true, description: 'Only the kit with this number on its label.' })
  number?: string | null;
}

@InputType({ description: 'A kit that is opened for an examination.' })
export class EvidenceKitOpenInput {
  @Field(() => String, KEY)
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: "The clinic's appointment at which it is opened." })
  @IsOptional()
  @IsUUID()
  appointmentId?: string | null;

  @Field(() => ID, { nullable: true, description: "Your agency's id for her; leave it out to name nobody." })
  @IsOptional()
  @Length(1, 100)
  victimId?: string | null;

  @Field(() => Boolean, { description: 'She came without the police: only she can make the kit part of a report.' })
  selfReferred!: boolean;
}

@InputType({ description: 'A step in the custody of a kit.' })
export class EvidenceKitStepInput {
  @Field(() => String, KEY)
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The kit.' })
  @IsUUID()
  kitId!: string;

  @Field(() => CustodyAction, { description: 'What is done with it.' })
  action!: CustodyAction;

  @Field(() => ID, {
    nullable: true,
    description: "The second person's agency; your own when left out. For RECEIVE it is who gave it and is left out.",
  })
  @IsOptional()
  @IsUUID()
  withAgency?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The second person: witness or recipient, not yourself. For RECEIVE it is who gave it and is left out.',
  })
  @IsOptional()
  @IsUUID()
  withStaff?: string | null;

  @Field(() => String, {
    description: 'Number of the seal: the new one for SEAL and ANALYSE, else the one that is on.',
  })
  @Matches(/^[A-Z0-9-]{3,30}$/)
  seal!: string;

  @Field(() => String, { nullable: true, description: 'Her PIN, when she herself asks for DESTROY before its time.' })
  @IsOptional()
  @Matches(PIN)
  pin?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you have read; refused when somebody changed it since.',
  })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType({ description: 'She makes her kit part of a report.' })
export class EvidenceKitConvertInput {
  @Field(() => String, KEY)
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The kit.' })
  @IsUUID()
  kitId!: string;

  @Field(() => String, { description: 'Her PIN: nobody else has it.' })
  @Matches(PIN)
  pin!: string;
}

@InputType({ description: 'What she types to follow her kit.' })
@Directive('@inaccessible')
export class EvidenceKitFollowInput {
  @Field(() => String, { description: 'Number of the kit.' })
  number!: string;

  @Field(() => String, { description: 'PIN.' })
  pin!: string;

  @Field(() => String, { description: 'Language of the answer: kk, ru or en.' })
  language!: string;

  @Field(() => String, { description: 'Hash of the network address that it came from.' })
  source!: string;
}

@ObjectType({ description: 'Where her kit is, without place or name. For the gateway only.' })
@Directive('@inaccessible')
export class FollowedKit {
  @Field(() => String, { description: 'In words.' })
  @Classified('OPAQUE')
  told!: string;

  @Field(() => Date, { description: 'Since when.' })
  @Classified('OPAQUE')
  since!: Date;

  @Field(() => String, { description: 'Kept until this day at least.' })
  @Classified('OPAQUE')
  keepUntil!: string;
}
