import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A district of a region, as far as it can be named in a search for beds.' })
export class BedDistrict {
  @Field(() => ID, { description: 'Code, e.g. KZ-75-BOSTANDYK.' })
  code!: string;

  @Field(() => String, { description: "Name, in the caller's language." })
  name!: string;

  @Field(() => Boolean, {
    description:
      'True when enough shelters are in it that offers name it and a search can avoid it. Of any other district it is never said whether a shelter is there.',
  })
  published!: boolean;
}

@ObjectType({ description: 'A region, as searches for beds know it.' })
export class BedRegion {
  @Field(() => ID, { description: 'Region by ISO 3166-2, e.g. KZ-75.' })
  code!: string;

  @Field(() => [ID], { description: 'Regions that border on it: where a search looks next.' })
  neighbours!: string[];

  @Field(() => [BedDistrict], { description: 'Its districts, where a region alone says little; else empty.' })
  districts!: BedDistrict[];
}
