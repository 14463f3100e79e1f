import { Statement } from '../../kit/index.js';
import { SUBJECT_ACCESS_POLICY } from './policy.js';
import type { SubjectCode } from './types.js';

const { wrongTries, guesses, session } = SUBJECT_ACCESS_POLICY;

const IN_FORCE = `used_at IS NULL AND revoked_at IS NULL AND expires_at > clock_timestamp()`;

const COLUMNS = `id, language, issued_at AS "issuedAt", expires_at AS "expiresAt", used_at AS "usedAt", used_under_duress AS "usedUnderDuress",
  CASE WHEN used_at IS NOT NULL THEN 'USED' WHEN revoked_at IS NOT NULL THEN 'REVOKED' WHEN wrong_tries >= ${wrongTries} THEN 'LOCKED'
       WHEN expires_at <= clock_timestamp() THEN 'EXPIRED' ELSE 'IN_FORCE' END AS state`;

export const CODE_BY_ID = new Statement<SubjectCode>(
  'subjectCode.byId',
  `SELECT ${COLUMNS} FROM subject_code WHERE id = $1`,
);

/** What a member of staff has handed over: nobody else learns how a code was used. $1 victim, $2 agency, $3 staff, $4 and $5 keyset, $6 limit */
export const CODES_ISSUED = new Statement<SubjectCode>(
  'subjectCode.issued',
  `SELECT ${COLUMNS} FROM subject_code WHERE victim_key = $1 AND issued_by_agency = $2 AND issued_by_staff = $3
     AND (issued_at, id) < ($4::timestamptz, $5::uuid)
   ORDER BY issued_at DESC, id DESC LIMIT $6`,
);

/** No row when another pair has these first signs. */
export const ISSUE = `INSERT INTO subject_code (victim_key, language, selector_hmac, code_hmac, duress_hmac, issued_by_agency, issued_by_staff, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(hours => $8))
  ON CONFLICT (selector_hmac) WHERE used_at IS NULL AND revoked_at IS NULL DO NOTHING RETURNING id`;

/** Ends her codes that are in force, and every open page of hers. $1 victim */
export const END = `WITH ended AS (
    UPDATE subject_code SET revoked_at = clock_timestamp() WHERE victim_key = $1 AND ${IN_FORCE} RETURNING id
  ), closed AS (
    UPDATE subject_session SET ended_at = clock_timestamp()
    WHERE ended_at IS NULL AND code_id IN (SELECT id FROM subject_code WHERE victim_key = $1)
  )
  SELECT id FROM ended`;

/**
 * The one try of a code: right or wrong, used, expired, locked, revoked or unknown, one statement. Either code of a pair ends both. The duress code
 * opens a session of nobody: what it is then asked is asked in the same words and has nothing to answer. A wrong code counts against the pair that
 * its first signs name, if any, and against the source; the counts of one pair are exact, also of many tries at once.
 * $1 selector, $2 code, $3 token of the new session, $4 source
 */
export const TRY = `WITH limits AS (
    SELECT count(*) < ${guesses.inTotal} AND count(*) FILTER (WHERE source_hmac = $4::bytea) < ${guesses.ofOneSource} AS open
    FROM subject_guess WHERE at > clock_timestamp() - interval '${guesses.windowMinutes} minutes'
  ), tried AS (
    UPDATE subject_code c SET
      wrong_tries = c.wrong_tries + CASE WHEN $2::bytea IN (c.code_hmac, c.duress_hmac) THEN 0 ELSE 1 END,
      used_at = CASE WHEN $2::bytea IN (c.code_hmac, c.duress_hmac) THEN clock_timestamp() END,
      used_under_duress = ($2::bytea = c.duress_hmac)
    FROM limits
    WHERE limits.open AND c.selector_hmac = $1::bytea AND ${IN_FORCE} AND c.wrong_tries < ${wrongTries}
    RETURNING c.id, c.victim_key, c.used_at, c.used_under_duress
  ), opened AS (
    INSERT INTO subject_session (token_hmac, code_id, victim_key)
    SELECT $3::bytea, id, CASE WHEN used_under_duress THEN gen_random_uuid() ELSE victim_key END FROM tried WHERE used_at IS NOT NULL
    RETURNING code_id
  ), wrong AS (
    INSERT INTO subject_guess (source_hmac) SELECT $4::bytea FROM limits WHERE open AND NOT EXISTS (SELECT FROM opened)
  ), forgotten_guesses AS (
    DELETE FROM subject_guess WHERE at < clock_timestamp() - interval '1 day'
  ), forgotten_sessions AS (
    DELETE FROM subject_session WHERE opened_at < clock_timestamp() - interval '1 day'
  )
  SELECT code_id AS code FROM opened`;

/** Whose page it is, and who handed over its code. */
export interface Session {
  readonly victim: string;
  readonly language: string;
  readonly agency: string;
  readonly staff: string;
}

const USED = `UPDATE subject_session s SET seen_at = clock_timestamp() FROM subject_code c
  WHERE c.id = s.code_id AND s.token_hmac = $1 AND s.ended_at IS NULL
    AND s.seen_at > clock_timestamp() - interval '${session.idleMinutes} minutes'
    AND s.opened_at > clock_timestamp() - interval '${session.longestMinutes} minutes'
  RETURNING s.victim_key AS victim, c.language, c.issued_by_agency AS agency, c.issued_by_staff AS staff`;

/** $1 token */
export const SESSION = new Statement<Session>('subjectSession.use', USED);

/** As {@link SESSION}, and her look is in her log before anything is shown. $1 token, $2 request id */
export const LOOK = new Statement<Session>(
  'subjectSession.look',
  `WITH session AS (${USED}), logged AS (
     INSERT INTO access_log (victim_key, kind, agency, staff, role, purpose, subgraph, request_id)
     SELECT victim, 'SUBJECT', agency, staff, 'SUBJECT', 'SUBJECT_REQUEST', 'consent', $2 FROM session
   )
   SELECT * FROM session`,
);

export const CLOSE = new Statement<object>(
  'subjectSession.close',
  'UPDATE subject_session SET ended_at = clock_timestamp() WHERE token_hmac = $1 AND ended_at IS NULL',
);
