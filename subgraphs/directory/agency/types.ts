import { IsEnum, IsInt, IsOptional, IsTimeZone, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AgencyKind, connectionType, Payload, type Text } from '../../kit/index.js';
import { TranslatedNameInput } from '../name-in-three-languages.js';

export enum AgencyStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
}

registerEnumType(AgencyStatus, {
  name: 'AgencyStatus',
  description: 'Whether an agency takes part in the hub now.',
  valuesConfig: {
    ACTIVE: { description: 'Takes part.' },
    SUSPENDED: { description: 'Does not take part for now: none of its staff can sign in.' },
  },
});

@ObjectType({ description: 'An organisation that takes part in the hub.' })
@Directive('@key(fields: "id")')
export class Agency {
  @Field(() => ID, { description: 'Id of the agency.' })
  id!: string;

  @Field(() => AgencyKind, { description: 'What kind of agency it is.' })
  kind!: AgencyKind;

  @Field(() => String, { description: 'IANA time zone of its local times, e.g. Asia/Almaty.' })
  zone!: string;

  @Field(() => AgencyStatus, { description: 'Whether it takes part now.' })
  status!: AgencyStatus;

  @Field(() => Int, { description: 'Grows with each change; pass it as `expectedVersion`.' })
  version!: number;

  readonly names!: Text;
  readonly regionCode!: string;
}

export const AgencyConnection = connectionType(Agency, 'Agency');

@ObjectType({ description: 'Answer of `agencyCreate` and `agencyUpdate`.' })
export class AgencyPayload extends Payload {
  @Field(() => Agency, { nullable: true, description: 'The agency.' })
  agency!: Agency | null;
}

@InputType({ description: 'A new agency.' })
export class AgencyCreateInput {
  @Field(() => String, { description: 'Unique to this creation; sent again, it gives the same agency.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => AgencyKind, { description: 'What kind of agency it is.' })
  @IsEnum(AgencyKind)
  kind!: AgencyKind;

  @Field(() => TranslatedNameInput, { description: 'Its name.' })
  @ValidateNested()
  name!: TranslatedNameInput;

  @Field(() => String, { description: 'Region, ISO 3166-2 code, e.g. KZ-75.' })
  @Matches(/^KZ-\d\d$/)
  regionCode!: string;

  @Field(() => String, { description: 'IANA time zone, e.g. Asia/Almaty.' })
  @Matches(/^[A-Z]\w+(\/[\w+-]+)*$/)
  @IsTimeZone()
  zone!: string;
}

@InputType({ description: 'What changes of an agency; a field that is left out stays as it is.' })
export class AgencyUpdateInput {
  @Field(() => ID, { description: 'Id of the agency.' })
  @IsUUID()
  id!: string;

  @Field(() => Int, { description: 'The `version` that this change was made from.' })
  @IsInt()
  expectedVersion!: number;

  @Field(() => TranslatedNameInput, { nullable: true, description: 'New name.' })
  @IsOptional()
  @ValidateNested()
  name?: TranslatedNameInput | null;

  @Field(() => String, { nullable: true, description: 'New region, ISO 3166-2 code.' })
  @IsOptional()
  @Matches(/^KZ-\d\d$/)
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'New IANA time zone.' })
  @IsOptional()
  @Matches(/^[A-Z]\w+(\/[\w+-]+)*$/)
  @IsTimeZone()
  zone?: string | null;

  @Field(() => AgencyStatus, {
    nullable: true,
    description: 'SUSPENDED shuts its staff out at the next trust list, ACTIVE lets them in again.',
  })
  @IsOptional()
  @IsEnum(AgencyStatus)
  status?: AgencyStatus | null;
}
