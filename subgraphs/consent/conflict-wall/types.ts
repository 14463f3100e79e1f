import { IsUUID, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, Payload } from '../../kit/index.js';

export enum WallSubjectKind {
  STAFF = 'STAFF',
  UNIT = 'UNIT',
  AGENCY = 'AGENCY',
}

export enum WallReason {
  RELATED_TO_PERPETRATOR = 'RELATED_TO_PERPETRATOR',
  IS_PERPETRATOR = 'IS_PERPETRATOR',
  KNOWS_PERPETRATOR = 'KNOWS_PERPETRATOR',
  KNOWS_VICTIM = 'KNOWS_VICTIM',
  OTHER = 'OTHER',
}

registerEnumType(WallSubjectKind, {
  name: 'WallSubjectKind',
  description: 'Whom a wall keeps out.',
  valuesConfig: {
    STAFF: { description: 'One member of staff.' },
    UNIT: { description: 'A whole unit.' },
    AGENCY: { description: 'A whole agency.' },
  },
});

registerEnumType(WallReason, {
  name: 'WallReason',
  description: 'Why a wall stands.',
  valuesConfig: {
    RELATED_TO_PERPETRATOR: { description: 'Family of the perpetrator.' },
    IS_PERPETRATOR: { description: 'Is the perpetrator.' },
    KNOWS_PERPETRATOR: { description: 'Friend or colleague of the perpetrator.' },
    KNOWS_VICTIM: { description: 'Knows her privately.' },
    OTHER: { description: 'Another reason she gave.' },
  },
});

@InputType({ description: 'Somebody who must not see anything of hers.' })
export class ConflictWallAddInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => WallSubjectKind, { description: 'A member of staff, a unit or an agency.' })
  subjectKind!: WallSubjectKind;

  @Field(() => ID, { description: 'Id of the member of staff, unit or agency.' })
  @IsUUID('all', { message: 'subject must be the id of a member of staff, unit or agency' })
  subject!: string;

  @Field(() => WallReason, { description: 'Why.' })
  reason!: WallReason;

  @Field(() => Date, {
    nullable: true,
    description:
      'For a unit or an agency while it is not known which of its staff it is: by when that is to be found out. The wall stands until it is narrowed or lifted, also after this.',
  })
  identifyBy?: Date | null;
}

@InputType({ description: 'Who it is that a wall of a unit or an agency was to keep out.' })
export class ConflictWallNarrowInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { description: 'The wall of a unit or an agency.' })
  wallId!: string;

  @Field(() => ID, { description: 'Id of the member of staff.' })
  @IsUUID('all', { message: 'staff must be the id of a member of staff' })
  staff!: string;
}

@InputType({ description: 'Whose walls.' })
export class ConflictWallsInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;
}

@InputType({ description: 'A wall that is no longer needed.' })
export class ConflictWallLiftInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  victimId!: string;

  @Field(() => ID, { description: 'The wall.' })
  wallId!: string;
}

@ObjectType({
  description: 'A conflict wall: it denies everything about one victim to one member of staff, unit or agency.',
})
export class ConflictWall {
  @Field(() => ID, { description: 'Id of the wall.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => WallSubjectKind, { description: 'A member of staff, a unit or an agency.' })
  @Classified('OPAQUE')
  subjectKind!: WallSubjectKind;

  @Field(() => ID, { description: 'Id of the member of staff, unit or agency that is kept out.' })
  @Classified('OPAQUE')
  subject!: string;

  @Field(() => WallReason, { description: 'Why.' })
  @Classified('OPAQUE')
  reason!: WallReason;

  @Field(() => Date, {
    nullable: true,
    description: 'By when it is to be found out who it is; null when that is known, or all are meant.',
  })
  @Classified('OPAQUE')
  identifyBy!: Date | null;

  @Field(() => Date, { description: 'When it was put up.' })
  @Classified('OPAQUE')
  addedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it stands.' })
  @Classified('OPAQUE')
  standing!: boolean;
}

@ObjectType({ description: 'Answer to conflictWallAdd, conflictWallNarrow and conflictWallLift.' })
export class ConflictWallPayload extends Payload {
  @Field(() => ConflictWall, { nullable: true, description: 'The wall.' })
  conflictWall!: ConflictWall | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Parts of the hub that have not taken it over yet, normally none. The record is closed already, and until they have, the gateway sends them nothing of whom the wall keeps out: they lose more than this wall asks for, and gain nothing.',
  })
  notYetEnforcedBy!: string[] | null;
}
