import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import { lapsed, STATE_NOW } from './lapse.js';
import type {
  ReferralAnswerKind,
  ReferralDeclineReason,
  ReferralOutcome,
  ReferralQuestionKind,
  ReferralService,
  ReferralState,
  ReferralUrgency,
} from './vocabulary.js';

/** As the database's JSON has it. */
export interface QuestionRow {
  readonly id: string;
  readonly question: ReferralQuestionKind;
  readonly categories: Category[];
  readonly asked_at: string;
  readonly answer: ReferralAnswerKind | null;
  readonly answered_at: string | null;
}

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
  readonly expired_at: Date | null;
  readonly lapses_at: Date | null;
  readonly overdue: boolean;
  /** The sender must do something: a question is open, or the service will not take her */
  readonly sender_acts: boolean;
  readonly from_holder: string | null;
  readonly recipient_holder: string | null;
  readonly based_on: string | null;
  readonly replaces: string | null;
  readonly questions: QuestionRow[] | null;
  readonly decline_reason: ReferralDeclineReason | null;
  readonly outcome: ReferralOutcome | null;
  readonly version: number;
}

const LAPSED = lapsed('r');
const UNANSWERED = `(r.state IN ('SENT', 'RECEIVED') AND NOT ${LAPSED})`;
/** The answer that the response clock has set a time for is late. A first contact may wait for her safe time: it is on the board alone. */
const OVERDUE = `(${UNANSWERED} AND EXISTS (SELECT FROM response_timer t WHERE t.referral = r.id AND t.step IN ('ACKNOWLEDGE', 'ACCEPT')
  AND t.ended_at IS NULL AND t.due_at <= clock_timestamp()))`;
const SENDER_ACTS = `(r.sender_acts OR ${LAPSED})`;

export const REFERRAL_COLUMNS = `r.id, r.victim_key, r.code, ${STATE_NOW} AS state, r.service, r.urgency, r.from_agency, r.from_unit, r.from_desk, r.recipient,
  r.recipient_unit, r.recipient_desk, r.categories, r.sent_at, r.received_at, r.accepted_at, r.started_at, r.completed_at, r.declined_at,
  r.not_wanted_at, r.cancelled_at, CASE WHEN ${LAPSED} THEN r.lapses_at ELSE r.expired_at END AS expired_at, r.lapses_at,
  ${OVERDUE} AS overdue, ${SENDER_ACTS} AS sender_acts, r.from_holder, r.recipient_holder, r.based_on, r.replaces, r.decline_reason, r.outcome, r.version,
  (SELECT jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'categories', q.categories, 'asked_at', q.asked_at,
     'answer', q.answer, 'answered_at', q.answered_at) ORDER BY q.asked_at) FROM referral_question q WHERE q.referral = r.id) AS questions`;

/** The requester's desk as sender: the unit, or the agency for staff without one. */
const SENDING_DESK = 'COALESCE($2, $1)::uuid';

/** The desks whose post the requester may open: what is addressed to the agency, and to the unit. */
export const RECEIVING_DESKS = 'ARRAY[$1, $2]::uuid[]';

/** The same, or the unit's alone. A desk stands there once: its referrals would be listed twice. */
const WANTED_DESKS =
  'ARRAY[CASE WHEN $14::boolean OR $2::uuid IS NULL THEN NULL ELSE $1::uuid END, COALESCE($2, $1)]::uuid[]';

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

/**
 * Each desk and state is its own piece of the index, in the order of the list: a page costs what it shows, however long the history. Which states, as they
 * are stored, and whether only what has lapsed of them or only what has not.
 */
function box(side: 'INBOX' | 'OUTBOX', mine: boolean): string {
  const desk = side === 'INBOX' ? 'recipient_desk' : 'from_desk';
  const desks = side === 'INBOX' ? WANTED_DESKS : `ARRAY[${SENDING_DESK}]`;
  const needsAction = side === 'INBOX' ? `(${UNANSWERED} AND NOT r.sender_acts)` : SENDER_ACTS;
  const holder = side === 'INBOX' ? 'recipient_holder' : 'from_holder';
  const piece = `r.${desk} = box.desk${mine ? ` AND r.${holder} = $3::uuid` : ''}`;
  const candidates = `
    SELECT found.* FROM unnest(${desks}) AS box(desk) CROSS JOIN unnest($7::text[], $8::boolean[]) AS wanted(state, lapsed) CROSS JOIN LATERAL (
      SELECT ${REFERRAL_COLUMNS} FROM referral r
      WHERE ${piece} AND r.state = wanted.state AND (wanted.lapsed IS NULL OR wanted.lapsed = ${LAPSED})
        AND ($12::boolean IS NULL OR $12 = ${needsAction}) AND ($13::boolean IS NULL OR $13 = ${OVERDUE})
        AND ${notWalled('r.victim_key')} AND (r.sent_at, r.id) < ($9::timestamptz, $10::uuid)
      ORDER BY r.sent_at DESC, r.id DESC LIMIT $11::int
    ) found`;
  return page(candidates);
}

/** Of all that candidates are found by, the newest. */
function page(candidates: string): string {
  const newest = `SELECT * FROM (${candidates}) candidate ORDER BY sent_at DESC, id DESC LIMIT $11::int`;
  return `${logged(Category.REFERRAL, newest, '$11::int')} ORDER BY sent_at DESC, id DESC`;
}

/** What the sender must act on, by an index of its own: it is little, of a long history. With the same parameters as the other lists. */
const TO_ACT_ON = page(
  [
    'r.sender_acts',
    `r.state IN ('SENT', 'RECEIVED') AND NOT r.sender_acts AND r.lapses_at <= (SELECT clock_timestamp())`,
  ]
    .map(
      (found) => `(SELECT ${REFERRAL_COLUMNS} FROM referral r WHERE r.from_desk = ${SENDING_DESK} AND ${found}
        AND EXISTS (SELECT FROM unnest($7::text[], $8::boolean[]) AS wanted(state, lapsed)
          WHERE r.state = wanted.state AND (wanted.lapsed IS NULL OR wanted.lapsed = ${LAPSED}))
        AND ($12::boolean IS NULL OR $12) AND ($13::boolean IS NULL OR $13 = ${OVERDUE}) AND (NOT $14::boolean OR r.from_holder = $3::uuid)
        AND ${notWalled('r.victim_key')} AND (r.sent_at, r.id) < ($9::timestamptz, $10::uuid)
      ORDER BY r.sent_at DESC, r.id DESC LIMIT $11::int)`,
    )
    .join(' UNION ALL '),
);

/**
 * Lists. $7 states as stored, $8 for each whether it has lapsed (null: both), $9 and $10 keyset, $11 limit, $12 needs action, $13 overdue (null: both),
 * and of an inbox $14 whether the own unit's alone
 */
export const INBOX = new Statement<ReferralRow>('referral.inbox', box('INBOX', false));
export const INBOX_MINE = new Statement<ReferralRow>('referral.inboxMine', box('INBOX', true));
export const OUTBOX = new Statement<ReferralRow>('referral.outbox', box('OUTBOX', false));
export const OUTBOX_MINE = new Statement<ReferralRow>('referral.outboxMine', box('OUTBOX', true));
/** $14 whether the own alone */
export const OUTBOX_TO_ACT_ON = new Statement<ReferralRow>('referral.outboxToActOn', TO_ACT_ON);

/** $1 to $3 the requester, $4 open states. Counts look at nobody's record; walls hold for them too. */
export const COUNTERS = new Statement<{
  inboxNeedsAction: number;
  inboxOverdue: number;
  inboxMine: number;
  outboxOpen: number;
  outboxNeedsAction: number;
  outboxOverdue: number;
}>(
  'referral.counters',
  `SELECT inbox.*, mine."inboxMine", sent."outboxOpen", sent."outboxOverdue", asked.n + lapsed.n AS "outboxNeedsAction"
   FROM (SELECT count(*) FILTER (WHERE NOT r.sender_acts)::int AS "inboxNeedsAction", count(*) FILTER (WHERE ${OVERDUE})::int AS "inboxOverdue"
         FROM referral r WHERE r.recipient_desk = ANY(${RECEIVING_DESKS}) AND r.state IN ('SENT', 'RECEIVED') AND ${UNANSWERED}
           AND ${notWalled('r.victim_key')}) inbox,
     (SELECT count(*)::int AS "inboxMine" FROM referral r WHERE r.recipient_holder = $3::uuid AND r.recipient_desk = ANY(${RECEIVING_DESKS})
        AND r.state = ANY($4::text[]) AND NOT ${LAPSED} AND ${notWalled('r.victim_key')}) mine,
     (SELECT count(*)::int AS "outboxOpen", count(*) FILTER (WHERE ${OVERDUE})::int AS "outboxOverdue" FROM referral r
      WHERE r.from_desk = ${SENDING_DESK} AND r.state = ANY($4::text[]) AND NOT ${LAPSED} AND ${notWalled('r.victim_key')}) sent,
     (SELECT count(*)::int AS n FROM referral r WHERE r.from_desk = ${SENDING_DESK} AND r.sender_acts AND ${notWalled('r.victim_key')}) asked,
     (SELECT count(*)::int AS n FROM referral r WHERE r.from_desk = ${SENDING_DESK} AND r.state IN ('SENT', 'RECEIVED') AND NOT r.sender_acts
        AND r.lapses_at <= (SELECT clock_timestamp()) AND ${notWalled('r.victim_key')}) lapsed`,
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

/**
 * For a transition: the requester's own referral, locked. $1 to $3 the requester, $4 id. No look: the answer reads it again. Its state is asked for after
 * the lock ({@link OF_LOCKED}): what a wait for the lock began with may be over.
 */
export const LOCK_OWN_REFERRAL = `SELECT r.id FROM referral r WHERE r.id = $4::uuid AND ${PARTY} FOR UPDATE OF r`;
/** $1 id */
export const OF_LOCKED = `SELECT ${REFERRAL_COLUMNS} FROM referral r WHERE r.id = $1::uuid`;

/**
 * Another open referral of hers for the same service that the agency itself sent, the newest; never another agency's. $1 agency, $2 unit, $3 staff,
 * $4 the referral
 */
export const OTHER_OF_THE_SAME = new Statement<{ id: string; sent_at: Date; recipient: string; ours: boolean }>(
  'referral.otherOfTheSame',
  `SELECT o.id, o.sent_at, o.recipient, o.from_desk = ${SENDING_DESK} AS ours FROM referral r JOIN LATERAL (
     SELECT r2.* FROM referral r2 WHERE r2.victim_key = r.victim_key AND r2.from_agency = $1::uuid AND r2.service = r.service AND r2.id <> r.id
       AND r2.state IN ('SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS') AND NOT ${lapsed('r2')}
     ORDER BY r2.sent_at DESC LIMIT 1) o ON true
   WHERE r.id = $4::uuid AND r.from_agency = $1::uuid AND ${notWalled('r.victim_key')}`,
);
