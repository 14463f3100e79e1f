import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../kit/index.js';

const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** As dialled: international, or a short number such as 102. */
const PHONE = /^(\+\d[\d ]{6,18}\d|\d{3,4})$/;

@ObjectType({
  description:
    'A phone that somebody answers. It is for partner agencies, and never the direct line of a house whose place must not be known.',
})
export class DutyPhone {
  @Field(() => ID, { description: 'Id of the phone.' })
  id!: string;

  @Field(() => Int, { description: 'The one to try first has 1.' })
  position!: number;

  @Field(() => String, { description: 'The number, as dialled.' })
  phone!: string;

  @Field(() => [Int], { description: 'Days on which its hours begin: 1 Monday to 7 Sunday.' })
  weekdays!: number[];

  @Field(() => String, {
    nullable: true,
    description: 'Local time from which it is answered, e.g. 20:00; null round the clock.',
  })
  opens!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Local time until which it is answered, on the next day when it is not after `opens`.',
  })
  closes!: string | null;

  readonly zone!: string;
  readonly unitId!: string | null;
  readonly now!: Date;
}

@ObjectType({ description: 'Answer of `dutyPhonesSet`.' })
export class DutyPhonesPayload extends Payload {
  @Field(() => [DutyPhone], {
    nullable: true,
    description: 'The phones as they now stand, the first one to try first.',
  })
  dutyPhones!: DutyPhone[] | null;
}

@InputType({ description: 'A phone that somebody answers.' })
export class DutyPhoneInput {
  @Field(() => String, { description: 'International number with +, or a short number.' })
  @Matches(PHONE)
  phone!: string;

  @Field(() => [Int], { description: 'Days on which its hours begin: 1 Monday to 7 Sunday.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn([1, 2, 3, 4, 5, 6, 7], { each: true })
  weekdays!: number[];

  @Field(() => String, { nullable: true, description: 'Local time HH:MM; leave both out for round the clock.' })
  @IsOptional()
  @Matches(LOCAL_TIME)
  opens?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Local time HH:MM; on the next day when it is not after `opens`.',
  })
  @IsOptional()
  @Matches(LOCAL_TIME)
  closes?: string | null;
}

@InputType({ description: 'All duty phones of an agency, or of one unit of it.' })
export class DutyPhonesSetInput {
  @Field(() => ID, { description: 'Id of the agency.' })
  @IsUUID()
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the unit; left out for phones of the whole agency.' })
  @IsOptional()
  @IsUUID()
  unit?: string | null;

  @Field(() => [DutyPhoneInput], {
    description: 'At least one, the first one to try first; they replace those before.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested()
  phones!: DutyPhoneInput[];
}
