import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified, Payload } from '../../kit/index.js';

export enum ShelterAddressPart {
  MEETING_POINT = 'MEETING_POINT',
  INTAKE_PHONE = 'INTAKE_PHONE',
  ADDRESS = 'ADDRESS',
}

registerEnumType(ShelterAddressPart, {
  name: 'ShelterAddressPart',
  description: 'What is released of where a shelter is.',
  valuesConfig: {
    MEETING_POINT: { description: 'Where she is met.' },
    INTAKE_PHONE: { description: 'The intake telephone of its agency.' },
    ADDRESS: { description: 'Where the house is.' },
  },
});

export enum ShelterAddressWay {
  ESCORT = 'ESCORT',
  BY_VOICE = 'BY_VOICE',
}

registerEnumType(ShelterAddressWay, {
  name: 'ShelterAddressWay',
  description: 'To whom it is released.',
  valuesConfig: {
    ESCORT: {
      description: 'To one named member of staff of the agency that asked for the bed, to be read for 15 minutes.',
    },
    BY_VOICE: { description: 'To her, spoken. It is recorded, and answered to nobody.' },
  },
});

export enum ShelterAddressStep {
  RELEASE = 'RELEASE',
  READ = 'READ',
  RENEW = 'RENEW',
  END = 'END',
}

registerEnumType(ShelterAddressStep, {
  name: 'ShelterAddressStep',
  description: 'What was done with a release.',
  valuesConfig: {
    RELEASE: { description: 'Released.' },
    READ: { description: 'Read by the escort.' },
    RENEW: { description: 'Renewed for 15 minutes.' },
    END: { description: 'Revoked, or replaced by another release.' },
  },
});

@ObjectType({ description: 'Something that was done with a release.' })
export class ShelterAddressStepTaken {
  @Field(() => ShelterAddressStep, { description: 'What.' })
  @Classified(Category.SHELTER)
  step!: ShelterAddressStep;

  @Field(() => ID, { description: 'By whom: the escort reads, staff of the shelter do the rest.' })
  @Classified(Category.SHELTER)
  staff!: string;

  @Field(() => Date, { description: 'When.' })
  @Classified(Category.SHELTER)
  at!: Date;
}

@ObjectType({ description: 'That a shelter has told where she is to be brought: to whom and until when, never what.' })
export class ShelterAddressRelease {
  @Field(() => ID, { description: 'Id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The hold.' })
  @Classified('OPAQUE')
  holdId!: string;

  @Field(() => ShelterAddressPart, { description: 'What was released.' })
  @Classified(Category.SHELTER)
  what!: ShelterAddressPart;

  @Field(() => ShelterAddressWay, { description: 'To whom.' })
  @Classified(Category.SHELTER)
  to!: ShelterAddressWay;

  @Field(() => ID, { nullable: true, description: 'The escort, when there is one.' })
  @Classified(Category.SHELTER)
  escort!: string | null;

  @Field(() => Date, { description: 'When.' })
  @Classified(Category.SHELTER)
  releasedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Until when the escort may read, by the clock of the hub.' })
  @Classified(Category.SHELTER)
  readableUntil!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was revoked or replaced. It also ends, without a date here, while the hold is not ACCEPTED.',
  })
  @Classified(Category.SHELTER)
  endedAt!: Date | null;

  @Field(() => [ShelterAddressStepTaken], {
    nullable: true,
    description: "Everything that was done with it, each reading too; for the shelter's own agency only.",
  })
  @Classified(Category.SHELTER)
  steps!: ShelterAddressStepTaken[] | null;
}

@ObjectType({ description: 'What the escort reads, once. It is kept nowhere.' })
export class ShelterAddressReading {
  @Field(() => ShelterAddressPart, { description: 'What it is.' })
  @Classified(Category.SHELTER)
  what!: ShelterAddressPart;

  @Field(() => String, { nullable: true, description: "The address or the meeting point, in the caller's language." })
  @Classified(Category.SHELTER)
  text!: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84; of an address.' })
  @Classified(Category.SHELTER)
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84; of an address.' })
  @Classified(Category.SHELTER)
  longitude!: number | null;

  @Field(() => String, { nullable: true, description: "The house's own telephone, or the intake telephone." })
  @Classified(Category.SHELTER)
  phone!: string | null;

  @Field(() => Date, { description: 'Until when it may be read again; the shelter can renew it.' })
  @Classified(Category.SHELTER)
  readableUntil!: Date;
}

@ObjectType({ description: 'What an escort reads out to a shelter. It is kept nowhere.' })
export class ShelterEscortCode {
  @Field(() => String, { description: 'Nine digits and a check digit, grouped as they are read out.' })
  @Classified(Category.SHELTER)
  code!: string;

  @Field(() => Date, { description: 'Until when it is good, for one release, by the clock of the hub.' })
  @Classified(Category.SHELTER)
  goodUntil!: Date;
}

@ObjectType({ description: 'Answer to shelterEscortCodeMake.' })
export class ShelterEscortCodePayload extends Payload {
  @Field(() => ShelterEscortCode, { nullable: true, description: 'The code. Asked again, another one.' })
  escortCode!: ShelterEscortCode | null;
}

@ObjectType({ description: 'Answer to a mutation of a release.' })
export class ShelterAddressReleasePayload extends Payload {
  @Field(() => ShelterAddressRelease, { nullable: true, description: 'The release as it is now.' })
  release!: ShelterAddressRelease | null;
}

@ObjectType({ description: 'Answer to shelterAddressRead.' })
export class ShelterAddressReadPayload extends Payload {
  @Field(() => ShelterAddressReading, { nullable: true, description: 'What was released.' })
  reading!: ShelterAddressReading | null;
}
