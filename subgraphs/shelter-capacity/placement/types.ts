import { GraphQLLocalDate } from 'graphql-scalars';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Category, Classified, connectionType } from '../../kit/index.js';
import { ShelterUnitKind } from '../unit/types.js';
import { DutyDesk } from './call-back.js';
import { BedDeclineAnswer, BedDeclineReason } from './decline.js';
import './enums.js';
import { PlacementHousehold } from './household.js';
import { PlacementSpokenYes } from './spoken-yes.js';
import { PlacementState } from './states.js';

@ObjectType('Victim', { description: 'A person whom agencies protect, as far as shelters have to do with her.' })
@Directive('@key(fields: "key")')
export class Victim {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  @Classified('OPAQUE')
  key!: string;

  @Field(() => String, { nullable: true, description: 'Disclosure token of SHELTER, issued by `consent`.' })
  @Directive('@external')
  @Classified('OPAQUE')
  shelterDisclosure?: string | null;
}

@ObjectType({
  description:
    'Beds held for a household, and the stay that follows. A stay needs no victim: a shelter may know its guest by a reference of its own. Nothing of it locates the shelter.',
})
export class Placement {
  @Field(() => ID, { description: 'Id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { description: 'The shelter.' })
  @Classified(Category.SHELTER)
  shelterId!: string;

  @Field(() => String, { description: "Name of the shelter, in the caller's language." })
  @Classified(Category.SHELTER)
  shelterName!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The shelter's agency's duty telephone; never the shelter's own. Who asked for the bed sees it when the shelter has not answered for 5 minutes, and after its yes.",
  })
  @Classified(Category.SHELTER)
  intakePhone!: string | null;

  @Field(() => ShelterUnitKind, { description: 'What the unit is.' })
  @Classified(Category.SHELTER)
  unitKind!: ShelterUnitKind;

  @Field(() => PlacementState, {
    description:
      "State. To the sender a stay that has begun remains ARRIVED: when she leaves is hers and the shelter's.",
  })
  @Classified(Category.SHELTER)
  state!: PlacementState;

  @Field(() => Boolean, {
    description:
      'True: a shelter or the waiting list has offered the beds, and nobody has taken the offer, or had before it ended.',
  })
  @Classified(Category.SHELTER)
  offerNotTaken!: boolean;

  @Field(() => Date, { nullable: true, description: 'While HELD or OFFERED: when it lapses by itself.' })
  @Classified(Category.SHELTER)
  heldUntil!: Date | null;

  @Field(() => GraphQLLocalDate, {
    description: "First night, by the shelter's day, which turns at six in the morning.",
  })
  @Classified(Category.SHELTER)
  from!: string;

  @Field(() => GraphQLLocalDate, { description: "Planned day of departure, by the shelter's day." })
  @Classified(Category.SHELTER)
  until!: string;

  @Field(() => Int, { description: 'Adults.' })
  @Classified(Category.SHELTER)
  adults!: number;

  @Field(() => Int, { description: 'Children.' })
  @Classified(Category.SHELTER)
  childrenCount!: number;

  @Field(() => PlacementHousehold, {
    nullable: true,
    description: 'The household for which the beds were asked; null for placements from before it was kept.',
  })
  @Classified(Category.SHELTER)
  household!: PlacementHousehold | null;

  @Field(() => PlacementHousehold, {
    nullable: true,
    description:
      "Who is there, or is expected, when they are others than those asked for; for the shelter's own agency only.",
  })
  @Classified(Category.SHELTER)
  came!: PlacementHousehold | null;

  @Field(() => Int, {
    description: 'Counts its changes, as far as you are told of them; pass it as `expectedVersion`.',
  })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Date, { description: 'When the beds were held.' })
  @Classified(Category.SHELTER)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When she arrived.' })
  @Classified(Category.SHELTER)
  arrivedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When she departed; never told to the sender.' })
  @Classified(Category.SHELTER)
  departedAt!: Date | null;

  @Field(() => BedDeclineAnswer, {
    nullable: true,
    description: 'Why it was declined, as others than the shelter may know it.',
  })
  @Classified(Category.SHELTER)
  declineAnswer!: BedDeclineAnswer | null;

  @Field(() => BedDeclineReason, {
    nullable: true,
    description: "Why it was declined; for the shelter's own agency only.",
  })
  @Classified(Category.SHELTER)
  declineReason!: BedDeclineReason | null;

  @Field(() => String, {
    nullable: true,
    description: "The shelter's own reference to its guest; for its own agency only.",
  })
  @Classified(Category.SHELTER)
  guestReference!: string | null;

  @Field(() => PlacementSpokenYes, {
    nullable: true,
    description: 'The yes that was given by telephone, when there was one; for the shelter and for who recorded it.',
  })
  @Classified(Category.SHELTER)
  spokenYes!: PlacementSpokenYes | null;

  @Field(() => DutyDesk, {
    nullable: true,
    description:
      "How the shelter asks back: the desk that asked, until she arrives; for the shelter's own agency only. Who asked is not said.",
  })
  @Classified(Category.SHELTER)
  callBack!: DutyDesk | null;

  /** Whether it is read by its shelter's own agency */
  own!: boolean;

  @Field(() => Victim, {
    nullable: true,
    description:
      'Her record, when the shelter has linked it and something of it is open to you; never for the sender, whom the hold tells nothing of who came.',
  })
  @Classified('OPAQUE')
  victim!: Victim | null;
}

export const PlacementConnection = connectionType(Placement, 'Placement');
