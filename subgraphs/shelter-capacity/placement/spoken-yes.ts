import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Category, Classified } from '../../kit/index.js';

/** Who at a shelter says yes on the telephone: a role, because a name of hers would stand where many read it. */
export enum ShelterStaffRole {
  INTAKE_WORKER = 'INTAKE_WORKER',
  NIGHT_WORKER = 'NIGHT_WORKER',
  SHIFT_LEAD = 'SHIFT_LEAD',
  MANAGER = 'MANAGER',
  OTHER = 'OTHER',
}

registerEnumType(ShelterStaffRole, {
  name: 'ShelterStaffRole',
  description: 'Who at a shelter has spoken.',
  valuesConfig: {
    INTAKE_WORKER: { description: 'Who takes in guests.' },
    NIGHT_WORKER: { description: 'Who is there at night.' },
    SHIFT_LEAD: { description: 'Who leads the shift.' },
    MANAGER: { description: 'Who runs the shelter.' },
    OTHER: { description: 'Somebody else of the shelter.' },
  },
});

@ObjectType({ description: 'A yes that a shelter gave by telephone.' })
export class PlacementSpokenYes {
  @Field(() => Date, { description: 'When it was recorded.' })
  @Classified(Category.SHELTER)
  at!: Date;

  @Field(() => ShelterStaffRole, { description: 'Who said it.' })
  @Classified(Category.SHELTER)
  role!: ShelterStaffRole;

  @Field(() => String, { nullable: true, description: 'The reference that was given on the telephone.' })
  @Classified(Category.SHELTER)
  reference!: string | null;
}
