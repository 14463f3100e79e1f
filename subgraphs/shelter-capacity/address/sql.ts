import { Category, logged } from '../../kit/index.js';
import { STATE } from '../placement/state-sql.js';
import { OPEN, WALLED_BY } from '../placement/walls.js';

/** Everything here runs under the login of the vault. Minutes for which an escort may read, or be named by a code, by the database's clock. */
const READABLE = "clock_timestamp() + interval '15 minutes'";

const PLACED = 'placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id';

/** The yes stands and she has not come: before and after that nobody is on the way to her shelter. */
export const EXPECTED = `${STATE} = 'ACCEPTED'`;

/** A release `r` by which an escort may still read, of a hold that is with the shelter that released it. */
const STANDS = `r.ended_at IS NULL AND r.way = 'ESCORT' AND r.shelter_id = s.id AND ${EXPECTED}`;

/** No wall stands between the escort and her; which unit the escort works for is known at the reading. $1 agency, unit and $2 staff of the sender */
const escortOpen = (agency: string, staff: string): string => `NOT EXISTS (SELECT FROM conflict_wall cw
  WHERE cw.victim_key = ${WALLED_BY} AND (cw.subject_kind = 'AGENCY' AND cw.subject = ${agency}
    OR cw.subject_kind = 'UNIT' AND cw.subject = p.sender_unit OR cw.subject_kind = 'STAFF' AND cw.subject = ${staff}))`;

/** Nobody else releases anything of this hold until the transaction is over. $1 hold */
export const ALONE = 'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))';

/** What could be released of a hold at the requester's shelter. $1 agency, $2 unit, $3 staff, $4 hold, $5 escort or null */
export const RELEASABLE = `SELECT p.sender_agency AS "senderAgency", s.id AS shelter, ${EXPECTED} AS expected,
    ARRAY_REMOVE(ARRAY[CASE WHEN a.address IS NOT NULL THEN 'ADDRESS' END, CASE WHEN a.meeting_point IS NOT NULL THEN 'MEETING_POINT' END,
      CASE WHEN s.intake_phone IS NOT NULL THEN 'INTAKE_PHONE' END], NULL) AS there,
    ${escortOpen('p.sender_agency', '$5::text')} AS "escortOpen"
  FROM ${PLACED} LEFT JOIN shelter_address a ON a.shelter_id = s.id
  WHERE p.id = $4::uuid AND p.agency = $1::text AND ${OPEN}`;

/** How often somebody may mistake a code before it is good no more, or an id before nobody is named by one for as long as a code is good. */
const MISSES = 5;

/** Codes of the requester's for a hold that are still good. $1 hold, $2 agency, $3 staff */
export const END_CODES = `UPDATE shelter_escort_code SET ended_at = clock_timestamp()
  WHERE placement_id = $1::uuid AND agency = $2 AND staff = $3 AND ended_at IS NULL`;

/** None where nobody of the requester's agency is on the way, or a wall keeps the requester out. $1 agency, $2 unit, $3 staff, $4 hold, $5 HMAC */
export const MAKE_CODE = `INSERT INTO shelter_escort_code (placement_id, mac, agency, staff, good_until)
  SELECT p.id, $5::bytea, $1::text, $3::text, ${READABLE} FROM placement p
  WHERE p.id = $4::uuid AND p.sender_agency = $1::text AND ${STATE} IN ('HELD', 'ACCEPTED_BY_PHONE', 'ACCEPTED') AND ${OPEN}
  RETURNING good_until AS "goodUntil"`;

/**
 * Who has made this code for this hold, also when it has ended: a release that is sent again is the same one. None once it was guessed at, and none of somebody
 * who is walled off. $1 hold, $2 HMAC
 */
export const MADE_CODE = `SELECT c.staff FROM shelter_escort_code c JOIN placement p ON p.id = c.placement_id
  WHERE c.placement_id = $1::uuid AND c.mac = $2::bytea AND ${escortOpen('c.agency', 'c.staff')}
    AND (SELECT count(*) FROM shelter_escort_code_miss m WHERE m.placement_id = c.placement_id AND m.at > c.made_at) < ${MISSES}`;

/** Somebody of the sender's agency, unless walled off. $1 hold, $2 staff, or null */
export const BY_ID = `SELECT $2::text AS staff FROM placement p
  WHERE p.id = $1::uuid AND $2::text IS NOT NULL AND ${escortOpen('p.sender_agency', '$2::text')}
    AND (SELECT count(*) FROM shelter_escort_code_miss m
      WHERE m.placement_id = p.id AND m.at > clock_timestamp() - interval '15 minutes') < ${MISSES}`;

/** $1 hold, $2 agency, $3 staff */
export const MISS = 'INSERT INTO shelter_escort_code_miss (placement_id, agency, staff) VALUES ($1, $2, $3)';

/** $1 hold, $2 HMAC */
export const USE_CODE = `UPDATE shelter_escort_code SET ended_at = clock_timestamp()
  WHERE placement_id = $1::uuid AND mac = $2::bytea AND ended_at IS NULL AND good_until > clock_timestamp() RETURNING staff`;

/** $1 hold, $2 staff */
export const END_OTHERS = `WITH ended AS (
    UPDATE shelter_address_release SET ended_at = clock_timestamp() WHERE placement_id = $1::uuid AND ended_at IS NULL RETURNING id)
  INSERT INTO shelter_address_step (release_id, step, staff) SELECT id, 'END', $2 FROM ended`;

/** $1 hold, $2 shelter, $3 its agency, $4 what, $5 way, $6 escort's agency, $7 escort, $8 staff */
export const RELEASE = `WITH released AS (
    INSERT INTO shelter_address_release (placement_id, shelter_id, agency, what, way, escort_agency, escort, readable_until)
    VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $5 = 'ESCORT' THEN ${READABLE} END) RETURNING id)
  INSERT INTO shelter_address_step (release_id, step, staff) SELECT id, 'RELEASE', $8 FROM released RETURNING release_id AS id`;

/** $1 agency, $2 unit, $3 staff, $4 release */
export const RENEW = `WITH renewed AS (
    UPDATE shelter_address_release r SET readable_until = ${READABLE} FROM ${PLACED}
    WHERE r.id = $4::uuid AND r.agency = $1::text AND p.id = r.placement_id AND ${STANDS} AND ${OPEN}
      AND ${escortOpen('r.escort_agency', 'r.escort')} RETURNING r.id)
  INSERT INTO shelter_address_step (release_id, step, staff) SELECT id, 'RENEW', $3::text FROM renewed RETURNING release_id AS id`;

/** $1 agency, $2 unit, $3 staff, $4 release. One that has ended stays as it ended. */
export const REVOKE = `WITH found AS (
    SELECT r.id, r.ended_at IS NULL AS open FROM shelter_address_release r JOIN placement p ON p.id = r.placement_id
    WHERE r.id = $4::uuid AND r.agency = $1::text AND ${OPEN} FOR UPDATE OF r
  ), ended AS (
    UPDATE shelter_address_release r SET ended_at = clock_timestamp() FROM found WHERE r.id = found.id AND found.open RETURNING r.id
  ), told AS (INSERT INTO shelter_address_step (release_id, step, staff) SELECT id, 'END', $3::text FROM ended)
  SELECT id FROM found`;

/** What the named escort may read now. Own record parameters; $7 release */
export const READ = logged(
  Category.SHELTER,
  `SELECT p.id, p.victim_key, r.what, r.readable_until AS "readableUntil", s.id AS shelter, s.agency, s.intake_phone AS "intakePhone",
     a.wrapped, CASE r.what WHEN 'ADDRESS' THEN a.address END AS address, CASE r.what WHEN 'MEETING_POINT' THEN a.meeting_point END AS "meetingPoint"
   FROM shelter_address_release r JOIN placement p ON p.id = r.placement_id JOIN unit u ON u.id = p.unit_id
     JOIN shelter s ON s.id = u.shelter_id LEFT JOIN shelter_address a ON a.shelter_id = s.id
   WHERE r.id = $7::uuid AND r.escort_agency = $1::text AND r.escort = $3::text AND p.sender_agency = r.escort_agency
     AND ${STANDS} AND r.readable_until > clock_timestamp() AND ${OPEN}`,
);

/** The reading, in its own log; none when its time ran out or it was revoked since {@link READ}. $1 release, $2 staff */
export const READING = `INSERT INTO shelter_address_step (release_id, step, staff) SELECT id, 'READ', $2 FROM shelter_address_release
  WHERE id = $1::uuid AND ended_at IS NULL AND readable_until > clock_timestamp() RETURNING release_id`;

/** Releases of a hold: to its shelter all, with their steps; to an escort those that name that escort. Own record parameters; $7 hold, $8 this one alone or null */
export const RELEASES = logged(
  Category.SHELTER,
  `SELECT p.id, p.victim_key, told.releases FROM placement p CROSS JOIN LATERAL (
     SELECT jsonb_agg(jsonb_build_object('id', r.id, 'holdId', r.placement_id, 'what', r.what, 'to', r.way, 'escort', r.escort,
       'releasedAt', r.released_at, 'readableUntil', r.readable_until, 'endedAt', r.ended_at,
       'steps', CASE WHEN p.agency = $1::text THEN (SELECT jsonb_agg(jsonb_build_object('step', t.step, 'staff', t.staff, 'at', t.at) ORDER BY t.id)
         FROM shelter_address_step t WHERE t.release_id = r.id) END) ORDER BY r.released_at DESC, r.id DESC) AS releases
     FROM shelter_address_release r WHERE r.placement_id = p.id AND ($8::uuid IS NULL OR r.id = $8::uuid)
       AND (p.agency = $1::text OR r.escort_agency = $1::text AND r.escort = $3::text)) told
   WHERE p.id = $7::uuid AND ${OPEN} AND told.releases IS NOT NULL`,
);

/** The hold of a release that was made or changed a moment ago. $1 release */
export const HOLD_OF = 'SELECT placement_id AS hold FROM shelter_address_release WHERE id = $1::uuid';
