import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { BedCountAge } from '../availability/count-age.js';
import { BedsFreeWord } from '../availability/free-word.js';
import { ShelterUnitKind } from '../unit/types.js';

/** How many of a region's shelters have counts that are too old. */
export enum BedStaleShare {
  NONE = 'NONE',
  SOME = 'SOME',
  MOST = 'MOST',
}

registerEnumType(BedStaleShare, {
  name: 'BedStaleShare',
  description: 'How many of the shelters have counts that are 8 hours old or older.',
  valuesConfig: {
    NONE: { description: 'None of them.' },
    SOME: { description: 'Fewer than half of them.' },
    MOST: { description: 'Half of them or more.' },
  },
});

@ObjectType({ description: 'Beds of one kind in a region, in words, at the time of the board.' })
export class BedCapacityInWords {
  @Field(() => ShelterUnitKind, { description: 'The kind of unit.' })
  kind!: ShelterUnitKind;

  @Field(() => BedsFreeWord, { description: 'Units with a bed in service.' })
  units!: BedsFreeWord;

  @Field(() => BedsFreeWord, { description: 'Beds in service.' })
  beds!: BedsFreeWord;

  @Field(() => BedsFreeWord, { description: 'Beds in which somebody slept.' })
  occupied!: BedsFreeWord;

  @Field(() => BedsFreeWord, { description: 'Beds held or promised for that night, in which nobody slept yet.' })
  held!: BedsFreeWord;

  @Field(() => BedsFreeWord, { description: 'Beds of shelters that admit, which nobody had and none was promised.' })
  free!: BedsFreeWord;
}

@ObjectType({
  description: "Beds of one kind at the shelters of the caller's own agency in a region, exactly and now.",
})
export class BedCapacityOwn {
  @Field(() => ShelterUnitKind, { description: 'The kind of unit.' })
  kind!: ShelterUnitKind;

  @Field(() => Int, { description: 'Units with a bed in service.' })
  units!: number;

  @Field(() => Int, { description: 'Beds in service.' })
  beds!: number;

  @Field(() => Int, { description: 'Beds in which somebody sleeps.' })
  occupied!: number;

  @Field(() => Int, { description: 'Beds held or promised, and not occupied.' })
  held!: number;

  @Field(() => Int, { description: 'Beds that can be given tonight.' })
  free!: number;

  @Field(() => Date, {
    nullable: true,
    description:
      'When staff last published or confirmed them: of several units the longest ago; null when of one nobody has.',
  })
  observedAt!: Date | null;

  @Field(() => BedCountAge, { description: 'The same in a word.' })
  countAge!: BedCountAge;

  @Field(() => ID, {
    nullable: true,
    description: 'The member of staff who did; null when nobody has through the hub.',
  })
  publishedBy!: string | null;
}

@ObjectType({
  description: 'The beds of a region: in words and delayed for all shelters, exactly for those of your own agency.',
})
export class BedCapacityBoard extends Payload {
  @Field(() => Date, {
    nullable: true,
    description:
      'The time of which it speaks: the last 0, 6, 12 or 18 o’clock in the region. Who moved in since is not in it.',
  })
  asOf!: Date | null;

  @Field(() => BedsFreeWord, {
    nullable: true,
    description: 'Free beds in all. In a region with fewer than three shelters only NONE or SOME, and no kinds.',
  })
  free!: BedsFreeWord | null;

  @Field(() => BedStaleShare, { nullable: true, description: 'How many shelters have counts that are too old.' })
  stale!: BedStaleShare | null;

  @Field(() => [BedCapacityInWords], { description: 'By kind of unit.' })
  kinds!: BedCapacityInWords[];

  @Field(() => [BedCapacityOwn], { description: "Your own agency's, by kind of unit." })
  own!: BedCapacityOwn[];
}
