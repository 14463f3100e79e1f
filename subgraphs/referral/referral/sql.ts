import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type {
  ReferralDeclineReason,
  ReferralOutcome,
  ReferralService,
  ReferralState,
  ReferralUrgency,
} from './vocabulary.js';

export interface ReferralRow {
  readonly id: string;
  readonly victim_key: string | null;
  readonly code: string;
  readonly state: ReferralState;
  readonly service: ReferralService;
  readonly urgency: ReferralUrgency;
  readonly from_agency: string;
  readonly from_unit: string | null;
  readonly from_desk: string;
  readonly recipient: string;
  readonly recipient_unit: string | null;
  readonly recipient_desk: string;
  readonly categories: Category[];
  readonly sent_at: Date;
  readonly received_at: Date | null;
  readonly accepted_at: Date | null;
  readonly started_at: Date | null;
  readonly completed_at: Date | null;
  readonly declined_at: Date | null;
  readonly not_wanted_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly decline_reason: ReferralDeclineReason | null;
  readonly outcome: ReferralOutcome | null;
  readonly version: number;
}

export const REFERRAL_COLUMNS = `r.id, r.victim_key, r.code, r.state, r.service, r.urgency, r.from_agency, r.from_unit, r.from_desk, r.recipient,
  r.recipient_unit, r.recipient_desk, r.categories, r.sent_at, r.received_at, r.accepted_at, r.started_at, r.completed_at, r.declined_at,
  r.not_wanted_at, r.cancelled_at, r.decline_reason, r.outcome, r.version`;

/** The requester's desk as sender: the unit, or the agency for staff without one. */
const SENDING_DESK = 'COALESCE($2, $1)::uuid';

/** The desks whose post the requester may open: what is addressed to the agency, and to the unit. */
export const RECEIVING_DESKS = 'ARRAY[$1, $2]::uuid[]';

/** The requester ($1 agency, $2 unit, $3 staff) is a party to `r`, and no wall stands between. */
const PARTY = `(r.from_desk = ${SENDING_DESK} OR r.recipient_desk = ANY(${RECEIVING_DESKS})) AND ${notWalled('r.victim_key')}`;

/** $7 id */
export const OWN_REFERRAL = new Statement<ReferralRow>(
  'referral.ownReferral',
  logged(Category.REFERRAL, `SELECT ${REFERRAL_COLUMNS} FROM referral r WHERE r.id = $7::uuid AND ${PARTY}`),
);

/** $7 code, ten digits */
export const OWN_REFERRAL_BY_CODE = new Statement<ReferralRow>(
  'referral.ownReferralByCode',
  logged(Category.REFERRAL, `SELECT ${REFERRAL_COLUMNS} FROM referral r WHERE r.code = $7::text AND ${PARTY}`),
);

/** Each desk and state is its own piece of the index, in the order of the list: a page costs what it shows, however long the history. */
function box(desk: 'recipient_desk' | 'from_desk', desks: string): string {
  const candidates = `
    SELECT found.* FROM unnest(${desks}) AS box(desk) CROSS JOIN unnest($7::text[]) AS wanted(state) CROSS JOIN LATERAL (
      SELECT ${REFERRAL_COLUMNS} FROM referral r
      WHERE r.${desk} = box.desk AND r.state = wanted.state AND ${notWalled('r.victim_key')}
        AND (r.sent_at, r.id) < ($8::timestamptz, $9::uuid)
      ORDER BY r.sent_at DESC, r.id DESC LIMIT $10::int
    ) found`;
  const page = `SELECT * FROM (${candidates}) candidate ORDER BY sent_at DESC, id DESC LIMIT $10::int`;
  return `${logged(Category.REFERRAL, page, '$10::int')} ORDER BY sent_at DESC, id DESC`;
}

/** $7 states, $8 and $9 keyset, $10 limit */
export const INBOX = new Statement<ReferralRow>('referral.inbox', box('recipient_desk', RECEIVING_DESKS));

/** $7 states, $8 and $9 keyset, $10 limit */
export const OUTBOX = new Statement<ReferralRow>('referral.outbox', box('from_desk', `ARRAY[${SENDING_DESK}]`));

/** $1 to $3 the requester, $4 states without an answer, $5 open states. Counts look at nobody's record; walls hold for them too. */
export const COUNTERS = new Statement<{ inboxNeedsAction: number; outboxOpen: number }>(
  'referral.counters',
  `SELECT
     (SELECT count(*)::int FROM referral r WHERE r.recipient_desk = ANY(${RECEIVING_DESKS}) AND r.state = ANY($4::text[])
        AND ${notWalled('r.victim_key')}) AS "inboxNeedsAction",
     (SELECT count(*)::int FROM referral r WHERE r.from_desk = ${SENDING_DESK} AND r.state = ANY($5::text[])
        AND ${notWalled('r.victim_key')}) AS "outboxOpen"`,
);

/** For each victim the referrals that the agency is a party to, newest first. $1 agency, $2 victims, $3 and $4 keyset, $5 limit */
export const REFERRALS_OF_VICTIMS = new Statement<ReferralRow>(
  'referral.referralsOfVictims',
  `SELECT r.* FROM unnest($2::uuid[]) AS victim(key) CROSS JOIN LATERAL (
     SELECT ${REFERRAL_COLUMNS} FROM referral r
     WHERE r.victim_key = victim.key AND (r.from_agency = $1::uuid OR r.recipient = $1::uuid)
       AND (r.sent_at, r.id) < ($3::timestamptz, $4::uuid)
     ORDER BY r.sent_at DESC, r.id DESC LIMIT $5::int
   ) r ORDER BY r.sent_at DESC, r.id DESC`,
);

/** For a transition: the requester's own referral, locked. $1 to $3 the requester, $4 id. No look: the answer reads it again. */
export const LOCK_OWN_REFERRAL = `SELECT ${REFERRAL_COLUMNS} FROM referral r WHERE r.id = $4::uuid AND ${PARTY} FOR UPDATE OF r`;
