import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import type { Translations } from '../service/types.js';

@ObjectType({ description: 'Where an organisation that may be found works (HSDS 3 `location` and `address`).' })
export class OrganizationLocation {
  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street!: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'Region, as published.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Country, as published.' })
  country!: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84.' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84.' })
  longitude!: number | null;
}

@ObjectType({ description: 'An organisation that offers services (HSDS 3 `organization`).' })
@Directive('@key(fields: "id")')
export class Organization {
  @Field(() => ID, { description: 'Id of the organisation.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Another name it is known by.' })
  alternateName!: string | null;

  @Field(() => String, { nullable: true, description: 'Web site.' })
  website!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  email!: string | null;

  @Field(() => Boolean, {
    description: 'True for a shelter and the like: its place must not be known and is in no field.',
  })
  confidential!: boolean;

  @Field(() => [String], { description: 'Phones; none when its place must not be known.' })
  phones!: string[];

  readonly agencyId!: string | null;
  readonly regionCode!: string | null;
  readonly ownName!: string;
  readonly ownDescription!: string | null;
  readonly translations!: Translations;
  readonly street!: string | null;
  readonly city!: string | null;
  readonly publishedRegion!: string | null;
  readonly postalCode!: string | null;
  readonly country!: string | null;
  readonly latitude!: number | null;
  readonly longitude!: number | null;
}
