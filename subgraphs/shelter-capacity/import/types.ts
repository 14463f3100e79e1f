import { ArrayMaxSize, Length } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { ShelterHouseholdType } from '../household/fit.js';
import { ShelterUnitKind, ShelterUnitSeason } from '../unit/types.js';

export enum ShelterImportOutcome {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  UNCHANGED = 'UNCHANGED',
  REJECTED = 'REJECTED',
}

registerEnumType(ShelterImportOutcome, {
  name: 'ShelterImportOutcome',
  description: 'What became of a shelter of an import: all of it, or nothing of it.',
  valuesConfig: {
    CREATED: { description: 'It is new.' },
    UPDATED: { description: 'It was known and has changed.' },
    UNCHANGED: { description: 'It was known, and just so.' },
    REJECTED: { description: 'Nothing of it was taken over; `message` and `field` say why.' },
  },
});

@InputType({
  description:
    'What would locate a shelter. It is sealed on arrival; only an escort to whom the shelter releases it reads it.',
})
export class ShelterConfidentialInput {
  @Field(() => String, { nullable: true, description: 'Street and house.' })
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84.' })
  longitude?: number | null;

  @Field(() => String, { nullable: true, description: "The shelter's own telephone." })
  phone?: string | null;
}

@InputType({ description: 'A unit of an imported shelter.' })
export class ShelterUnitImportInput {
  @Field(() => String, { description: 'Its id in the source, e.g. HMIS InventoryID.' })
  externalId!: string;

  @Field(() => ShelterUnitKind, { description: 'What it is.' })
  kind!: ShelterUnitKind;

  @Field(() => String, { description: 'Name.' })
  name!: string;

  @Field(() => Int, { description: 'Beds, 0 to 500.' })
  beds!: number;

  @Field(() => ShelterHouseholdType, { description: 'Whom it takes.' })
  householdType!: ShelterHouseholdType;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Taken whole by one household; when left out, rooms are and dormitories are not.',
  })
  exclusive?: boolean | null;

  @Field(() => ShelterUnitSeason, { nullable: true, description: 'When it is available; all year when left out.' })
  availability?: ShelterUnitSeason | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First night.' })
  startsOn?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last night.' })
  endsOn?: string | null;
}

@InputType({
  description:
    'A shelter as its source has it now, with all its units: a unit that is no longer listed goes out of service. Whether it admits is not taken from it.',
})
export class ShelterRecordInput {
  @Field(() => String, { description: 'Its id in the source, e.g. HMIS ProjectID.' })
  externalId!: string;

  @Field(() => String, { description: 'Name. It must not say where the shelter is.' })
  name!: string;

  @Field(() => String, { nullable: true, description: "The organisation's id in the source." })
  organizationExternalId?: string | null;

  @Field(() => String, { description: 'Region by ISO 3166-2, e.g. KZ-75.' })
  regionCode!: string;

  @Field(() => String, { description: 'IANA zone, e.g. Asia/Almaty.' })
  zone!: string;

  @Field(() => ShelterConfidentialInput, {
    nullable: true,
    description: 'What would locate it; when left out, what is kept stays.',
  })
  confidential?: ShelterConfidentialInput | null;

  @Field(() => [ShelterUnitImportInput], { description: 'All its units.' })
  units!: ShelterUnitImportInput[];
}

@InputType({ description: 'Shelters of one source.' })
export class ShelterImportInput {
  @Field(() => String, { description: 'Name of the source: with it, ids of two sources cannot collide.' })
  @Length(1, 100)
  source!: string;

  @Field(() => [ShelterRecordInput], { description: 'At most 50. Each is taken over whole or rejected alone.' })
  @ArrayMaxSize(50)
  shelters!: ShelterRecordInput[];
}

@ObjectType({ description: 'What became of a shelter of an import.' })
export class ShelterImportResult {
  @Field(() => String, { description: 'Its id in the source.' })
  externalId!: string;

  @Field(() => ShelterImportOutcome, { description: 'What became of it.' })
  outcome!: ShelterImportOutcome;

  @Field(() => String, { nullable: true, description: "Why it was rejected, in the caller's language." })
  message!: string | null;

  @Field(() => String, { nullable: true, description: 'The field that is at fault, e.g. `units.2.beds`.' })
  field!: string | null;
}

@ObjectType({ description: 'Answer to shelterImport.' })
export class ShelterImportPayload extends Payload {
  @Field(() => [ShelterImportResult], { nullable: true, description: 'One result for each shelter, in their order.' })
  results!: ShelterImportResult[] | null;
}
