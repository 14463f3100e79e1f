import { Category, logged, notWalled, Statement } from '../../../kit/index.js';
import type { ReferralService, ReferralUrgency } from '../vocabulary.js';

export interface DraftRow {
  readonly id: string;
  readonly victim_key: string | null;
  readonly recipient: string | null;
  readonly recipient_unit: string | null;
  readonly service: ReferralService | null;
  readonly urgency: ReferralUrgency | null;
  readonly categories: Category[];
  readonly version: number;
  readonly saved_at: Date;
  readonly kept_until: Date;
}

const COLUMNS = `d.id, d.victim_key, d.recipient, d.recipient_unit, d.service, d.urgency, d.categories, d.version, d.saved_at, d.kept_until`;

/** A draft of the requester's desk ($1 to $3) that is still kept. No statement of a recipient reads this table. */
export const OWN_KEPT = `d.desk = COALESCE($2, $1)::uuid AND d.kept_until > clock_timestamp() AND ${notWalled('d.victim_key')}`;

/** $7 id */
export const OWN_DRAFT = new Statement<DraftRow>(
  'referral.ownDraft',
  logged(Category.REFERRAL, `SELECT ${COLUMNS} FROM referral_draft d WHERE d.id = $7::uuid AND ${OWN_KEPT}`),
);

/** $7 and $8 keyset, $9 limit */
export const OWN_DRAFTS = new Statement<DraftRow>(
  'referral.ownDrafts',
  `${logged(
    Category.REFERRAL,
    `SELECT ${COLUMNS} FROM referral_draft d WHERE ${OWN_KEPT} AND (d.saved_at, d.id) < ($7::timestamptz, $8::uuid)
     ORDER BY d.saved_at DESC, d.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY saved_at DESC, id DESC`,
);

export const FORGET_DRAFTS = 'DELETE FROM referral_draft WHERE kept_until <= (SELECT clock_timestamp())';
