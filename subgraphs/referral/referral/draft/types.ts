import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Category, Classified, connectionType, Payload } from '../../../kit/index.js';
import { ReferralService, ReferralUrgency } from '../vocabulary.js';
import type { DraftRow } from './sql.js';

@ObjectType({
  description: 'A referral that is not sent yet. Only the unit that writes it sees it; nobody is told anything of it.',
})
export class ReferralDraft {
  @Field(() => ID, { description: 'Id of the draft.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Agency that she may be referred to.' })
  @Classified('REFERRAL')
  recipient!: string | null;

  @Field(() => ID, { nullable: true, description: 'Unit of that agency.' })
  @Classified('REFERRAL')
  recipientUnit!: string | null;

  @Field(() => ReferralService, { nullable: true, description: 'What for.' })
  @Classified('REFERRAL')
  service!: ReferralService | null;

  @Field(() => ReferralUrgency, { nullable: true, description: 'How soon.' })
  @Classified('REFERRAL')
  urgency!: ReferralUrgency | null;

  @Field(() => [Category], { description: 'What is to travel with it. What is covered is looked at when it is sent.' })
  @Classified('REFERRAL')
  categories!: Category[];

  @Field(() => Int, { description: 'Version; pass it as `expectedVersion`.' })
  @Classified('OPAQUE')
  version!: number;

  @Field(() => Date, { description: 'When it was last saved.' })
  @Classified('REFERRAL')
  savedAt!: Date;

  @Field(() => Date, { description: 'Until when it is kept, if nobody saves it again.' })
  @Classified('OPAQUE')
  keptUntil!: Date;

  /** Where `victim` comes from; no field of the schema. */
  row!: DraftRow;
}

export function draftOf(row: DraftRow): ReferralDraft {
  return Object.assign(new ReferralDraft(), {
    id: row.id,
    recipient: row.recipient,
    recipientUnit: row.recipient_unit,
    service: row.service,
    urgency: row.urgency,
    categories: row.categories,
    version: row.version,
    savedAt: row.saved_at,
    keptUntil: row.kept_until,
    row,
  });
}

export const ReferralDraftConnection = connectionType(ReferralDraft, 'ReferralDraft');

@ObjectType({ description: 'Answer to referralDraftSave.' })
export class ReferralDraftSavePayload extends Payload {
  @Field(() => ReferralDraft, { nullable: true, description: 'The draft; null when it was not saved.' })
  draft!: ReferralDraft | null;
}

@ObjectType({ description: 'Answer to referralDraftDiscard.' })
export class ReferralDraftDiscardPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'Id of the draft that is gone; null when nothing was done.' })
  draftId!: string | null;
}
