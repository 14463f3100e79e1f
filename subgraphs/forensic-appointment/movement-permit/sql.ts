import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { CheckedPermit, MovementPermit } from './types.js';

export interface PermitRow extends Omit<MovementPermit, 'victim'> {
  readonly victim_key: string | null;
}

const COLUMNS = `p.id, p.victim_key, p.number, p.valid_from AS "validFrom", p.valid_until AS "validUntil", p.start_area AS "startArea",
  p.issued_at AS "issuedAt", p.revoked_at AS "revokedAt"`;

/** Issued by the requester's unit ($1 agency, $2 unit), no wall between ($3 staff) */
const OWN = `p.issuer_agency = $1::text AND coalesce(p.issuer_unit, '') = coalesce($2::text, '') AND ${notWalled('p.victim_key')}`;

/** Own record parameters, then $7 the id. */
export const OWN_PERMIT = new Statement<PermitRow>(
  'forensic.own-permit',
  logged(Category.FORENSIC, `SELECT ${COLUMNS} FROM movement_permit p WHERE p.id = $7::uuid AND ${OWN}`),
);

/** Own record parameters, then $7 and $8 the keyset, $9 limit; newest first. */
export const OWN_PERMITS = new Statement<PermitRow>(
  'forensic.own-permits',
  `${logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM movement_permit p WHERE ${OWN} AND (p.issued_at, p.id) < ($7::timestamptz, $8::uuid)
     ORDER BY p.issued_at DESC, p.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY "issuedAt" DESC, id DESC`,
);

/** $1 number, $2 token, $3 bearer, $4 from, $5 until, $6 area, $7 agency, $8 unit, $9 staff, $10 victim. No row when the number is taken. */
export const ISSUE = `INSERT INTO movement_permit
    (number, token_hmac, bearer_hmac, valid_from, valid_until, start_area, issuer_agency, issuer_unit, issuer_staff, victim_key)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (number) DO NOTHING RETURNING id`;

/** Locks a permit that the requester may take back: $1 agency, $2 unit, $3 staff, $4 permit. */
export const LOCK_OWN = `SELECT p.id FROM movement_permit p WHERE p.id = $4::uuid AND ${OWN} FOR UPDATE`;

/** A locked permit. $1 permit; no row when it was taken back before: the first time counts. */
export const REVOKE =
  'UPDATE movement_permit SET revoked_at = clock_timestamp() WHERE id = $1::uuid AND revoked_at IS NULL RETURNING id';

/** Wrong digits in a row that lock a permit: for an hour, then for two, up to a day. Right ones forget them. */
export const WRONG_DIGITS = 5;
const LONGEST_LOCK_HOURS = 24;

/** Guesses at one permit follow one another. $1 token */
export const LOCK_CHECKED = 'SELECT FROM movement_permit WHERE token_hmac = $1::bytea FOR UPDATE';

/**
 * One statement for whatever is right or wrong; the row is locked. It writes nothing but the count of wrong digits: of a permit that nobody has
 * guessed at, a check leaves nothing. $1 token, $2 bearer
 */
export const CHECK = `WITH permit AS (
    SELECT id, bearer_hmac = $2::bytea AS right_digits, coalesce(locked_until > clock_timestamp(), false) AS locked,
      revoked_at IS NULL AND valid_from <= clock_timestamp() AND clock_timestamp() < valid_until AS in_force, valid_from, valid_until
    FROM movement_permit WHERE token_hmac = $1::bytea
  ), counted AS (
    UPDATE movement_permit p SET
      wrong_digits = CASE WHEN right_digits OR p.wrong_digits + 1 >= ${WRONG_DIGITS} THEN 0 ELSE p.wrong_digits + 1 END,
      lockings = CASE WHEN right_digits THEN 0 WHEN p.wrong_digits + 1 >= ${WRONG_DIGITS} THEN least(p.lockings + 1, 5) ELSE p.lockings END,
      locked_until = CASE WHEN NOT right_digits AND p.wrong_digits + 1 >= ${WRONG_DIGITS}
        THEN clock_timestamp() + make_interval(hours => least(${LONGEST_LOCK_HOURS}, (2 ^ p.lockings)::int)) END
    FROM permit WHERE p.id = permit.id AND NOT locked AND (NOT right_digits OR p.wrong_digits + p.lockings > 0)
  )
  SELECT valid_from AS "validFrom", valid_until AS "validUntil" FROM permit WHERE right_digits AND in_force AND NOT locked`;

export type CheckedRow = CheckedPermit;

/** Of no use once it is over: who asks later is told by the paper in hand that it is. */
export const FORGET_PERMITS = "DELETE FROM movement_permit WHERE valid_until < clock_timestamp() - interval '7 days'";
