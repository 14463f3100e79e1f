import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsIn,
  IsOptional,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { SafeContactChannel } from './vocabulary.js';

const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType({ description: 'A time of the week at which she may be reached, on the clock of `zone`.' })
export class SafeContactWindowInput {
  @Field(() => [Int], { description: 'Days on which it begins: 1 Monday to 7 Sunday.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn([1, 2, 3, 4, 5, 6, 7], { each: true })
  weekdays!: number[];

  @Field(() => String, { description: 'Begins at, HH:MM.' })
  @Matches(LOCAL_TIME)
  from!: string;

  @Field(() => String, {
    description: 'Ends at, HH:MM; not later than `from` means on the next day, equal means 24 hours.',
  })
  @Matches(LOCAL_TIME)
  to!: string;
}

@InputType({ description: 'How she may be reached safely. Nobody contacts her outside it.' })
export class SafeContactInput {
  @Field(() => SafeContactChannel, { description: 'How she may be reached.' })
  channel!: SafeContactChannel;

  @Field(() => [SafeContactChannel], {
    nullable: true,
    description: 'Other channels that are as safe, to the same number.',
  })
  @IsOptional()
  @ArrayMaxSize(5)
  @ArrayUnique()
  alsoChannels?: SafeContactChannel[] | null;

  @Field(() => String, { nullable: true, description: 'Number to call or write to, with country code: +77001112233.' })
  @IsOptional()
  @Matches(/^\+\d{7,15}$/)
  number?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it is safe, in her words. For people to read: the hours that permit a contact are `windows`.',
  })
  @IsOptional()
  @Length(1, 200)
  safeHours?: string | null;

  @Field(() => [SafeContactWindowInput], {
    nullable: true,
    description: 'When it is safe, exactly. Without them nobody may contact her: her rule has to be asked again.',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  windows?: SafeContactWindowInput[] | null;

  @Field(() => String, { nullable: true, description: 'IANA zone of `windows`: Asia/Almaty.' })
  @IsOptional()
  @Length(1, 60)
  zone?: string | null;

  @Field(() => String, { nullable: true, description: 'Word by which she knows that it is you.' })
  @IsOptional()
  @Length(1, 50)
  codeName?: string | null;

  @Field(() => Boolean, {
    description: 'True when nothing may be left on her phone or at her door: no message, no call back, no card.',
  })
  leaveNoTrace!: boolean;

  @Field(() => String, { nullable: true, description: 'What may be said if somebody else answers.' })
  @IsOptional()
  @Length(1, 300)
  wording?: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it must be asked again, if she says so; at the latest 30 days after it was asked.',
  })
  @IsOptional()
  validUntil?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True when you asked her face to face. A rule that was suspended because a contact was not safe comes back by that alone.',
  })
  @IsOptional()
  askedInPerson?: boolean | null;
}
