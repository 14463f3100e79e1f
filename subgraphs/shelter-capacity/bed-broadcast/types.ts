import { ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, Matches } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import { BedAdultAge } from '../household/fit.js';
import { BedChildSex, HouseholdAndNights } from '../household/types.js';
import { BedDeclineAnswer, BedDeclineReason } from '../placement/decline.js';
import '../placement/enums.js';
import { ShelterUnitKind } from '../unit/types.js';

export enum BedBroadcastState {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  TAKEN = 'TAKEN',
  CANCELLED = 'CANCELLED',
}

registerEnumType(BedBroadcastState, {
  name: 'BedBroadcastState',
  description: 'Where a request to many shelters stands.',
  valuesConfig: {
    OPEN: { description: 'Shelters may offer beds.' },
    CLOSED: { description: 'Its deadline has passed: no offer comes any more; one that still runs can be taken.' },
    TAKEN: { description: 'An offer was taken; the others were released with it.' },
    CANCELLED: { description: 'Called off by who asked; its offers were released with it.' },
  },
});

@InputType({ description: 'A request for beds to many shelters. It names nobody.' })
export class BedRequestBroadcastInput extends HouseholdAndNights {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => [String], { description: 'Regions by ISO 3166-2, e.g. KZ-75: one to five.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @Matches(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, { each: true })
  regionCodes!: string[];

  @Field(() => ID, {
    nullable: true,
    description:
      "Your agency's id for her, so that nobody from whom a wall protects her is asked. No shelter learns it, nor that it was given. It needs a purpose.",
  })
  @IsOptional()
  @Length(1, 200)
  victimId?: string | null;
}

@InputType({ description: 'Which request to many shelters.' })
export class BedBroadcastCancelInput {
  @Field(() => ID, { description: 'The request.' })
  @IsUUID()
  broadcastId!: string;
}

@InputType({ description: 'Beds of your shelter for a request to many.' })
export class BedOfferInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The request, from `bedBroadcastInbox`.' })
  @IsUUID()
  broadcastId!: string;

  @Field(() => ID, { description: 'The unit of your shelter.' })
  @IsUUID()
  unitId!: string;
}

@InputType({ description: 'A request to many for which your shelter has no place.' })
export class BedBroadcastDeclineInput {
  @Field(() => ID, { description: 'The request, from `bedBroadcastInbox`.' })
  @IsUUID()
  broadcastId!: string;

  @Field(() => ID, { description: 'Which of your shelters declines.' })
  @IsUUID()
  shelterId!: string;

  @Field(() => BedDeclineReason, {
    description: 'Why. Who asked learns NO_CAPACITY or DOES_NOT_FIT, and not of which shelter.',
  })
  reason!: BedDeclineReason;
}

@ObjectType({ description: 'A child of a household that looks for beds. Nobody is named.' })
export class BedRequestChild {
  @Field(() => Int, { description: 'Age in years.' })
  @Classified('OPAQUE')
  age!: number;

  @Field(() => BedChildSex, { description: 'Sex.' })
  @Classified('OPAQUE')
  sex!: `${BedChildSex}`;
}

@ObjectType({ description: 'A household that looks for beds. Nobody is named.' })
export class BedRequestHousehold {
  @Field(() => Int, { description: 'Adults.' })
  @Classified('OPAQUE')
  adults!: number;

  @Field(() => Int, { description: 'How many of the adults are men.' })
  @Classified('OPAQUE')
  adultMen!: number;

  @Field(() => [BedRequestChild], { description: 'The children.' })
  @Classified('OPAQUE')
  children!: readonly BedRequestChild[];

  @Field(() => Boolean, { description: 'Somebody uses a wheelchair.' })
  @Classified('OPAQUE')
  wheelchair!: boolean;

  @Field(() => Boolean, { description: 'Animals come along.' })
  @Classified('OPAQUE')
  pets!: boolean;

  @Field(() => [BedAdultAge], { nullable: true, description: 'An age band for each adult, when that was said.' })
  @Classified('OPAQUE')
  adultAges?: readonly BedAdultAge[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Languages in which somebody of the household can speak (ISO 639), when that was said.',
  })
  @Classified('OPAQUE')
  languages?: readonly string[] | null;
}

@ObjectType({ description: 'Beds that a shelter holds for a request: real ones, until the offer lapses.' })
export class BedBroadcastOffer {
  @Field(() => ID, { description: 'The hold, for `bedOfferTake`, `bedRelease` or `bedNotWanted`.' })
  @Classified('OPAQUE')
  holdId!: string;

  @Field(() => ID, { description: 'The shelter.' })
  @Classified('OPAQUE')
  shelterId!: string;

  @Field(() => String, { description: "Its name, in the caller's language." })
  @Classified('OPAQUE')
  shelterName!: string;

  @Field(() => String, { description: 'Region by ISO 3166-2.' })
  @Classified('OPAQUE')
  regionCode!: string;

  @Field(() => ShelterUnitKind, { description: 'What the unit is.' })
  @Classified('OPAQUE')
  unitKind!: ShelterUnitKind;

  @Field(() => Boolean, {
    description:
      'True when the shelter says yes or no only after it has spoken with her: taken, it is held and screened.',
  })
  @Classified('OPAQUE')
  assessmentFirst!: boolean;

  @Field(() => Date, { description: 'Until when it can be taken.' })
  @Classified('OPAQUE')
  offeredUntil!: Date;
}

@ObjectType({ description: 'A request for beds to many shelters, as who asked sees it. It names nobody.' })
export class BedBroadcast {
  @Field(() => ID, { description: 'Id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => [String], { description: 'Regions by ISO 3166-2.' })
  @Classified('OPAQUE')
  regionCodes!: string[];

  @Field(() => BedRequestHousehold, { description: 'The household.' })
  @Classified('OPAQUE')
  household!: BedRequestHousehold;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First night; tonight when null.' })
  @Classified('OPAQUE')
  from!: string | null;

  @Field(() => Int, { description: 'Nights.' })
  @Classified('OPAQUE')
  nights!: number;

  @Field(() => BedBroadcastState, { description: 'Where it stands.' })
  @Classified('OPAQUE')
  state!: BedBroadcastState;

  @Field(() => Date, { description: 'When it was sent.' })
  @Classified('OPAQUE')
  createdAt!: Date;

  @Field(() => Date, { description: 'Until when shelters may offer.' })
  @Classified('OPAQUE')
  deadlineAt!: Date;

  @Field(() => [BedBroadcastOffer], { description: 'Offers that run now, in the order in which they came.' })
  @Classified('OPAQUE')
  offers!: BedBroadcastOffer[];

  @Field(() => [BedDeclineAnswer], {
    description: 'How those that have declined answer: neither which of them, nor when, nor why beyond these words.',
  })
  @Classified('OPAQUE')
  declines!: BedDeclineAnswer[];
}

@ObjectType({
  description:
    'A request that was sent to your shelter among others: neither who asks, nor for whom, nor what others offered.',
})
export class BedBroadcastReceived {
  @Field(() => ID, { description: 'Id, for `bedOffer`.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => [ID], { description: 'Shelters of your agency that it was sent to.' })
  @Classified('OPAQUE')
  shelterIds!: string[];

  @Field(() => BedRequestHousehold, { description: 'The household.' })
  @Classified('OPAQUE')
  household!: BedRequestHousehold;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First night; tonight when null.' })
  @Classified('OPAQUE')
  from!: string | null;

  @Field(() => Int, { description: 'Nights.' })
  @Classified('OPAQUE')
  nights!: number;

  @Field(() => Date, { description: 'When it was sent.' })
  @Classified('OPAQUE')
  createdAt!: Date;

  @Field(() => Date, { description: 'Until when you may offer.' })
  @Classified('OPAQUE')
  deadlineAt!: Date;

  @Field(() => [ID], { description: "Your agency's offers to it that run now: the holds." })
  @Classified('OPAQUE')
  ownOffers!: string[];
}

@ObjectType({ description: 'Answer to bedBroadcastDecline.' })
export class BedBroadcastDeclinePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The request, which is no longer in the inbox of that shelter.' })
  broadcastId!: string | null;
}

@ObjectType({ description: 'Answer to a mutation of a request to many shelters.' })
export class BedBroadcastPayload extends Payload {
  @Field(() => BedBroadcast, { nullable: true, description: 'The request as it is now.' })
  broadcast!: BedBroadcast | null;
}

export const BedBroadcastConnection = connectionType(BedBroadcast, 'BedBroadcast');
export const BedBroadcastReceivedConnection = connectionType(BedBroadcastReceived, 'BedBroadcastReceived');
