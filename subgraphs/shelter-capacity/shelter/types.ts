import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Classified } from '../../kit/index.js';

export enum ShelterOpeningState {
  OPEN = 'OPEN',
  FULL = 'FULL',
  CLOSED = 'CLOSED',
  QUARANTINE_STOP = 'QUARANTINE_STOP',
  SEASONAL = 'SEASONAL',
}

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

  @Field(() => String, { description: 'Region by ISO 3166-2, e.g. KZ-75. Nothing finer is known to the graph.' })
  @Classified('OPAQUE')
  regionCode!: string;

  @Field(() => String, { description: 'IANA zone by which its nights are counted, e.g. Asia/Almaty.' })
  @Classified('OPAQUE')
  zone!: string;

  @Field(() => ShelterOpeningState, { description: 'What it says of itself.' })
  @Classified('OPAQUE')
  openingState!: ShelterOpeningState;

  @Field(() => String, { nullable: true, description: "The agency's duty telephone; never the shelter's own." })
  @Classified('OPAQUE')
  intakePhone!: string | null;
}
