import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BedCountAge } from '../availability/count-age.js';
import { BedAdultAge, ShelterHouseholdType } from '../household/fit.js';

export enum ShelterUnitKind {
  SINGLE = 'SINGLE',
  FAMILY_ROOM = 'FAMILY_ROOM',
  DORMITORY = 'DORMITORY',
  ACCESSIBLE = 'ACCESSIBLE',
  QUARANTINE = 'QUARANTINE',
  TEMPORARY = 'TEMPORARY',
}

export enum ShelterUnitSeason {
  ALL_YEAR = 'ALL_YEAR',
  SEASONAL = 'SEASONAL',
  OVERFLOW = 'OVERFLOW',
}

registerEnumType(ShelterUnitKind, {
  name: 'ShelterUnitKind',
  description: 'What a unit of a shelter is.',
  valuesConfig: {
    SINGLE: { description: 'A room for one household of one or two.' },
    FAMILY_ROOM: { description: 'A room that one household takes whole.' },
    DORMITORY: { description: 'A room shared bed by bed.' },
    ACCESSIBLE: { description: 'A room that a wheelchair can use.' },
    QUARANTINE: { description: 'A room for the first days after arrival.' },
    TEMPORARY: { description: 'Beds set up for a time.' },
  },
});

registerEnumType(ShelterUnitSeason, {
  name: 'ShelterUnitSeason',
  description: 'When a unit is available (HMIS Availability).',
  valuesConfig: {
    ALL_YEAR: { description: 'All year (HMIS 1).' },
    SEASONAL: { description: 'In a season (HMIS 2).' },
    OVERFLOW: { description: 'Opened only when the others are full (HMIS 3): the shelter decides each time.' },
  },
});

@ObjectType({ description: 'A bed of a unit.' })
export class ShelterBed {
  @Field(() => Int, { description: 'Its number within the unit.' })
  number!: number;

  @Field(() => Boolean, { description: 'False while nobody is to be put into it.' })
  inService!: boolean;
}

@ObjectType({
  description: 'A unit of a shelter as its own agency sees it. Every count is derived from its beds at this moment.',
})
export class ShelterUnit {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => ID, { description: 'The shelter.' })
  shelter!: string;

  @Field(() => ShelterUnitKind, { description: 'What it is.' })
  kind!: ShelterUnitKind;

  @Field(() => String, { description: "Name, in the caller's language." })
  name!: string;

  @Field(() => Boolean, { description: 'True when one household takes it whole; false when it is given bed by bed.' })
  exclusive!: boolean;

  @Field(() => [ShelterHouseholdType], { description: 'Whom it takes.' })
  householdTypes!: ShelterHouseholdType[];

  @Field(() => Int, { nullable: true, description: 'Oldest age in years at which a boy is taken; null for no limit.' })
  boysMaxAge!: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age in years at which a girl is taken; null for no limit.' })
  girlsMaxAge!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Youngest age in years at which a child is taken; null for no limit.',
  })
  childrenMinAge!: number | null;

  @Field(() => BedAdultAge, { nullable: true, description: 'Youngest adults who are taken; null for no limit.' })
  youngestAdult!: BedAdultAge | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most persons of one household, where that is fewer than the beds.',
  })
  largestHousehold!: number | null;

  @Field(() => [String], { description: 'Languages in which its staff can speak (ISO 639); empty for no limit.' })
  languages!: string[];

  @Field(() => Int, { nullable: true, description: 'Longest stay in nights; null for no limit.' })
  maxNights!: number | null;

  @Field(() => Boolean, { description: 'A wheelchair can use it.' })
  wheelchair!: boolean;

  @Field(() => Boolean, { description: 'Pets are taken.' })
  pets!: boolean;

  @Field(() => Boolean, { description: 'Women only, with their children.' })
  womenOnly!: boolean;

  @Field(() => Boolean, { description: 'The shelter wants to speak with her before it says yes.' })
  assessmentFirst!: boolean;

  @Field(() => ShelterUnitSeason, { description: 'When it is available.' })
  season!: ShelterUnitSeason;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First night on which it is available.' })
  startsOn!: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last night on which it is available.' })
  endsOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its reference in a table of units (`shelterUnitsSet`) or at its source.',
  })
  externalId!: string | null;

  @Field(() => [ShelterBed], { description: 'Its beds, those out of service too.' })
  beds!: ShelterBed[];

  @Field(() => Int, { description: 'Beds in service.' })
  total!: number;

  @Field(() => Int, { description: 'Beds in which somebody sleeps in these nights.' })
  occupied!: number;

  @Field(() => Int, { description: 'Beds held or promised in these nights, and not occupied.' })
  held!: number;

  @Field(() => Int, {
    description: 'Beds that can be given for all of these nights; none of an exclusive unit that is taken.',
  })
  available!: number;

  @Field(() => BedCountAge, { description: 'How old the counts are.' })
  countAge!: BedCountAge;

  @Field(() => Date, { nullable: true, description: 'When staff last counted; null when they never have.' })
  observedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The member of staff who last published or confirmed counts.' })
  publishedBy!: string | null;

  @Field(() => Int, { description: 'Counts its changes; pass it as `expectedVersion`.' })
  version!: number;
}
