import { ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { BedBroadcastOffer, BedRequestHousehold } from '../bed-broadcast/types.js';
import { HouseholdAndNights } from '../household/types.js';

/** In the order in which they are served. */
export enum BedNeed {
  IN_DANGER_NOW = 'IN_DANGER_NOW',
  NOWHERE_TO_SLEEP = 'NOWHERE_TO_SLEEP',
  CAN_WAIT = 'CAN_WAIT',
}

registerEnumType(BedNeed, {
  name: 'BedNeed',
  description: 'How near the need for a bed is. Who waits is served by need, then by time.',
  valuesConfig: {
    IN_DANGER_NOW: { description: 'She is in danger where she is.' },
    NOWHERE_TO_SLEEP: { description: 'She has no safe place for the night.' },
    CAN_WAIT: { description: 'She is somewhere safe for some days.' },
  },
});

export enum BedWaitingState {
  WAITING = 'WAITING',
  OFFERED = 'OFFERED',
  PLACED = 'PLACED',
  LEFT = 'LEFT',
  OVER = 'OVER',
}

registerEnumType(BedWaitingState, {
  name: 'BedWaitingState',
  description: 'Where an entry of the waiting list stands.',
  valuesConfig: {
    WAITING: { description: 'It waits.' },
    OFFERED: { description: 'Beds are held for it: take them with `bedOfferTake`, or they go to the next.' },
    PLACED: {
      description:
        'An offer was taken; if its shelter declines, it waits again in its old place. It stays so when she has come, however long she stays.',
    },
    LEFT: { description: 'Taken off the list by who put it there.' },
    OVER: { description: 'Its place was given back, its two weeks are over, or three offers went unanswered.' },
  },
});

@InputType({ description: 'A household that waits for beds. It names nobody.' })
export class BedWaitingListJoinInput extends HouseholdAndNights {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => [String], { description: 'Regions by ISO 3166-2, e.g. KZ-75: one to five.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @Matches(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, { each: true })
  regionCodes!: string[];

  @Field(() => BedNeed, { description: 'How near the need is.' })
  need!: BedNeed;

  @Field(() => ID, {
    nullable: true,
    description:
      "Your agency's id for her, so that nobody from whom a wall protects her is asked. No shelter learns it, nor that it was given. It needs a purpose.",
  })
  @IsOptional()
  @Length(1, 200)
  victimId?: string | null;
}

@InputType({ description: 'Which entry of the waiting list.' })
export class BedWaitingListLeaveInput {
  @Field(() => ID, { description: 'The entry.' })
  @IsUUID()
  entryId!: string;
}

@ObjectType({
  description: 'An entry of the waiting list, as who made it sees it. How many others wait is told to nobody.',
})
export class BedWaitingEntry {
  @Field(() => ID, { description: 'Id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => [String], { description: 'Regions by ISO 3166-2.' })
  @Classified('OPAQUE')
  regionCodes!: string[];

  @Field(() => BedNeed, { description: 'How near the need is.' })
  @Classified('OPAQUE')
  need!: BedNeed;

  @Field(() => BedRequestHousehold, { description: 'The household.' })
  @Classified('OPAQUE')
  household!: BedRequestHousehold;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First night; as soon as there is one when null.' })
  @Classified('OPAQUE')
  from!: string | null;

  @Field(() => Int, { description: 'Nights.' })
  @Classified('OPAQUE')
  nights!: number;

  @Field(() => BedWaitingState, { description: 'Where it stands.' })
  @Classified('OPAQUE')
  state!: BedWaitingState;

  @Field(() => Date, { description: 'Since when it waits.' })
  @Classified('OPAQUE')
  createdAt!: Date;

  @Field(() => Date, { description: 'Until when it waits.' })
  @Classified('OPAQUE')
  expiresAt!: Date;

  @Field(() => [BedBroadcastOffer], { description: 'Beds that are held for it now.' })
  @Classified('OPAQUE')
  offers!: BedBroadcastOffer[];
}

@ObjectType({ description: 'Answer to a mutation of the waiting list.' })
export class BedWaitingPayload extends Payload {
  @Field(() => BedWaitingEntry, { nullable: true, description: 'The entry as it is now.' })
  entry!: BedWaitingEntry | null;
}

export const BedWaitingConnection = connectionType(BedWaitingEntry, 'BedWaitingEntry');
