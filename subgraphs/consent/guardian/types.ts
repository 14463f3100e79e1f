import { IsDate, Length } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Classified, Payload } from '../../kit/index.js';
import { GuardianRelation } from './relations.js';

export enum GuardianState {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
}

export enum DecidedBy {
  COURT = 'COURT',
  GUARDIANSHIP_AUTHORITY = 'GUARDIANSHIP_AUTHORITY',
}

registerEnumType(GuardianState, {
  name: 'GuardianState',
  description: 'Whether a guardian may consent for the child.',
  valuesConfig: {
    ACTIVE: { description: 'May consent, until majority.' },
    SUSPENDED: { description: 'A report names this person, or may: consents given by this person open nothing.' },
  },
});

registerEnumType(DecidedBy, {
  name: 'GuardianDecisionBy',
  description: 'Who has decided that a guardian may consent again.',
  valuesConfig: {
    COURT: { description: 'A court.' },
    GUARDIANSHIP_AUTHORITY: { description: 'The guardianship authority.' },
  },
});

@InputType({ description: 'Somebody who decides for a child.' })
export class GuardianRecordInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for the child." })
  victimId!: string;

  @Field(() => GuardianRelation, { description: 'What the guardian is to the child.' })
  relation!: GuardianRelation;

  @Field(() => ID, {
    nullable: true,
    description:
      "Your agency's id for the guardian's own record, when there is one: what is reported about the guardian then protects the child too.",
  })
  guardianVictimId?: string | null;
}

@InputType({ description: 'A court or an authority has decided that a suspended guardian may consent.' })
export class GuardianSuspensionLiftInput {
  @Field(() => ID, { description: "Your agency's id for the child." })
  victimId!: string;

  @Field(() => ID, { description: 'The guardian.' })
  guardianId!: string;

  @Field(() => DecidedBy, { description: 'Who decided.' })
  decidedBy!: DecidedBy;

  @Field(() => String, { description: 'Which decision, such as its number; kept encrypted. 5 to 500 characters.' })
  @Length(5, 500)
  decision!: string;

  @Field(() => Date, { description: 'When it was decided.' })
  @IsDate()
  decidedAt!: Date;
}

@ObjectType({ description: 'Somebody who decides for a child: what that person is to the child, never who.' })
export class Guardian {
  @Field(() => ID, {
    description: 'Id of the guardian, of the agency that recorded it: named when the guardian gives a consent.',
  })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => GuardianRelation, { description: 'What the guardian is to the child.' })
  @Classified('HOUSEHOLD')
  relation!: GuardianRelation;

  @Field(() => Date, { description: 'When it was recorded.' })
  @Classified('OPAQUE')
  recordedAt!: Date;

  @Field(() => GuardianState, {
    nullable: true,
    description:
      'Whether the guardian may consent now: told to an advocate beside the child (purpose SUBJECT_REQUEST), null for others, because it says that there is a report.',
  })
  @Classified('HOUSEHOLD')
  state!: GuardianState | null;
}

@ObjectType({ description: 'Answer to guardianRecord.' })
export class GuardianRecordPayload extends Payload {
  @Field(() => Guardian, { nullable: true, description: 'The guardian.' })
  guardian!: Guardian | null;
}

@ObjectType({ description: 'Answer to guardianSuspensionLift.' })
export class GuardianSuspensionLiftPayload extends Payload {
  @Field(() => Guardian, { nullable: true, description: 'The guardian.' })
  guardian!: Guardian | null;
}
