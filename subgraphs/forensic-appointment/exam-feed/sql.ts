import { notWalled, Statement } from '../../kit/index.js';
import type { BusyTime } from './calendar.js';
import type { ExamFeed } from './types.js';

const COLUMNS = `f.id, f.clinic_id AS "clinicId", f.examiner_id AS "examinerId", f.created_at AS "createdAt", f.expires_at AS "expiresAt",
  f.revoked_at AS "revokedAt"`;

/** $1 agency, $2 staff, $3 id */
export const OWN_FEED = new Statement<ExamFeed>(
  'forensic.own-feed',
  `SELECT ${COLUMNS} FROM exam_feed f WHERE f.clinic_agency = $1::text AND f.owner_staff = $2::text AND f.id = $3::uuid`,
);

/** $1 agency, $2 staff, $3 and $4 the keyset, $5 limit; newest first. */
export const OWN_FEEDS = new Statement<ExamFeed>(
  'forensic.own-feeds',
  `SELECT ${COLUMNS} FROM exam_feed f WHERE f.clinic_agency = $1::text AND f.owner_staff = $2::text
     AND (f.created_at, f.id) < ($3::timestamptz, $4::uuid)
   ORDER BY f.created_at DESC, f.id DESC LIMIT $5::int`,
);

/** $1 secret, $2 clinic, $3 agency, $4 examiner, $5 staff, $6 days. No row when the clinic or the examiner is not of the agency. */
export const CREATE = `INSERT INTO exam_feed (secret_hmac, clinic_id, clinic_agency, examiner_id, owner_staff, expires_at)
  SELECT $1::bytea, c.id, c.agency, e.id, $5::text, clock_timestamp() + make_interval(days => $6::int)
  FROM clinic c LEFT JOIN examiner e ON e.clinic_id = c.id AND e.id = $4::uuid
  WHERE c.id = $2::uuid AND c.agency = $3::text AND ($4::uuid IS NULL OR e.id IS NOT NULL) RETURNING id`;

/** $1 agency, $2 staff, $3 feed. The first time counts. */
export const REVOKE = `UPDATE exam_feed SET revoked_at = coalesce(revoked_at, clock_timestamp())
  WHERE clinic_agency = $1::text AND owner_staff = $2::text AND id = $3::uuid RETURNING id`;

export interface OpenFeed {
  readonly id: string;
  readonly clinic: string;
  readonly agency: string;
  readonly examiner: string | null;
  readonly staff: string;
  readonly now: Date;
}

/** $1 secret. Revoked, expired and unknown are one. */
export const FEED_BY_SECRET = new Statement<OpenFeed>(
  'forensic.feed-by-secret',
  `SELECT id, clinic_id AS clinic, clinic_agency AS agency, examiner_id AS examiner, owner_staff AS staff, clock_timestamp() AS now
   FROM exam_feed WHERE secret_hmac = $1::bytea AND revoked_at IS NULL AND expires_at > clock_timestamp()`,
);

/** Days of which a feed tells */
export const DAYS_BACK = 14;
export const DAYS_AHEAD = 90;
const MOST = 5_000;

/**
 * The times of a feed, without those that a wall keeps from its owner ($1 agency, $2 unit, $3 staff). What is gone is told as long as a calendar may have it
 * that was not refreshed for two weeks. One statement for each kind of feed: a plan for both would read the whole clinic for one examiner.
 */
const times = (which: string) =>
  `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", gone FROM (
     SELECT a.id, a.starts_at, a.ends_at, coalesce(a.ended_at, a.held_until) AS since,
       a.state IN ('CANCELLED', 'LAPSED') OR (a.state = 'HELD' AND a.held_until <= clock_timestamp()) AS gone
     FROM appointment a
     WHERE a.clinic_agency = $1::text AND a.clinic_id = $4::uuid AND ${which}
       AND a.starts_at > clock_timestamp() - interval '${DAYS_BACK} days' AND a.starts_at < clock_timestamp() + interval '${DAYS_AHEAD} days'
       AND ${notWalled('a.victim_key')}
   ) busy WHERE NOT gone OR since > clock_timestamp() - interval '${DAYS_BACK} days'
   ORDER BY starts_at, id LIMIT ${MOST}`;

/** As above, $4 clinic. */
export const TIMES_OF_CLINIC = new Statement<BusyTime>('forensic.feed-times-of-clinic', times('true'));
/** As above, $4 clinic, $5 examiner. */
export const TIMES_OF_EXAMINER = new Statement<BusyTime>(
  'forensic.feed-times-of-examiner',
  times('a.examiner_id = $5::uuid'),
);

export const FORGET_FEEDS = "DELETE FROM exam_feed WHERE expires_at < clock_timestamp() - interval '30 days'";

/** In a restored database: their owners make them anew. */
export const REVOKE_EVERY_FEED = 'UPDATE exam_feed SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL';
