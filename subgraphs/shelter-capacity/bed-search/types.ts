import { ArrayMaxSize, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { BedCapacity } from '../availability/admission.js';
import { BedCountAge } from '../availability/count-age.js';
import { BedCountedBy } from '../availability/counted-by.js';
import { BedMisfitReason, HouseholdAndNights } from '../household/types.js';
import { ShelterUnitKind } from '../unit/types.js';

registerEnumType(BedCapacity, {
  name: 'BedCapacity',
  description: 'What a unit can say before the shelter has screened the household (FHIR SDOH Clinical Care).',
  valuesConfig: {
    CAPACITY: { description: 'Enough beds are free.' },
    ADDITIONAL_ASSESSMENT_REQUIRED: {
      description:
        'Beds are free; whether they are enough, or she can come, the shelter says after an assessment of its own.',
    },
    WAITLIST: { description: 'Nothing is free; the shelter keeps a waiting list.' },
    NO_CAPACITY: { description: 'Nothing is free, or the shelter admits nobody.' },
  },
});

@InputType({ description: 'A search for beds. It names nobody and is kept nowhere.' })
export class BedSearchInput extends HouseholdAndNights {
  @Field(() => String, { description: 'Region by ISO 3166-2, e.g. KZ-75.' })
  @Matches(/^[A-Z]{2}-[A-Z0-9]{1,3}$/)
  regionCode!: string;

  @Field(() => [String], {
    defaultValue: [],
    description:
      'Regions and districts from which nothing is to be offered, by their codes. A district that is not published cannot be avoided: `notAvoided` names it.',
  })
  @ArrayMaxSize(20)
  avoid!: string[];

  @Field(() => Int, { defaultValue: 20, description: 'How many offers at most, 1 to 50.' })
  @Min(1)
  @Max(50)
  first!: number;
}

@ObjectType({
  description:
    'What a kind of unit that a shelter has can say to a household: the best of those alike. Where it is within the region is never said, nor how many of them are taken.',
})
export class BedOffer {
  @Field(() => ID, { description: 'The shelter.' })
  shelterId!: string;

  @Field(() => String, { description: "Its name, in the caller's language." })
  shelterName!: string;

  @Field(() => String, { description: 'Region by ISO 3166-2.' })
  regionCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'District, only of a shelter in one that is published: at least three shelters are in it.',
  })
  districtCode!: string | null;

  @Field(() => ShelterUnitKind, { description: 'What the unit is.' })
  unitKind!: ShelterUnitKind;

  @Field(() => ID, {
    nullable: true,
    description:
      'What to hold by `bedHold`: for you alone and for two hours, and another one at each search. Null when it cannot be held for this household.',
  })
  unitId!: string | null;

  @Field(() => BedCapacity, {
    description: 'Whether beds are free: a word, because an exact count tells who came and went.',
  })
  bedsFree!: BedCapacity;

  @Field(() => Int, { description: 'Beds that the household needs.' })
  bedsNeeded!: number;

  @Field(() => [BedMisfitReason], { description: 'Why it does not fit; empty when it can be held.' })
  misfits!: BedMisfitReason[];

  @Field(() => BedCountAge, { description: "How long ago the shelter's staff last published." })
  countAge!: BedCountAge;

  @Field(() => BedCountedBy, { nullable: true, description: 'Who counted; null when nobody has.' })
  countedBy!: `${BedCountedBy}` | null;
}

@ObjectType({ description: 'What a search for beds found.' })
export class BedSearchResult extends Payload {
  @Field(() => [BedOffer], {
    description:
      'One for each kind of unit of a shelter in the region: first those that fit; the rest of the order says nothing of where they are.',
  })
  offers!: BedOffer[];

  @Field(() => [BedOffer], {
    description:
      'When nothing in the region fits: units that fit in the nearest regions, by how many borders lie between, where any does.',
  })
  elsewhere!: BedOffer[];

  @Field(() => [String], {
    description:
      'Districts of `avoid` that cannot be avoided, because it is not said whether a shelter is in them: tell the shelter, which screens.',
  })
  notAvoided!: string[];
}
