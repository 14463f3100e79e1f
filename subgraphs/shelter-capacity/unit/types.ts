import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BedCountAge } from '../availability/count-age.js';
import { ShelterHouseholdType } from '../household/fit.js';

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
}
