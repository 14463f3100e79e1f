import { IsUUID, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PlacementStepInput } from '../placement/inputs.js';

@InputType({ description: 'More nights of a stay.' })
export class BedExtendInput extends PlacementStepInput {
  @Field(() => Int, { description: 'Nights more, 1 to 180; after a planned end that has passed, from today.' })
  @Min(1)
  @Max(180)
  nights!: number;
}

@InputType({ description: 'A stay, and the unit to which it goes on.' })
export class BedTransferInput extends PlacementStepInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The other unit, of your agency or of another one.' })
  @IsUUID()
  unitId!: string;
}

@InputType({ description: "The shelter's own note of who its guest is." })
export class BedGuestRecordInput extends PlacementStepInput {
  @Field(() => String, { description: "Her name. It is sealed under your agency's key, and nobody else can read it." })
  @Length(1, 200)
  name!: string;
}
