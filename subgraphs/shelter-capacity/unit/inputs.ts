import {
  ArrayMaxSize,
  ArrayMinSize,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { BedAdultAge, ShelterHouseholdType } from '../household/fit.js';
import { ShelterNameInput } from '../shelter/inputs.js';
import { ShelterUnit, ShelterUnitKind, ShelterUnitSeason } from './types.js';

const LANGUAGE = /^[a-z]{2,3}$/;

@InputType({ description: 'What a unit is and whom it takes. What is left out is no limit.' })
export abstract class ShelterUnitContentInput {
  @Field(() => ShelterUnitKind, { description: 'What it is.' })
  kind!: ShelterUnitKind;

  @Field(() => ShelterNameInput, { description: 'Name, for the staff of the shelter.' })
  @ValidateNested()
  name!: ShelterNameInput;

  @Field(() => Int, { description: 'Beds in service, 0 to 500. A bed in use never goes out of service.' })
  @Min(0)
  @Max(500)
  beds!: number;

  @Field(() => Boolean, { description: 'True when one household takes it whole; false when it is given bed by bed.' })
  exclusive!: boolean;

  @Field(() => [ShelterHouseholdType], { description: 'Whom it takes.' })
  @ArrayMinSize(1)
  householdTypes!: ShelterHouseholdType[];

  @Field(() => Int, { nullable: true, description: 'Oldest age in years at which a boy is taken, 0 to 17.' })
  @IsOptional()
  @Min(0)
  @Max(17)
  boysMaxAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age in years at which a girl is taken, 0 to 17.' })
  @IsOptional()
  @Min(0)
  @Max(17)
  girlsMaxAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Youngest age in years at which a child is taken, 0 to 17.' })
  @IsOptional()
  @Min(0)
  @Max(17)
  childrenMinAge?: number | null;

  @Field(() => BedAdultAge, { nullable: true, description: 'Youngest adults who are taken.' })
  youngestAdult?: BedAdultAge | null;

  @Field(() => Int, { nullable: true, description: 'Most persons of one household, 1 to 30.' })
  @IsOptional()
  @Min(1)
  @Max(30)
  largestHousehold?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: 'A wheelchair can use it.' })
  wheelchair!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Pets are taken.' })
  pets!: boolean;

  @Field(() => Boolean, { defaultValue: true, description: 'Women only, with their children.' })
  womenOnly!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'The shelter wants to speak with her before it says yes.' })
  assessmentFirst!: boolean;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Languages in which its staff can speak (ISO 639, e.g. kk).',
  })
  @ArrayMaxSize(20)
  @Matches(LANGUAGE, { each: true })
  languages!: string[];

  @Field(() => Int, { nullable: true, description: 'Longest stay in nights, 1 to 1000.' })
  @IsOptional()
  @Min(1)
  @Max(1000)
  maxNights?: number | null;

  @Field(() => ShelterUnitSeason, { defaultValue: ShelterUnitSeason.ALL_YEAR, description: 'When it is available.' })
  season!: ShelterUnitSeason;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First night on which it is available.' })
  startsOn?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last night on which it is available.' })
  endsOn?: string | null;
}

@InputType({ description: 'A new unit of a shelter.' })
export class ShelterUnitAddInput extends ShelterUnitContentInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID()
  shelterId!: string;
}

@InputType({ description: 'A unit as it is to be from now on: a limit that is left out is taken away.' })
export class ShelterUnitUpdateInput extends ShelterUnitContentInput {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  unitId!: string;

  @Field(() => Int, { description: 'The version that you have seen.' })
  @IsInt()
  expectedVersion!: number;
}

@InputType({ description: 'A row of a table of units.' })
export class ShelterUnitRowInput extends ShelterUnitContentInput {
  @Field(() => String, { description: 'Your own reference to the unit, by which it is known again, e.g. R-12.' })
  @Length(1, 100)
  reference!: string;
}

@InputType({
  description:
    'All units of a shelter: taken over whole or not at all; again is nothing new. A unit with a reference that is no longer listed goes out of service.',
})
export class ShelterUnitsSetInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID()
  shelterId!: string;

  @Field(() => [ShelterUnitRowInput], { description: 'The units, at most 200.' })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  units!: ShelterUnitRowInput[];
}

@InputType({ description: 'A bed that is taken out of service, or put back.' })
export class ShelterBedServiceSetInput {
  @Field(() => ID, { description: 'The unit.' })
  @IsUUID()
  unitId!: string;

  @Field(() => Int, { description: "The bed's number within the unit." })
  @Min(1)
  number!: number;

  @Field(() => Boolean, { description: 'Whether somebody may be put into it.' })
  inService!: boolean;
}

@ObjectType({ description: 'Answer to a mutation of a unit.' })
export class ShelterUnitPayload extends Payload {
  @Field(() => ShelterUnit, { nullable: true, description: 'The unit as it is now.' })
  unit!: ShelterUnit | null;
}

@ObjectType({ description: 'Answer to shelterUnitsSet.' })
export class ShelterUnitsPayload extends Payload {
  @Field(() => [ShelterUnit], { nullable: true, description: 'All units of the shelter as they are now.' })
  units!: ShelterUnit[] | null;

  @Field(() => Boolean, { nullable: true, description: 'False when the table said nothing new.' })
  changed!: boolean | null;
}
