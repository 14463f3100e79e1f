import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { LANGUAGES, type Language, Payload } from '../../kit/index.js';
import { DutyChannel, DutyRole } from './vocabulary.js';

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

  @Field(() => Int, { description: 'Of those of one role at a desk, the smallest is tried first.' })
  position!: number;

  @Field(() => String, { description: 'The number, as dialled.' })
  phone!: string;

  @Field(() => DutyRole, { description: 'What whoever answers it answers for.' })
  role!: DutyRole;

  @Field(() => DutyChannel, { description: 'How the hub tells it that a request waits.' })
  channel!: DutyChannel;

  @Field(() => String, { description: 'Language in which the hub tells it: kk, ru or en.' })
  language!: Language;

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

  @Field(() => Int, {
    description: 'Version of all the phones of its desk; pass it as `expectedVersion` of `dutyPhonesSet`.',
  })
  rotaVersion!: number;

  readonly zone!: string;
  readonly mail!: string | null;
  readonly staffId!: string | null;
  readonly agencyId!: string;
  readonly unitId!: string | null;
  readonly now!: Date;
}

@ObjectType({
  description: 'Hours of a week in which nobody on the rota of a desk answers, on the clock of the agency.',
})
export class DutyGap {
  @Field(() => DutyRole, { description: 'Of whom there is nobody.' })
  role!: DutyRole;

  @Field(() => ID, { nullable: true, description: 'The unit; null for the whole agency.' })
  unit!: string | null;

  @Field(() => Int, { description: 'Day on which it begins: 1 Monday to 7 Sunday.' })
  fromWeekday!: number;

  @Field(() => String, { description: 'Local time HH:MM.' })
  from!: string;

  @Field(() => Int, { description: 'Day on which somebody answers again; the same day and time for a whole week.' })
  untilWeekday!: number;

  @Field(() => String, { description: 'Local time HH:MM.' })
  until!: string;
}

@ObjectType({ description: 'Answer of `dutyPhonesSet`.' })
export class DutyPhonesPayload extends Payload {
  @Field(() => [DutyPhone], {
    nullable: true,
    description: 'The phones as they now stand, the first one to try first.',
  })
  dutyPhones!: DutyPhone[] | null;

  @Field(() => [DutyGap], { nullable: true, description: 'Hours in which nobody of the agency now answers.' })
  gaps!: DutyGap[] | null;
}

@InputType({ description: 'A phone that somebody answers.' })
export class DutyPhoneInput {
  @Field(() => String, { description: 'International number with +, or a short number.' })
  @Matches(PHONE)
  phone!: string;

  @Field(() => DutyRole, {
    nullable: true,
    description: 'What whoever answers it answers for; DUTY_OFFICER when left out.',
  })
  @IsOptional()
  @IsEnum(DutyRole)
  role?: DutyRole | null;

  @Field(() => DutyChannel, {
    nullable: true,
    description: 'How the hub tells it that a request waits; VOICE when left out. A short number cannot take an SMS.',
  })
  @IsOptional()
  @IsEnum(DutyChannel)
  channel?: DutyChannel | null;

  @Field(() => String, {
    nullable: true,
    description: 'Mail address of the desk, for EMAIL; better none that names a person.',
  })
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Language in which the hub tells it: kk, ru or en; kk when left out.',
  })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Member of staff who has it, so that nobody is told about a person from whom she is walled off.',
  })
  @IsOptional()
  @IsUUID()
  staff?: string | null;

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

  @Field(() => Int, {
    nullable: true,
    description: '`rotaVersion` of the phones that these replace; leave it out when the desk has none yet.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  expectedVersion?: number | null;

  @Field(() => [DutyPhoneInput], {
    description: 'At least one, the first one to try first; they replace those before.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  phones!: DutyPhoneInput[];
}
