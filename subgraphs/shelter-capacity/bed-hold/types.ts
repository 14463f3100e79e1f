import { IsUUID, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { HouseholdAndNights } from '../household/types.js';
import { Placement } from '../placement/types.js';

@InputType({ description: 'A hold of beds. It names nobody.' })
export class BedHoldInput extends HouseholdAndNights {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The unit, from an offer of `bedSearch`.' })
  @IsUUID()
  unitId!: string;
}

@ObjectType({ description: 'Answer to a mutation of a hold or a stay.' })
export class PlacementPayload extends Payload {
  @Field(() => Placement, { nullable: true, description: 'The hold or stay as it is now.' })
  placement!: Placement | null;
}
