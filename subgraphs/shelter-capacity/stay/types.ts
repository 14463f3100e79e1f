import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified } from '../../kit/index.js';
import { PlacementHousehold } from '../placement/household.js';

export enum PlacementStepKind {
  HOLD = 'HOLD',
  OFFER = 'OFFER',
  TAKE = 'TAKE',
  RECORD_BY_PHONE = 'RECORD_BY_PHONE',
  ACCEPT = 'ACCEPT',
  DECLINE = 'DECLINE',
  LAPSE = 'LAPSE',
  RELEASE = 'RELEASE',
  NOT_WANTED = 'NOT_WANTED',
  ARRIVE = 'ARRIVE',
  EXTEND = 'EXTEND',
  TRANSFER = 'TRANSFER',
  DEPART = 'DEPART',
  ARRIVE_IN_ERROR = 'ARRIVE_IN_ERROR',
  DEPART_IN_ERROR = 'DEPART_IN_ERROR',
  LINK = 'LINK',
  UNLINK = 'UNLINK',
  HOUSEHOLD = 'HOUSEHOLD',
}

/** Why a stay should not be on a record. */
export enum BedLinkErrorReason {
  OTHER_PERSON = 'OTHER_PERSON',
  RECORDED_TWICE = 'RECORDED_TWICE',
}

registerEnumType(BedLinkErrorReason, {
  name: 'BedLinkErrorReason',
  description: 'Why a stay should not be on a record.',
  valuesConfig: {
    OTHER_PERSON: { description: "The record is somebody else's: the guest is another woman." },
    RECORDED_TWICE: { description: 'The stay is on her record twice.' },
  },
});

registerEnumType(PlacementStepKind, {
  name: 'PlacementStepKind',
  description: 'What was done with a hold or a stay.',
  valuesConfig: {
    HOLD: { description: 'Beds were held.' },
    OFFER: { description: 'Beds were held for a request to many, or for who waits.' },
    TAKE: { description: 'The offer was taken.' },
    RECORD_BY_PHONE: { description: 'A yes by telephone was recorded.' },
    ACCEPT: { description: 'The shelter said yes.' },
    DECLINE: { description: 'The shelter said no.' },
    LAPSE: { description: 'The hold ran out.' },
    RELEASE: { description: 'The beds were given back.' },
    NOT_WANTED: { description: 'She did not want it.' },
    ARRIVE: { description: 'She arrived.' },
    EXTEND: { description: 'Another day of departure was planned.' },
    TRANSFER: { description: 'She was moved to another unit, or another shelter took over.' },
    DEPART: { description: 'She left.' },
    ARRIVE_IN_ERROR: { description: 'The arrival was recorded wrongly: she was expected again.' },
    DEPART_IN_ERROR: { description: 'The departure was recorded wrongly: she was there again.' },
    LINK: { description: 'It was linked with a record.' },
    UNLINK: { description: 'The link was made in error, and taken away.' },
    HOUSEHOLD: { description: 'Others are there, or are expected, than before.' },
  },
});

@ObjectType({ description: 'A step of the history of a hold or a stay, which nobody can change.' })
export class PlacementStepTaken {
  @Field(() => PlacementStepKind, { description: 'What was done.' })
  @Classified(Category.SHELTER)
  step!: PlacementStepKind;

  @Field(() => Date, { description: 'When.' })
  @Classified(Category.SHELTER)
  at!: Date;

  @Field(() => ID, { nullable: true, description: 'Who of your agency did it; null for anybody else, and for nobody.' })
  @Classified('OPAQUE')
  staff!: string | null;

  @Field(() => ID, { description: 'The unit after it.' })
  @Classified('OPAQUE')
  unitId!: string;

  @Field(() => GraphQLLocalDate, { description: 'First night after it.' })
  @Classified(Category.SHELTER)
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'Planned day of departure after it.' })
  @Classified(Category.SHELTER)
  until!: string;

  @Field(() => Int, { description: 'Beds after it.' })
  @Classified(Category.SHELTER)
  beds!: number;

  @Field(() => PlacementHousehold, {
    nullable: true,
    description: 'Of HOUSEHOLD: who was there, or expected, after it.',
  })
  @Classified(Category.SHELTER)
  household!: PlacementHousehold | null;
}

@ObjectType({ description: 'What a shelter alone knows of its guest.' })
export class BedGuest {
  @Field(() => String, { description: 'Her name, as the shelter has noted it.' })
  @Classified(Category.SHELTER)
  name!: string;
}
