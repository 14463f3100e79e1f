import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { ContactOutcome, ContactPurpose, SafeContactChannel } from './vocabulary.js';

export interface AttemptRow {
  readonly id: string;
  readonly victim_key: string;
  readonly asking: string;
  readonly channel: SafeContactChannel;
  readonly purpose: ContactPurpose;
  readonly started_at: Date;
  readonly until: Date;
  readonly outcome: ContactOutcome | null;
  readonly recorded_at: Date | null;
  readonly rule_answer: 'UNCHANGED' | 'CHANGED' | null;
}

const COLUMNS =
  'a.id, a.victim_key, a.asking, a.channel, a.purpose, a.started_at, a.until, a.outcome, a.recorded_at, a.rule_answer';

/** The requester's desk: the unit, or the agency for staff without one. */
const OWN = `a.desk = COALESCE($2, $1)::uuid AND ${notWalled('a.victim_key')}`;

/** SQL condition: what she answered then led to a contact that was not safe, at whichever agency that has a copy of it. */
export const SUSPENDED = (asking: string) =>
  `EXISTS (SELECT FROM contact_suspension s WHERE s.asking = ${asking})` as const;

/** $7 id */
export const OWN_ATTEMPT = new Statement<AttemptRow>(
  'referral.ownContactAttempt',
  logged(Category.CONTACT, `SELECT ${COLUMNS} FROM contact_attempt a WHERE a.id = $7::uuid AND ${OWN}`),
);

/** An attempt of one's own with the rule that stands now, sealed, and what the gate looks at. $7 id */
export const OWN_ATTEMPT_AND_RULE = new Statement<
  AttemptRow & {
    readonly details: string | null;
    readonly contact: Buffer | null;
    readonly contact_referral: string | null;
    readonly wrapped: Buffer | null;
    readonly now: Date;
    readonly suspended: boolean;
  }
>(
  'referral.ownContactAttemptAndRule',
  logged(
    Category.CONTACT,
    `SELECT ${COLUMNS}, d.id AS details, d.contact, d.contact_referral, k.wrapped, clock_timestamp() AS now,
       ${SUSPENDED('a.asking')} AS suspended
     FROM contact_attempt a
     LEFT JOIN person_details d ON d.victim_key = a.victim_key AND d.agency = a.agency AND d.superseded_at IS NULL
     LEFT JOIN data_key k ON k.subject = a.victim_key::text AND k.agency = a.agency::text
     WHERE a.id = $7::uuid AND ${OWN}`,
  ),
);

/** Newest first. $7 and $8 keyset, $9 limit */
export const OWN_ATTEMPTS = new Statement<AttemptRow>(
  'referral.ownContactAttempts',
  `${logged(
    Category.CONTACT,
    `SELECT ${COLUMNS} FROM contact_attempt a WHERE ${OWN} AND (a.started_at, a.id) < ($7::timestamptz, $8::uuid)
     ORDER BY a.started_at DESC, a.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY started_at DESC, id DESC`,
);

/** $1 to $3 the requester, $4 id. No look: the answer reads it again. */
export const OWN_ATTEMPT_TO_RECORD = `SELECT ${COLUMNS} FROM contact_attempt a WHERE a.id = $4::uuid AND ${OWN}`;

/**
 * What the gate looks at beside the rule, under the lock of her details. $1 victim, $2 agency, $3 asking (null without a rule).
 * An attempt is under way while it is permitted, and afterwards until its outcome is known: unless she has been asked again since.
 */
export const STANDING = `SELECT clock_timestamp() AS now, ${SUSPENDED('$3::uuid')} AS suspended,
  EXISTS (SELECT FROM contact_attempt a WHERE a.victim_key = $1::uuid AND a.agency = $2::uuid AND a.outcome IS NULL
    AND (a.asking = $3::uuid OR a.until > clock_timestamp())) AS "underWay"`;

/** $1 to $3 the requester, $4 victim, $5 asking, $6 channel, $7 purpose, $8 until. No row behind a wall. */
export const START_ATTEMPT = `INSERT INTO contact_attempt (agency, unit, staff, victim_key, asking, channel, purpose, until)
  SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::text, $7::text, $8::timestamptz
  WHERE ${notWalled('$4::uuid')} RETURNING id`;
