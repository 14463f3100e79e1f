import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType } from '../../kit/index.js';

/** What of a house somebody has changed. */
export enum ShelterChanged {
  ENTERED = 'ENTERED',
  NAME = 'NAME',
  ORGANIZATION = 'ORGANIZATION',
  REGION = 'REGION',
  PARTICIPATION = 'PARTICIPATION',
  WAITING_LIST = 'WAITING_LIST',
  INTAKE_PHONE = 'INTAKE_PHONE',
  HOLD_TIME = 'HOLD_TIME',
  OPENING = 'OPENING',
  UNITS = 'UNITS',
  ADDRESS = 'ADDRESS',
  MEETING_POINT = 'MEETING_POINT',
}

registerEnumType(ShelterChanged, {
  name: 'ShelterChanged',
  description: 'What of a shelter somebody has changed.',
  valuesConfig: {
    ENTERED: { description: 'It was entered, or came from another system.' },
    NAME: { description: 'Its name.' },
    ORGANIZATION: { description: 'The organisation to which it belongs in the system that it came from.' },
    REGION: { description: 'Its region, district or zone.' },
    PARTICIPATION: { description: 'How it takes part.' },
    WAITING_LIST: { description: 'Whether it keeps a waiting list.' },
    INTAKE_PHONE: { description: 'The telephone that who brings her is told.' },
    HOLD_TIME: { description: 'After how many minutes a hold lapses.' },
    OPENING: { description: 'What it says of itself: whether it takes households in, why not, until when.' },
    UNITS: { description: 'Its units: which there are, their beds, whom they take.' },
    ADDRESS: { description: 'Where the house is.' },
    MEETING_POINT: { description: 'Where she is met.' },
  },
});

@ObjectType({
  description: 'That somebody has changed something of a shelter: who, when and what of it, never from what to what.',
})
export class ShelterChange {
  @Field(() => ID, { description: 'Its id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ShelterChanged, { description: 'What of the shelter.' })
  @Classified('OPAQUE')
  what!: ShelterChanged;

  @Field(() => ID, { description: 'Id of the member of staff who did it.' })
  @Classified('OPAQUE')
  staff!: string;

  @Field(() => Date, { description: 'When.' })
  @Classified('OPAQUE')
  changedAt!: Date;
}

export const ShelterChangeConnection = connectionType(ShelterChange, 'ShelterChange');
