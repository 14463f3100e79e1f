import { IsOptional, Length, Matches } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../../kit/index.js';
import { HouseholdAndNights } from '../household/types.js';
import { PlacementStepInput } from '../placement/inputs.js';
import { ShelterStaffRole } from '../placement/spoken-yes.js';
import { Placement } from '../placement/types.js';

@InputType({ description: 'A hold of beds. It names nobody.' })
export class BedHoldInput extends HouseholdAndNights {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, {
    description:
      'The unit: from an offer that `bedSearch` made to you within two hours, as long as nobody whom you held it for has arrived; or the id of one of your own agency.',
  })
  @Length(1, 100)
  unitId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "Your agency's id for her, so that no bed is held with somebody from whom a wall protects her. The shelter learns neither who she is nor that it was given. It needs a purpose.",
  })
  @IsOptional()
  @Length(1, 200)
  victimId?: string | null;
}

@InputType({ description: 'A yes of a shelter on the telephone. No name of hers.' })
export class BedHoldRecordByPhoneInput extends PlacementStepInput {
  @Field(() => ShelterStaffRole, { description: 'Who said it.' })
  saidBy!: ShelterStaffRole;

  @Field(() => String, {
    nullable: true,
    description: 'A reference that was given: capitals, digits and hyphens, at most 20. No name.',
  })
  @IsOptional()
  @Matches(/^(?=.*\d)(?!(?:\D*\d){10})[A-Z0-9-]{1,20}$/, {
    message: 'reference must have one to nine digits: a name, a telephone number and an IIN do not belong here',
  })
  reference?: string | null;
}

@ObjectType({ description: 'Answer to a mutation of a hold or a stay.' })
export class PlacementPayload extends Payload {
  @Field(() => Placement, { nullable: true, description: 'The hold or stay as it is now.' })
  placement!: Placement | null;
}
