import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsInt,
  IsISO8601,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { SafeContactInput } from '../safe-contact/rule-input.js';
import { HouseholdAgeBand, HouseholdRelation, HouseholdSex } from './vocabulary.js';

@InputType({ description: 'Who she is. A national number is never required.' })
export class PersonIdentityInput {
  @Field(() => String, { description: 'Family name.' })
  @Length(1, 100)
  familyName!: string;

  @Field(() => String, { description: 'Given name.' })
  @Length(1, 100)
  givenName!: string;

  @Field(() => String, { nullable: true, description: 'Patronymic, if she has one.' })
  @IsOptional()
  @Length(1, 100)
  patronymic?: string | null;

  @Field(() => String, { nullable: true, description: 'Date of birth, YYYY-MM-DD.' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  birthDate?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Individual identification number (IIN), 12 digits. Never required.',
  })
  @IsOptional()
  @Matches(/^\d{12}$/)
  iin?: string | null;

  @Field(() => [String], { description: 'Languages she speaks, the best first: ISO 639, e.g. kk, ru.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(10)
  @Matches(/^[a-z]{2,3}$/, { each: true })
  languages!: string[];
}

@InputType({ description: 'Somebody who comes with her, or for whom she cares. No name.' })
export class HouseholdMemberInput {
  @Field(() => HouseholdRelation, { description: 'What this person is to her.' })
  relation!: HouseholdRelation;

  @Field(() => Int, { nullable: true, description: 'Age in years; give this or `ageBand`.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(120)
  age?: number | null;

  @Field(() => HouseholdAgeBand, { nullable: true, description: 'About how old, when the age is not known.' })
  ageBand?: HouseholdAgeBand | null;

  @Field(() => HouseholdSex, { description: 'Sex.' })
  sex!: HouseholdSex;

  @Field(() => [String], { nullable: true, description: 'What this person needs: a cot, insulin, a ramp.' })
  @IsOptional()
  @ArrayMaxSize(10)
  @Length(1, 100, { each: true })
  needs?: string[] | null;
}

@InputType({ description: 'Who comes with her.' })
export class HouseholdInput {
  @Field(() => [HouseholdMemberInput], { description: 'Everybody but herself; empty when she is alone.' })
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  members!: HouseholdMemberInput[];

  @Field(() => Int, { nullable: true, description: 'How many pets come along.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(50)
  pets?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether somebody of the household uses a wheelchair; leave it out when not known.',
  })
  wheelchair?: boolean | null;
}

@InputType({ description: 'Details of a person. Parts that are left out stay as they are.' })
export class PersonDetailsRecordInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  @Length(1, 100)
  victimId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Version that you change; leave it out when your agency has no details of her yet.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  expectedVersion?: number | null;

  @Field(() => PersonIdentityInput, { nullable: true, description: 'Who she is.' })
  @IsOptional()
  @ValidateNested()
  identity?: PersonIdentityInput | null;

  @Field(() => SafeContactInput, { nullable: true, description: 'How she may be reached safely.' })
  @IsOptional()
  @ValidateNested()
  safeContact?: SafeContactInput | null;

  @Field(() => HouseholdInput, { nullable: true, description: 'Who comes with her.' })
  @IsOptional()
  @ValidateNested()
  household?: HouseholdInput | null;
}
