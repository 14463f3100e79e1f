import { IsInt, IsOptional, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { Shelter, ShelterOpeningReason, ShelterOpeningState, ShelterParticipation } from './types.js';

@InputType({ description: 'A name in the three languages of the hub. It must not say where the shelter is.' })
export class ShelterNameInput {
  @Field(() => String, { description: 'Kazakh.' })
  @Length(1, 200)
  kk!: string;

  @Field(() => String, { description: 'Russian.' })
  @Length(1, 200)
  ru!: string;

  @Field(() => String, { description: 'English.' })
  @Length(1, 200)
  en!: string;
}

@InputType({ description: 'What a shelter is. Where it is, but for region and district, is no part of it.' })
export abstract class ShelterContentInput {
  @Field(() => ShelterNameInput, { description: 'Name.' })
  @ValidateNested()
  name!: ShelterNameInput;

  @Field(() => String, { description: 'Region by ISO 3166-2, e.g. KZ-75.' })
  @Length(1, 20)
  regionCode!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'District, from `bedRegions`. Others see it, and can avoid it, only when three shelters or more are in it.',
  })
  districtCode?: string | null;

  @Field(() => String, { defaultValue: 'Asia/Almaty', description: 'IANA zone by which its nights are counted.' })
  @Length(1, 50)
  zone!: string;

  @Field(() => ShelterParticipation, { description: 'How it takes part.' })
  participation!: ShelterParticipation;

  @Field(() => Boolean, { defaultValue: false, description: 'True when it keeps a waiting list.' })
  keepsWaitlist!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The agency's duty telephone, which is shown to who holds a bed; never the shelter's own.",
  })
  @IsOptional()
  @Matches(/^\+?[0-9][0-9 ()-]{3,20}$/)
  intakePhone?: string | null;

  @Field(() => Int, { defaultValue: 90, description: 'Minutes after which a hold of its beds lapses, 1 to 1440.' })
  @Min(1)
  @Max(1440)
  holdMinutes!: number;
}

@InputType({ description: 'A new shelter of your agency.' })
export class ShelterCreateInput extends ShelterContentInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;
}

@InputType({ description: 'A shelter as it is to be from now on: what is left out is taken away.' })
export class ShelterUpdateInput extends ShelterContentInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID()
  shelterId!: string;

  @Field(() => Int, { description: 'The version that you have seen.' })
  @IsInt()
  expectedVersion!: number;
}

@InputType({ description: 'What a shelter says of itself.' })
export class ShelterOpeningSetInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID()
  shelterId!: string;

  @Field(() => Int, { nullable: true, description: 'Refused when the shelter has another version by now.' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;

  @Field(() => ShelterOpeningState, { description: 'The state.' })
  state!: ShelterOpeningState;

  @Field(() => ShelterOpeningReason, {
    nullable: true,
    description: 'Why; needed unless it is open, and never NOT_CONFIRMED.',
  })
  reason?: ShelterOpeningReason | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it ends by itself, at most a year ahead: a shelter that was open or seasonal is then closed, another one open.',
  })
  until?: Date | null;
}

@ObjectType({ description: 'Answer to a mutation of a shelter.' })
export class ShelterPayload extends Payload {
  @Field(() => Shelter, { nullable: true, description: 'The shelter as it is now.' })
  shelter!: Shelter | null;
}
