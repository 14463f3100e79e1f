import { IsInt, IsOptional, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { BedHouseholdInput } from '../household/types.js';
import { BedDeclineReason } from './decline.js';
import { BedStepInError } from './states.js';

@InputType({ description: 'A hold or stay, and the version of it that you have seen.' })
export class PlacementStepInput {
  @Field(() => ID, { description: 'The hold or stay.' })
  @IsUUID()
  holdId!: string;

  @Field(() => Int, { nullable: true, description: 'Refused when the hold or stay has another version by now.' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType({ description: 'A step at the shelter, which may link the stay with a record.' })
export class PlacementLinkInput extends PlacementStepInput {
  @Field(() => ID, {
    nullable: true,
    description: "Your agency's id for her; leave it out for a guest whom you know by reference only.",
  })
  victimId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Your own reference to the guest: capitals, digits and hyphens, at most 20. No name.',
  })
  @IsOptional()
  @Matches(/^(?=.*\d)(?!(?:\D*\d){10})[A-Z0-9-]{1,20}$/, {
    message: 'guestReference must have one to nine digits: a name, a telephone number and an IIN do not belong here',
  })
  guestReference?: string | null;

  @Field(() => BedHouseholdInput, {
    nullable: true,
    description:
      'For `bedArrive`: who came, when they are others than those for whom the beds were asked. Beds of a shared room that they do not need are free again.',
  })
  @IsOptional()
  @ValidateNested()
  came?: BedHouseholdInput | null;
}

@InputType({ description: 'A hold or stay, and the record of who it is for.' })
export class BedLinkInput extends PlacementStepInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  @Length(1, 200)
  victimId!: string;
}

@InputType({ description: 'What was recorded at the door and was not so.' })
export class BedStepEnteredInErrorInput extends PlacementStepInput {
  @Field(() => BedStepInError, { description: 'Which of the two.' })
  step!: BedStepInError;
}

@InputType({ description: 'A decline.' })
export class BedDeclineInput extends PlacementStepInput {
  @Field(() => BedDeclineReason, { description: 'Why. The sender sees only NO_CAPACITY or DOES_NOT_FIT.' })
  reason!: BedDeclineReason;
}
