import { Length, ValidateNested } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, InputType, Int } from 'type-graphql';
import { BedHouseholdInput } from '../household/types.js';
import { PlacementStepInput } from '../placement/inputs.js';
import { BedLinkErrorReason } from './types.js';

@InputType({ description: 'A stay, and the day until which it is to be planned.' })
export class BedExtendInput extends PlacementStepInput {
  @Field(() => GraphQLLocalDate, {
    description:
      "Day of departure by the shelter's day, later or earlier than is planned now: after today, within a year. Sending it again has no second effect.",
  })
  until!: string;
}

@InputType({ description: 'A stay, and the unit to which it goes on.' })
export class BedTransferInput extends PlacementStepInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, {
    description:
      'The other unit: of your agency by its id, of another one from an offer that `bedSearch` made to you within two hours.',
  })
  @Length(1, 100)
  unitId!: string;
}

@InputType({ description: 'A stay, and who is there now, or is expected.' })
export class BedHouseholdChangeInput extends PlacementStepInput {
  @Field(() => BedHouseholdInput, { description: 'All of the household, not only who is new.' })
  @ValidateNested()
  household!: BedHouseholdInput;
}

@InputType({ description: 'A stay that is on the wrong record.' })
export class BedUnlinkInput extends PlacementStepInput {
  @Field(() => Int, {
    description:
      'The version with the link that you have seen. Refused when the stay has another one by now: a colleague may have linked the right record.',
  })
  override expectedVersion!: number;

  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => BedLinkErrorReason, { description: 'Why.' })
  reason!: BedLinkErrorReason;
}

@InputType({ description: "The shelter's own note of who its guest is." })
export class BedGuestRecordInput extends PlacementStepInput {
  @Field(() => String, { description: "Her name. It is sealed under your agency's key, and nobody else can read it." })
  @Length(1, 200)
  name!: string;
}
