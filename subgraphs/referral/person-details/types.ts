import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Category, Classified, Payload } from '../../kit/index.js';
import { HouseholdAgeBand, HouseholdRelation, HouseholdSex } from './vocabulary.js';

@ObjectType({ description: 'Who she is, as your agency took it or was brought it by a referral.' })
export class PersonIdentity {
  @Field(() => String, { description: 'Family name.' })
  @Classified('IDENTITY')
  familyName!: string;

  @Field(() => String, { description: 'Given name.' })
  @Classified('IDENTITY')
  givenName!: string;

  @Field(() => String, { nullable: true, description: 'Patronymic.' })
  @Classified('IDENTITY')
  patronymic!: string | null;

  @Field(() => String, { nullable: true, description: 'Date of birth, YYYY-MM-DD.' })
  @Classified('IDENTITY')
  birthDate!: string | null;

  @Field(() => String, { nullable: true, description: 'Individual identification number (IIN).' })
  @Classified('IDENTITY')
  iin!: string | null;

  @Field(() => [String], { description: 'Languages she speaks, the best first: ISO 639.' })
  @Classified('IDENTITY')
  languages!: string[];

  @Field(() => Int, { description: "Version of your agency's details; pass it as `expectedVersion` to change them." })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => ID, { nullable: true, description: 'Referral that brought it; null when your agency took it itself.' })
  @Classified('OPAQUE')
  referralId!: string | null;
}

@ObjectType({ description: 'Somebody who comes with her, or for whom she cares. No name.' })
export class HouseholdMember {
  @Field(() => HouseholdRelation, { description: 'What this person is to her.' })
  @Classified('HOUSEHOLD')
  relation!: HouseholdRelation;

  @Field(() => Int, { nullable: true, description: 'Age in years, if known.' })
  @Classified('HOUSEHOLD')
  age!: number | null;

  @Field(() => HouseholdAgeBand, { nullable: true, description: 'About how old, if the age is not known.' })
  @Classified('HOUSEHOLD')
  ageBand!: HouseholdAgeBand | null;

  @Field(() => HouseholdSex, { description: 'Sex.' })
  @Classified('HOUSEHOLD')
  sex!: HouseholdSex;

  @Field(() => [String], { description: 'What this person needs.' })
  @Classified('HOUSEHOLD')
  needs!: string[];
}

@ObjectType({ description: 'Who comes with her.' })
export class Household {
  @Field(() => [HouseholdMember], { description: 'Everybody but herself.' })
  @Classified('HOUSEHOLD')
  members!: HouseholdMember[];

  @Field(() => Int, { description: 'How many pets come along.' })
  @Classified('HOUSEHOLD')
  pets!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether somebody of the household uses a wheelchair; null when not known.',
  })
  @Classified('HOUSEHOLD')
  wheelchair!: boolean | null;

  @Field(() => Int, { description: "Version of your agency's details; pass it as `expectedVersion` to change them." })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => ID, { nullable: true, description: 'Referral that brought it; null when your agency took it itself.' })
  @Classified('OPAQUE')
  referralId!: string | null;
}

@ObjectType({
  description:
    'What your agency holds of her details: that it is there, not what it says. That is read through the victim.',
})
export class PersonDetails {
  @Field(() => ID, { description: 'Id of this version.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => Int, { description: 'Version; pass it as `expectedVersion` to change the details.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => [Category], { description: 'Parts that are there: IDENTITY, CONTACT, HOUSEHOLD.' })
  @Classified('OPAQUE')
  categories!: Category[];

  @Field(() => Date, { description: 'When this version was recorded.' })
  @Classified('OPAQUE')
  recordedAt!: Date;
}

@ObjectType({ description: 'Answer to personDetailsRecord.' })
export class PersonDetailsRecordPayload extends Payload {
  @Field(() => PersonDetails, { nullable: true, description: 'What is recorded now; null when nothing was recorded.' })
  personDetails!: PersonDetails | null;
}
