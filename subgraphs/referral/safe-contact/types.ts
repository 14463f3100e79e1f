import { Field, ID, ObjectType } from 'type-graphql';
import { Classified, connectionType, Payload } from '../../kit/index.js';
import type { AttemptRow } from './sql.js';
import { ContactDecision, ContactOutcome, ContactPurpose, SafeContactChannel } from './vocabulary.js';

@ObjectType({ description: 'An attempt to contact her, begun with the permission of her rule.' })
export class ContactAttempt {
  @Field(() => ID, { description: 'Id of the attempt.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => SafeContactChannel, { description: 'How she was to be contacted.' })
  @Classified('CONTACT')
  channel!: SafeContactChannel;

  @Field(() => ContactPurpose, { description: 'Why.' })
  @Classified('CONTACT')
  purpose!: ContactPurpose;

  @Field(() => Date, { description: 'When it began.' })
  @Classified('CONTACT')
  startedAt!: Date;

  @Field(() => Date, { description: 'Until when it was permitted. Later than that, start another one.' })
  @Classified('CONTACT')
  until!: Date;

  @Field(() => ContactOutcome, { nullable: true, description: 'How it ended; null until that is recorded.' })
  @Classified('CONTACT')
  outcome!: ContactOutcome | null;

  @Field(() => Date, { nullable: true, description: 'When the outcome was recorded.' })
  @Classified('CONTACT')
  recordedAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether she changed how she may be reached when she was asked; null when she was not reached.',
  })
  @Classified('CONTACT')
  ruleChanged!: boolean | null;

  /** Where `victim` comes from; no field of the schema. */
  row!: AttemptRow;
}

export function attemptOf(row: AttemptRow): ContactAttempt {
  return Object.assign(new ContactAttempt(), {
    id: row.id,
    channel: row.channel,
    purpose: row.purpose,
    startedAt: row.started_at,
    until: row.until,
    outcome: row.outcome,
    recordedAt: row.recorded_at,
    ruleChanged: row.rule_answer && row.rule_answer === 'CHANGED',
    row,
  });
}

export const ContactAttemptConnection = connectionType(ContactAttempt, 'ContactAttempt');

@ObjectType({ description: 'What her rule says now. Only PERMITTED is a permission.' })
export class ContactPermission {
  @Field(() => ContactDecision, { description: 'Whether she may be contacted now.' })
  @Classified('OPAQUE')
  decision!: ContactDecision;

  @Field(() => Date, { nullable: true, description: 'When it will next be safe, if not now.' })
  @Classified('CONTACT')
  nextPermittedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What may be said if somebody else answers.' })
  @Classified('CONTACT')
  wording!: string | null;

  @Field(() => String, { nullable: true, description: 'Word by which she knows that it is you.' })
  @Classified('CONTACT')
  codeName!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when nothing may be left on her phone or at her door; null when she may not be contacted.',
  })
  @Classified('CONTACT')
  leaveNoTrace!: boolean | null;
}

@ObjectType({ description: 'Answer to contactStart.' })
export class ContactStartPayload extends Payload {
  @Field(() => ContactAttempt, {
    nullable: true,
    description: 'The attempt, whose outcome you record; null when she may not be contacted.',
  })
  attempt!: ContactAttempt | null;

  @Field(() => ContactPermission, {
    nullable: true,
    description: 'What her rule says, also when it refuses; null when it was not looked at.',
  })
  permission!: ContactPermission | null;
}

@ObjectType({ description: 'Answer to contactRecord.' })
export class ContactRecordPayload extends Payload {
  @Field(() => ContactAttempt, { nullable: true, description: 'The attempt; null when nothing was recorded.' })
  attempt!: ContactAttempt | null;
}
