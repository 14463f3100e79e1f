import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

export enum ShelterOpeningState {
  OPEN = 'OPEN',
  FULL = 'FULL',
  CLOSED = 'CLOSED',
  QUARANTINE_STOP = 'QUARANTINE_STOP',
  SEASONAL = 'SEASONAL',
}

/** How a shelter takes part. */
export enum ShelterParticipation {
  BED_BY_BED = 'BED_BY_BED',
  COUNTS_ONLY = 'COUNTS_ONLY',
  VIEW_ONLY = 'VIEW_ONLY',
}

registerEnumType(ShelterParticipation, {
  name: 'ShelterParticipation',
  description: 'How a shelter takes part.',
  valuesConfig: {
    BED_BY_BED: { description: 'It runs its beds on the hub: what is free follows from its holds and stays.' },
    COUNTS_ONLY: {
      description:
        'It runs them elsewhere and publishes counts (`bedAvailabilityPublish`); holds and stays on the hub adjust them.',
    },
    VIEW_ONLY: { description: 'It looks for beds elsewhere and offers none here.' },
  },
});

/** Why a shelter says what it says; a closed set, so that no text names anybody. */
export enum ShelterOpeningReason {
  NO_STAFF = 'NO_STAFF',
  REPAIR = 'REPAIR',
  INFECTION = 'INFECTION',
  SECURITY = 'SECURITY',
  SEASON = 'SEASON',
  NO_FUNDS = 'NO_FUNDS',
  NO_BEDS = 'NO_BEDS',
  NOT_CONFIRMED = 'NOT_CONFIRMED',
  OTHER = 'OTHER',
}

registerEnumType(ShelterOpeningReason, {
  name: 'ShelterOpeningReason',
  description: 'Why a shelter is in its opening state; for its own agency only.',
  valuesConfig: {
    NO_STAFF: { description: 'Not enough staff.' },
    REPAIR: { description: 'Repairs.' },
    INFECTION: { description: 'An infection in the house.' },
    SECURITY: { description: 'The safety of the house.' },
    SEASON: { description: 'The season.' },
    NO_FUNDS: { description: 'No money to go on.' },
    NO_BEDS: { description: 'Every place is taken.' },
    NOT_CONFIRMED: { description: 'It came from another system, and nobody of the house has said yet that it admits.' },
    OTHER: { description: 'Another reason.' },
  },
});

registerEnumType(ShelterOpeningState, {
  name: 'ShelterOpeningState',
  description: 'What a shelter says of itself; its free beds are counted apart from it.',
  valuesConfig: {
    OPEN: { description: 'It takes in households.' },
    FULL: { description: 'It says that it is full, whatever the counts.' },
    CLOSED: { description: 'It is closed.' },
    QUARANTINE_STOP: { description: 'It admits nobody because of a quarantine.' },
    SEASONAL: { description: 'It is open only within the dates of its units.' },
  },
});

@ObjectType({ description: 'A shelter as its own agency sees it. Where it is, is no part of the graph.' })
export class Shelter {
  @Field(() => ID, { description: 'Id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The agency that runs it.' })
  @Classified('OPAQUE')
  agency!: string;

  @Field(() => String, { description: "Name, in the caller's language." })
  @Classified('OPAQUE')
  name!: string;

  @Field(() => String, { description: 'Region by ISO 3166-2, e.g. KZ-75.' })
  @Classified('OPAQUE')
  regionCode!: string;

  @Field(() => String, {
    nullable: true,
    description: 'District, if its region has any. Others see it only when three shelters or more are there.',
  })
  @Classified('OPAQUE')
  districtCode!: string | null;

  @Field(() => ShelterParticipation, { description: 'How it takes part.' })
  @Classified('OPAQUE')
  participation!: ShelterParticipation;

  @Field(() => String, { description: 'IANA zone by which its nights are counted, e.g. Asia/Almaty.' })
  @Classified('OPAQUE')
  zone!: string;

  @Field(() => ShelterOpeningState, { description: 'What it says of itself at this moment.' })
  @Classified('OPAQUE')
  openingState!: ShelterOpeningState;

  @Field(() => ShelterOpeningReason, { nullable: true, description: 'Why.' })
  @Classified('OPAQUE')
  openingReason!: ShelterOpeningReason | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When that ends by itself; a shelter that was open is then closed, another one open.',
  })
  @Classified('OPAQUE')
  openingUntil!: Date | null;

  @Field(() => Boolean, { description: 'True when it keeps a waiting list.' })
  @Classified('OPAQUE')
  keepsWaitlist!: boolean;

  @Field(() => Int, { description: 'Minutes after which a hold of its beds lapses by itself.' })
  @Classified('OPAQUE')
  holdMinutes!: number;

  @Field(() => String, { nullable: true, description: "The agency's duty telephone; never the shelter's own." })
  @Classified('OPAQUE')
  intakePhone!: string | null;

  @Field(() => Int, { description: 'Counts its changes; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Int, {
    description: 'How often counts were published; pass it as `expectedVersion` of `bedAvailabilityPublish`.',
  })
  @Classified('OPAQUE')
  countsVersion!: number;
}
