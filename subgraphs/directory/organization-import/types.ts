import { ArrayMaxSize, Length, Matches } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { ONE_LINE } from '../name-in-three-languages.js';

@InputType({
  description:
    'Where an imported organisation works. Of a confidential one it is sealed at once and in no field afterwards.',
})
export class ImportedLocationInput {
  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'Town.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Region: ISO 3166-2 code or name.' })
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Country.' })
  country?: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84, together with `longitude`.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84, together with `latitude`.' })
  longitude?: number | null;

  @Field(() => [String], { nullable: true, description: 'Phones.' })
  phones?: string[] | null;
}

@InputType({ description: 'A service as its publisher describes it (HSDS 3).' })
export class ImportedServiceInput {
  @Field(() => String, { description: 'Its id at the source.' })
  externalId!: string;

  @Field(() => String, { description: 'Name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is.' })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'HSDS word: active, inactive, defunct, temporarily closed; left out for active.',
  })
  status?: string | null;

  @Field(() => [String], { nullable: true, description: 'Languages, ISO 639 codes where known.' })
  languages?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'From this age on, years.' })
  minimumAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to this age, years.' })
  maximumAge?: number | null;

  @Field(() => String, { nullable: true, description: 'Which interpretation is available.' })
  interpretationServices?: string | null;

  @Field(() => String, { nullable: true, description: 'What it costs.' })
  feesDescription?: string | null;

  @Field(() => String, { nullable: true, description: 'How to get it.' })
  applicationProcess?: string | null;

  @Field(() => String, { nullable: true, description: 'Web page, http or https.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  email?: string | null;

  @Field(() => [String], { nullable: true, description: 'Phones; sealed when the organisation is confidential.' })
  phones?: string[] | null;
}

@InputType({
  description:
    'An organisation with services, as its publisher describes it (HSDS 3). It is stored whole or not at all.',
})
export class ImportedOrganizationInput {
  @Field(() => String, { description: 'Its id at the source.' })
  externalId!: string;

  @Field(() => String, { description: 'Name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Another name it is known by.' })
  alternateName?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Web site, http or https.' })
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address.' })
  email?: string | null;

  @Field(() => Boolean, {
    description: 'True for a shelter and the like, whose place must not be known. Once true, it stays so.',
  })
  confidential!: boolean;

  @Field(() => ImportedLocationInput, { nullable: true, description: 'Where it works.' })
  location?: ImportedLocationInput | null;

  @Field(() => [ImportedServiceInput], {
    defaultValue: [],
    description: 'Services to create or change, 200 at most; others of it stay.',
  })
  services!: ImportedServiceInput[];
}

@InputType({ description: 'A batch of organisations from one source.' })
export class OrganizationImportInput {
  @Field(() => String, {
    description: 'Where they come from; together with `externalId` it says which organisation is meant.',
  })
  @Length(1, 100)
  @Matches(ONE_LINE)
  source!: string;

  @Field(() => [ImportedOrganizationInput], { description: 'At most 100.' })
  @ArrayMaxSize(100)
  organizations!: ImportedOrganizationInput[];
}

export enum ImportOutcome {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  UNCHANGED = 'UNCHANGED',
  REJECTED = 'REJECTED',
}

registerEnumType(ImportOutcome, {
  name: 'OrganizationImportOutcome',
  description: 'What became of an imported organisation.',
  valuesConfig: {
    CREATED: { description: 'It is new.' },
    UPDATED: { description: 'It, or one of its services, was new or changed.' },
    UNCHANGED: { description: 'Everything was there already.' },
    REJECTED: { description: 'Nothing of it was stored: see `field` and `message`.' },
  },
});

@ObjectType({ description: 'What became of one imported organisation.' })
export class OrganizationImportResult {
  @Field(() => String, { description: 'Its id at the source.' })
  externalId!: string;

  @Field(() => ImportOutcome, { description: 'What became of it.' })
  outcome!: ImportOutcome;

  @Field(() => String, { nullable: true, description: 'Path of the field it was rejected for, e.g. services.0.name.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was rejected, in the caller's language." })
  message!: string | null;
}

@ObjectType({ description: 'Answer of `organizationImport`.' })
export class OrganizationImportPayload extends Payload {
  @Field(() => [OrganizationImportResult], {
    nullable: true,
    description: 'One for each organisation, in the order of the input.',
  })
  results!: OrganizationImportResult[] | null;
}
