import { IsOptional, IsUUID, Length } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';

@ObjectType({ description: 'A calendar of busy times, at a secret address, for whoever has made it.' })
export class ExamFeed {
  @Field(() => ID, { description: 'Id of the feed.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The clinic.' })
  @Classified('OPAQUE')
  clinicId!: string;

  @Field(() => ID, { nullable: true, description: 'The examiner; null for the whole clinic.' })
  @Classified('OPAQUE')
  examinerId!: string | null;

  @Field(() => Date, { description: 'When it was made.' })
  @Classified('OPAQUE')
  createdAt!: Date;

  @Field(() => Date, { description: 'Nothing is at its address from then on.' })
  @Classified('OPAQUE')
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was taken back; null when it was not.' })
  @Classified('OPAQUE')
  revokedAt!: Date | null;
}

export const ExamFeedConnection = connectionType(ExamFeed, 'ExamFeed');

@InputType({ description: 'A calendar to subscribe to.' })
export class ExamFeedCreateInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'A clinic of your agency.' })
  @IsUUID()
  clinicId!: string;

  @Field(() => ID, { nullable: true, description: 'Only this examiner of the clinic; all when left out.' })
  @IsOptional()
  @IsUUID()
  examinerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A feed of yours that ends when this one begins: its address is changed.',
  })
  @IsOptional()
  @IsUUID()
  replaces?: string | null;
}

@InputType({ description: 'A calendar to take back.' })
export class ExamFeedRevokeInput {
  @Field(() => ID, { description: 'The feed.' })
  @IsUUID()
  feedId!: string;
}

@ObjectType({ description: 'Answer to examFeedRevoke.' })
export class ExamFeedPayload extends Payload {
  @Field(() => ExamFeed, { nullable: true, description: 'The feed as it is now.' })
  examFeed!: ExamFeed | null;
}

@ObjectType({ description: 'Answer to examFeedCreate.' })
export class ExamFeedCreatePayload extends ExamFeedPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Its address: whoever has it sees when the clinic is busy. Shown this once, not when the same is sent again.',
  })
  address!: string | null;
}

@InputType({ description: 'What a calendar asks for. For the gateway only.' })
@Directive('@inaccessible')
export class ExamFeedReadInput {
  @Field(() => String, { description: 'The secret in the address.' })
  secret!: string;
}

@ObjectType({ description: 'A calendar and whose it is. For the gateway only.' })
@Directive('@inaccessible')
export class ReadFeed {
  @Field(() => ID, { description: 'Agency of its owner.' })
  @Classified('OPAQUE')
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Unit of its owner.' })
  @Classified('OPAQUE')
  unit!: string | null;

  @Field(() => ID, { description: 'Its owner.' })
  @Classified('OPAQUE')
  staff!: string;

  @Field(() => String, { description: 'iCalendar, RFC 5545.' })
  @Classified('OPAQUE')
  calendar!: string;
}
