import { IsISO8601, Length, Matches } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../../subgraphs/kit/index.js';
import type { SupportPlanRow } from './sql.js';

@ObjectType({ description: 'What the social service of a hospital has planned with her.' })
export class SupportPlan {
  @Field(() => ID, { description: 'Id of the plan.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'Day of the next contact, YYYY-MM-DD.' })
  @Classified('SUPPORT')
  nextContactOn!: string;

  @Field(() => Date, { description: 'When it was planned.' })
  @Classified('SUPPORT')
  recordedAt!: Date;

  @Field(() => ID, { description: 'The hospital.' })
  @Classified('SUPPORT')
  agency!: string;

  /** Where `planned` and `victim` come from; no field of the schema. */
  row!: SupportPlanRow;
}

export function supportPlanOf(row: SupportPlanRow): SupportPlan {
  const { id, next_contact_on, recorded_at, agency } = row;
  return Object.assign(new SupportPlan(), {
    id,
    nextContactOn: next_contact_on,
    recordedAt: recorded_at,
    agency,
    row,
  });
}

export const SupportPlanConnection = connectionType(SupportPlan, 'SupportPlan');

@InputType({ description: 'A new plan; it takes the place of the one before.' })
export class SupportPlanRecordInput {
  @Field(() => String, { description: 'A value you choose; sending again with the same value has no second effect.' })
  @Length(8, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: "Your agency's id for her." })
  @Length(1, 100)
  victimId!: string;

  @Field(() => String, { description: "What is planned, in words. Sealed under your agency's key." })
  @Length(1, 5_000)
  planned!: string;

  @Field(() => String, { description: 'Day of the next contact, YYYY-MM-DD: today or later.' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  nextContactOn!: string;
}

@ObjectType({ description: 'Answer to supportPlanRecord.' })
export class SupportPlanRecordPayload extends Payload {
  @Field(() => SupportPlan, { nullable: true, description: 'The plan; null when it was not recorded.' })
  supportPlan!: SupportPlan | null;
}
