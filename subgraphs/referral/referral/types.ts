import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Category, Classified, connectionType, Payload, type Requester, spokenCode } from '../../kit/index.js';
import { declineReasonFor, partyOf, UNANSWERED_STATES } from './rules.js';
import type { ReferralRow } from './sql.js';
import {
  ReferralAnswerKind,
  ReferralDeclineReason,
  ReferralOutcome,
  ReferralQuestionKind,
  ReferralService,
  ReferralState,
  ReferralUrgency,
} from './vocabulary.js';

@ObjectType({ description: 'What a service asked the sender, and what the sender answered: in no words about her.' })
export class ReferralQuestion {
  @Field(() => ID, { description: 'Id of the question.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ReferralQuestionKind, { description: 'What is asked.' })
  @Classified('REFERRAL')
  question!: ReferralQuestionKind;

  @Field(() => [Category], { description: 'Of which parts of her record more is asked for.' })
  @Classified('REFERRAL')
  categories!: Category[];

  @Field(() => Date, { description: 'When it was asked.' })
  @Classified('REFERRAL')
  askedAt!: Date;

  @Field(() => ReferralAnswerKind, { nullable: true, description: 'The answer; null while there is none.' })
  @Classified('REFERRAL')
  answer!: ReferralAnswerKind | null;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  @Classified('REFERRAL')
  answeredAt!: Date | null;
}

@ObjectType({
  description:
    'The envelope of a referral: who referred to whom, for what, and how far it has come. No words about her.',
})
export class Referral {
  @Field(() => ID, { description: 'Id of the referral.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, {
    description: 'Code to say over the telephone, e.g. 123 456 789-4; it resolves for sender and recipient only.',
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

  @Field(() => Date, { nullable: true, description: 'When it lapsed because nobody answered.' })
  @Classified('REFERRAL')
  expiredAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it lapses, if nobody has answered until then.' })
  @Classified('REFERRAL')
  lapsesAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the answer is late, as the clock has it (`response`).' })
  @Classified('REFERRAL')
  overdue!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it waits for you: of a recipient for the answer, of a sender for the answer to a question, or because the service does not take her.',
  })
  @Classified('REFERRAL')
  needsAction!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'Who of your own side has taken it; null when nobody has. Of the other side you are not told.',
  })
  @Classified('REFERRAL')
  holder!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For its sender: the referral to the own service that it passes on (FHIR basedOn).',
  })
  @Classified('OPAQUE')
  basedOn!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For its sender: the own referral in the place of which it came (FHIR replaces).',
  })
  @Classified('OPAQUE')
  replaces!: string | null;

  @Field(() => [ReferralQuestion], { description: 'What the service asked, in the order of asking.' })
  @Classified('REFERRAL')
  questions!: ReferralQuestion[];

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
  const party = partyOf(row, requester);
  const ofSender = <T>(value: T): T | null => (party === 'SENDER' ? value : null);
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
    expiredAt: row.expired_at,
    lapsesAt: row.lapses_at,
    overdue: row.overdue,
    needsAction: party === 'SENDER' ? row.sender_acts : UNANSWERED_STATES.includes(row.state) && !row.sender_acts,
    holder: party === 'SENDER' ? row.from_holder : row.recipient_holder,
    basedOn: ofSender(row.based_on),
    replaces: ofSender(row.replaces),
    questions: (row.questions ?? []).map((each) =>
      Object.assign(new ReferralQuestion(), {
        id: each.id,
        question: each.question,
        categories: each.categories,
        askedAt: new Date(each.asked_at),
        answer: each.answer,
        answeredAt: each.answered_at && new Date(each.answered_at),
      }),
    ),
    declineReason: declineReasonFor(party, row.decline_reason),
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

  @Field(() => Int, { description: 'Of these and of those that wait for an answer of the sender, late ones.' })
  @Classified('OPAQUE')
  inboxOverdue!: number;

  @Field(() => Int, { description: 'In your inbox, taken by yourself, of which something may still come.' })
  @Classified('OPAQUE')
  inboxMine!: number;

  @Field(() => Int, { description: 'Sent by your unit, of which something may still come.' })
  @Classified('OPAQUE')
  outboxOpen!: number;

  @Field(() => Int, {
    description: 'Sent by your unit, waiting for you: a question is open, or the service does not take her.',
  })
  @Classified('OPAQUE')
  outboxNeedsAction!: number;

  @Field(() => Int, { description: 'Sent by your unit, with an answer that is late.' })
  @Classified('OPAQUE')
  outboxOverdue!: number;
}

@ObjectType({ description: 'Your agency has referred her for this already, and that referral is open.' })
export class ReferralPossibleDuplicate {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of that referral; null when another unit of your agency sent it.',
  })
  @Classified('OPAQUE')
  referralId!: string | null;

  @Field(() => Date, { description: 'When it was sent.' })
  @Classified('REFERRAL')
  sentAt!: Date;

  @Field(() => Boolean, { description: 'Whether it went to the same agency.' })
  @Classified('REFERRAL')
  sameRecipient!: boolean;
}

@ObjectType({ description: 'Answer to every mutation of a referral.' })
export class ReferralPayload extends Payload {
  @Field(() => Referral, { nullable: true, description: 'The referral as it is now; null when nothing was done.' })
  referral!: Referral | null;
}
