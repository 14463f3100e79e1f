import { ArrayMaxSize, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BedAdultAge, BedMisfit, type Household, ShelterHouseholdType } from './fit.js';

export enum BedChildSex {
  FEMALE = 'FEMALE',
  MALE = 'MALE',
}

registerEnumType(BedChildSex, {
  name: 'BedChildSex',
  description: 'Sex of a child, because many units take boys only up to an age.',
  valuesConfig: { FEMALE: { description: 'A girl.' }, MALE: { description: 'A boy.' } },
});

registerEnumType(BedAdultAge, {
  name: 'BedAdultAge',
  description: 'Ages of adults as far as units tell them apart.',
  valuesConfig: {
    FROM_16: { description: '16 or 17: a mother who is a minor herself.' },
    FROM_18: { description: '18 to 24.' },
    FROM_25: { description: '25 to 59.' },
    FROM_60: { description: '60 or older.' },
  },
});

registerEnumType(ShelterHouseholdType, {
  name: 'ShelterHouseholdType',
  description: 'Whom a unit takes (HMIS HouseholdType).',
  valuesConfig: {
    WITHOUT_CHILDREN: { description: 'Households without children (HMIS 1).' },
    ADULT_AND_CHILD: { description: 'Households with at least one adult and one child (HMIS 3).' },
    ONLY_CHILDREN: { description: 'Households of children only (HMIS 4).' },
  },
});

registerEnumType(BedMisfit, {
  name: 'BedMisfit',
  description: 'Why a unit does not take a household now.',
  valuesConfig: {
    NOT_ADMITTING: { description: 'The shelter admits nobody now.' },
    OUT_OF_SEASON: { description: 'The unit is not open for all of the nights.' },
    NO_BEDS_FREE: { description: 'Not enough beds are free for the nights.' },
    TOO_FEW_BEDS: { description: 'The unit has fewer beds than the household needs.' },
    HOUSEHOLD_TYPE: { description: 'The unit is for another kind of household.' },
    BOY_TOO_OLD: { description: 'A boy of this age is not taken.' },
    GIRL_TOO_OLD: { description: 'A girl of this age is not taken.' },
    CHILD_TOO_YOUNG: { description: 'A child this young is not taken.' },
    ADULT_TOO_YOUNG: { description: 'An adult of this age is not taken.' },
    MEN_NOT_TAKEN: { description: 'The unit takes women only.' },
    NO_WHEELCHAIR_ACCESS: { description: 'The unit is not accessible by wheelchair.' },
    NO_PETS: { description: 'Pets are not taken.' },
    NO_COMMON_LANGUAGE: { description: 'Nobody there speaks a language of hers.' },
    STAY_TOO_LONG: { description: 'The unit is not given for so many nights.' },
  },
});

@InputType({ description: 'A child of the household. Nobody is named.' })
export class BedChildInput {
  @Field(() => Int, { description: 'Age in years, 0 to 17.' })
  @Min(0)
  @Max(17)
  age!: number;

  @Field(() => BedChildSex, { description: 'Sex.' })
  sex!: BedChildSex;
}

@InputType({ description: 'A household that came. Nobody is named.' })
export class BedHouseholdInput implements Household {
  @Field(() => Int, { description: 'Adults, 1 to 10.' })
  @Min(1)
  @Max(10)
  adults!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many of the adults are men.' })
  @Min(0)
  @Max(10)
  adultMen!: number;

  @Field(() => [BedChildInput], { description: 'The children; an empty list for none.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  children!: BedChildInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'True when somebody uses a wheelchair.' })
  wheelchair!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'True when animals came along.' })
  pets!: boolean;

  @Field(() => [BedAdultAge], {
    nullable: true,
    description:
      'An age band for each adult, in any order. As before when left out: of adults who came none is known then, and when some have gone the youngest are taken to be there.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  adultAges?: BedAdultAge[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Languages in which somebody of the household can speak (ISO 639, e.g. kk); as before when left out, any when empty.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @Matches(/^[a-z]{2,3}$/, { each: true })
  languages?: string[] | null;
}

/** The household and the nights, as a search and a hold ask for them. */
@InputType({ description: 'A household and the nights for which it needs beds. Nobody is named.' })
export abstract class HouseholdAndNights implements Household {
  @Field(() => Int, { description: 'Adults, 1 to 10.' })
  @Min(1)
  @Max(10)
  adults!: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many of the adults are men.' })
  @Min(0)
  @Max(10)
  adultMen!: number;

  @Field(() => [BedAdultAge], {
    nullable: true,
    description: 'An age band for each adult, in any order; grown up and of no particular age when left out.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  adultAges?: BedAdultAge[] | null;

  @Field(() => [BedChildInput], { description: 'The children; an empty list for none.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  children!: BedChildInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'True when somebody uses a wheelchair.' })
  wheelchair!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'True when animals come along.' })
  pets!: boolean;

  @Field(() => [String], {
    nullable: true,
    description: 'Languages in which somebody of the household can speak (ISO 639, e.g. kk); any when left out.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @Matches(/^[a-z]{2,3}$/, { each: true })
  languages?: string[] | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      "First night, by the shelter's day, which turns at six in the morning of its zone; tonight when left out.",
  })
  from?: string | null;

  @Field(() => Int, { defaultValue: 7, description: 'Nights, 1 to 180.' })
  @Min(1)
  @Max(180)
  nights!: number;
}

@ObjectType({
  description: 'Why a unit does not take a household now, for a program to switch on and a person to read.',
})
export class BedMisfitReason {
  @Field(() => BedMisfit, { description: 'Why.' })
  code!: BedMisfit;

  @Field(() => String, { description: "The same in words, in the caller's language." })
  words!: string;
}
