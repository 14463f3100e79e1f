import { IsLatitude, IsLongitude, IsOptional, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { Field, Float, ID, InputType } from 'type-graphql';
import { ShelterAddressPart, ShelterAddressWay } from './types.js';

@InputType({ description: 'How to find a place, in the three languages of the hub.' })
export class ShelterDirectionsInput {
  @Field(() => String, { description: 'Kazakh.' })
  @Length(1, 500)
  kk!: string;

  @Field(() => String, { description: 'Russian.' })
  @Length(1, 500)
  ru!: string;

  @Field(() => String, { description: 'English.' })
  @Length(1, 500)
  en!: string;
}

@InputType({ description: 'Where a shelter is, from now on: what is left out is taken away. It is sealed on arrival.' })
export class ShelterAddressSetInput {
  @Field(() => ID, { description: 'The shelter.' })
  @IsUUID()
  shelterId!: string;

  @Field(() => ShelterDirectionsInput, { nullable: true, description: 'Where the house is.' })
  @IsOptional()
  @ValidateNested()
  address?: ShelterDirectionsInput | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84.' })
  @IsOptional()
  @IsLatitude()
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84.' })
  @IsOptional()
  @IsLongitude()
  longitude?: number | null;

  @Field(() => String, { nullable: true, description: "The house's own telephone." })
  @IsOptional()
  @Matches(/^\+?[0-9][0-9 ()-]{3,20}$/)
  phone?: string | null;

  @Field(() => ShelterDirectionsInput, {
    nullable: true,
    description: 'Where she is met, when nobody is to know the house.',
  })
  @IsOptional()
  @ValidateNested()
  meetingPoint?: ShelterDirectionsInput | null;
}

@InputType({ description: 'A release of where she is to be brought. It ends an earlier one of the same hold.' })
export class ShelterAddressReleaseInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The hold, which your shelter has accepted.' })
  @IsUUID()
  holdId!: string;

  @Field(() => ShelterAddressPart, {
    defaultValue: ShelterAddressPart.MEETING_POINT,
    description: 'What: the meeting point when left out.',
  })
  what!: ShelterAddressPart;

  @Field(() => ShelterAddressWay, { description: 'To whom.' })
  to!: ShelterAddressWay;

  @Field(() => ID, {
    nullable: true,
    description:
      'For ESCORT: the one person, of the agency that asked for the bed, who may read it; by the code of ten digits that this person has read out, or by id.',
  })
  @IsOptional()
  @Length(1, 40)
  escort?: string | null;
}

@InputType({ description: 'A code to read out.' })
export class ShelterEscortCodeMakeInput {
  @Field(() => ID, { description: 'The hold, of your agency.' })
  @IsUUID()
  holdId!: string;
}

@InputType({ description: 'A release.' })
export class ShelterAddressReleaseStepInput {
  @Field(() => ID, { description: 'The release.' })
  @IsUUID()
  releaseId!: string;
}
