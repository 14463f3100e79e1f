import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Category, Classified, connectionType, Payload, type Requester } from '../../kit/index.js';
import { spokenCode } from '../code/code.js';
import { declineReasonFor, partyOf } from './rules.js';
import type { ReferralRow } from './sql.js';
import {
  ReferralDeclineReason,
  ReferralOutcome,
  ReferralService,
  ReferralState,
  ReferralUrgency,
} from './vocabulary.js';

@ObjectType({
  description:
    'The envelope of a referral: who referred to whom, for what, and how far it has come. No words about her.',
})
export class Referral {
  @Field(() => ID, { description: 'Id of the referral.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, {
    description: 'Code to say over the telephone, e.g. 123 456 789-0; it resolves for sender and recipient only.',
  })
  @Classified('OPAQUE')
  code!: string;

  @Field(() => ReferralState, { description: 'How far it has come.' })
  @Classified('REFERRAL')
  state!: ReferralState;

  @Field(() => ReferralService, { description: 'What she is referred for.' })
  @Classified('REFERRAL')
  service!: ReferralService;

  @Field(() => ReferralUrgency, { description: 'How soon it must be acted on.' })
  @Classified('REFERRAL')
  urgency!: ReferralUrgency;

  @Field(() => ID, { description: 'Agency that sent it.' })
  @Classified('REFERRAL')
  fromAgency!: string;

  @Field(() => ID, { nullable: true, description: 'Unit that sent it; null when the agency has none.' })
  @Classified('REFERRAL')
  fromUnit!: string | null;

  @Field(() => ID, { description: 'Agency that it was sent to.' })
  @Classified('REFERRAL')
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Unit that it was sent to; null for the whole agency.' })
  @Classified('REFERRAL')
  recipientUnit!: string | null;

  @Field(() => [Category], {
    description: 'What travelled with it. Whether you may see it now is decided when you look.',
  })
  @Classified('REFERRAL')
  categories!: Category[];

  @Field(() => Date, { description: 'When it was sent.' })
  @Classified('REFERRAL')
  sentAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the service had it.' })
  @Classified('REFERRAL')
  receivedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the service accepted it.' })
  @Classified('REFERRAL')
  acceptedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the service began.' })
  @Classified('REFERRAL')
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the service ended.' })
  @Classified('REFERRAL')
  completedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the service declined it.' })
  @Classified('REFERRAL')
  declinedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When she said that she does not want it.' })
  @Classified('REFERRAL')
  notWantedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the sender took it back.' })
  @Classified('REFERRAL')
  cancelledAt!: Date | null;

  @Field(() => ReferralDeclineReason, {
    nullable: true,
    description: 'Why the service declined it, as far as you may know.',
  })
  @Classified('REFERRAL')
  declineReason!: ReferralDeclineReason | null;

  @Field(() => ReferralOutcome, { nullable: true, description: 'How it ended; null unless it is completed.' })
  @Classified('REFERRAL')
  outcome!: ReferralOutcome | null;

  @Field(() => Int, { description: 'Version; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  /** Where `victim` comes from; no field of the schema. */
  row!: ReferralRow;
}

/** The envelope as the requester may see it. */
export function referralOf(row: ReferralRow, requester: Requester): Referral {
  return Object.assign(new Referral(), {
    id: row.id,
    code: spokenCode(row.code),
    state: row.state,
    service: row.service,
    urgency: row.urgency,
    fromAgency: row.from_agency,
    fromUnit: row.from_unit,
    recipient: row.recipient,
    recipientUnit: row.recipient_unit,
    categories: row.categories,
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    acceptedAt: row.accepted_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
    declinedAt: row.declined_at,
    notWantedAt: row.not_wanted_at,
    cancelledAt: row.cancelled_at,
    declineReason: declineReasonFor(partyOf(row, requester), row.decline_reason),
    outcome: row.outcome,
    version: row.version,
    row,
  });
}

export const ReferralConnection = connectionType(Referral, 'Referral');

@ObjectType({ description: 'How many referrals wait, counted at this moment.' })
export class ReferralCounters {
  @Field(() => Int, { description: 'In your inbox, waiting for your answer.' })
  @Classified('OPAQUE')
  inboxNeedsAction!: number;

  @Field(() => Int, { description: 'Sent by your unit, of which something may still come.' })
  @Classified('OPAQUE')
  outboxOpen!: number;
}

@ObjectType({ description: 'Answer to every mutation of a referral.' })
export class ReferralPayload extends Payload {
  @Field(() => Referral, { nullable: true, description: 'The referral as it is now; null when nothing was done.' })
  referral!: Referral | null;
}
