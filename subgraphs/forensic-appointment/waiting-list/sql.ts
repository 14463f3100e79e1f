import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import { urgencyOf } from '../appointment/urgency.js';
import type { ExamWait } from './types.js';

/** Offers that lapse or are declined, after which nothing more is offered: an entry that nobody looks after holds up no time for ever. */
export const OFFERS = 3;

// not `w`, which kit's condition on walls calls the wall
/** SQL over an entry `x`: its live offer. */
const OFFER = `SELECT a.id, a.held_until, a.clinic_id FROM appointment a WHERE a.wait_id = x.id AND a.state = 'HELD' AND a.held_until > clock_timestamp()`;

/** SQL: entry `x` can be served at clinic `c`. */
const SERVED_AT = `(x.clinic_id = c.id OR (x.clinic_id IS NULL AND (x.region_code = c.region_code OR EXISTS (SELECT FROM exam_place p
  WHERE p.clinic_id = c.id AND p.kind = 'MOBILE_TEAM' AND p.active AND x.region_code = ANY (p.regions)))))`;

const WAITS = `x.state = 'WAITING' AND x.latest > clock_timestamp() AND x.offers < ${OFFERS} AND NOT EXISTS (${OFFER})`;

/** $1 agency, $2 unit */
const OF_HOLDER = 'x.holder_agency = $1::text AND x.holder_unit IS NOT DISTINCT FROM $2::text';

export interface ExamWaitRow extends Omit<ExamWait, 'victim' | 'told'> {
  readonly victim_key: string | null;
}

/** SQL: how the waiting of entry `x` has ended, while it is offered nothing; null when it has not. */
const OVER_AS = `CASE WHEN x.latest <= clock_timestamp() THEN 'ENDED' WHEN x.offers >= ${OFFERS} THEN 'UNANSWERED' END`;
/** SQL: where entry `x` stands. */
const STATE = `CASE WHEN x.state <> 'WAITING' THEN x.state WHEN offer.id IS NOT NULL THEN 'OFFERED' ELSE coalesce(${OVER_AS}, 'WAITING') END`;
const COLUMNS = `x.id, x.victim_key, x.kind, x.region_code AS "regionCode", x.earliest, x.latest, x.medical_need AS "medicalNeed", x.priority,
  x.joined_at AS "joinedAt", x.local_reference AS "localReference", x.referral_code AS "referralCode", x.paediatric, x.may_be_moved AS "mayBeMoved", x.version,
  (SELECT json_build_object('id', c.id, 'agency', c.agency, 'regionCode', c.region_code, 'zone', c.zone,
     'names', json_build_object('kk', c.name_kk, 'ru', c.name_ru, 'en', c.name_en)) FROM clinic c WHERE c.id = x.clinic_id) AS clinic,
  offer.id AS offer, offer.held_until AS "offeredUntil", ${STATE} AS state`;
const FROM = `exam_wait x LEFT JOIN LATERAL (${OFFER}) offer ON x.state = 'WAITING'`;

/** Own record parameters, then $7 the id. */
export const OWN_WAIT = new Statement<ExamWaitRow>(
  'forensic.own-wait',
  logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM ${FROM} WHERE x.id = $7::uuid AND ${OF_HOLDER} AND ${notWalled('x.victim_key')}`,
  ),
);

/** Own record parameters, then $7 and $8 the keyset, $9 limit, $10 states or null; newest first. */
export const OWN_WAITS = new Statement<ExamWaitRow>(
  'forensic.own-waits',
  `${logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE ${OF_HOLDER} AND (x.joined_at, x.id) < ($7::timestamptz, $8::uuid) AND ${notWalled('x.victim_key')}
       AND ($10::text[] IS NULL OR ${STATE} = ANY ($10::text[]))
     ORDER BY x.joined_at DESC, x.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY "joinedAt" DESC, id DESC`,
);

/**
 * $1 kind, $2 clinic, $3 region, $4 sex, $5 language, $6 earliest or null, $7 latest, $8 medical need, $9 priority, $10 victim, $11 reference, $12 code,
 * $13–$15 who, $16 of a child, $17 whether she may be moved. Nothing when the time has passed, is too far away or ends before it begins.
 */
export const JOIN = `
  INSERT INTO exam_wait (kind, clinic_id, region_code, examiner_sex, language, earliest, latest, medical_need, priority, victim_key, local_reference,
    referral_code, holder_agency, holder_unit, holder_staff, paediatric, may_be_moved)
  SELECT $1::text, $2::uuid, $3::text, $4::text, $5::text, t.earliest, $7::timestamptz, $8::boolean, $9::text, $10::uuid, $11::text, $12::text, $13::text, $14::text, $15::text, $16::boolean, $17::boolean
  FROM (SELECT greatest($6::timestamptz, clock_timestamp()) AS earliest) t
  WHERE t.earliest < $7::timestamptz AND $7::timestamptz < clock_timestamp() + interval '60 days'
  RETURNING id`;

/** A clinic at which an entry can be served, and what the entry waits for. */
export interface ClinicForRow {
  readonly id: string;
  readonly medicalNeed: boolean;
  readonly kind: ExamWait['kind'];
  /** The only clinic that it waits for */
  readonly clinic: string | null;
  readonly region: string | null;
  readonly sex: 'FEMALE' | 'MALE' | 'UNSPECIFIED' | null;
  readonly language: string | null;
  readonly paediatric: boolean;
  readonly earliest: Date;
  readonly latest: Date;
}

/** Clinics at which an entry ($1) can be served. None when it does not wait or is offered something. */
export const CLINICS_FOR = `
  SELECT c.id, x.medical_need AS "medicalNeed", x.kind, x.clinic_id AS clinic, x.region_code AS region, x.examiner_sex AS sex, x.language, x.paediatric,
    x.earliest, x.latest
  FROM exam_wait x JOIN clinic c ON ${SERVED_AT} WHERE x.id = $1::uuid AND ${WAITS} ORDER BY c.id`;

/**
 * Clinics at which somebody waits, and where a hold has lapsed that nobody has ended yet; where anything may be free, when $1 is true. Of entries of an
 * agency ($2) only, or of all (null).
 */
export const CLINICS_TO_LOOK_AT = `
  SELECT DISTINCT c.id FROM exam_wait x JOIN clinic c ON ${SERVED_AT}
  WHERE ${WAITS} AND ($2::text IS NULL OR x.holder_agency = $2::text) AND ($1::boolean OR EXISTS (
    SELECT FROM appointment a WHERE a.clinic_id = c.id AND a.state = 'HELD' AND a.held_until <= clock_timestamp()))
  ORDER BY c.id`;

/** The first three who wait at each of the clinics $1, in the order in which they are served. */
export const FIRST_WAITING = `
  SELECT c.id AS clinic, first.id FROM clinic c CROSS JOIN LATERAL (
    SELECT x.id FROM exam_wait x WHERE ${SERVED_AT} AND ${WAITS} ORDER BY x.medical_need DESC, ${urgencyOf('x.priority')}, x.joined_at, x.id LIMIT 3
  ) first WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`;

export interface WaitingRow {
  readonly id: string;
  readonly kind: ExamWait['kind'];
  readonly sex: 'FEMALE' | 'MALE' | 'UNSPECIFIED' | null;
  readonly language: string | null;
  readonly region: string | null;
  readonly earliest: Date;
  readonly latest: Date;
  readonly medicalNeed: boolean;
  readonly paediatric: boolean;
  readonly priority: ExamWait['priority'];
  readonly victim: string | null;
  readonly localReference: string | null;
  /** None of who waits in a region: a referral is to one of its clinics, and another could join their records by its code */
  readonly referralCode: string | null;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string;
  /** Beginnings that it was offered already */
  readonly offered: Date[];
}

/**
 * Who waits at a clinic ($1) for times between $2 and $3, in the order in which they are served: medical need, priority, waiting time; none less urgent than $4
 * when that is given; only the entry $5 when that is. Locked; one that is served elsewhere at this moment is passed over. Whom a wall now keeps from her is offered nothing in her name.
 */
export const WAITING_AT = new Statement<WaitingRow>(
  'forensic.waiting-at',
  `SELECT x.id, x.kind, x.examiner_sex AS sex, x.language, x.region_code AS region, greatest(x.earliest, $2::timestamptz) AS earliest,
    least(x.latest, $3::timestamptz) AS latest, x.medical_need AS "medicalNeed", x.paediatric, x.priority, x.victim_key AS victim, x.local_reference AS "localReference",
    CASE WHEN x.clinic_id IS NOT NULL THEN x.referral_code END AS "referralCode", x.holder_agency AS agency, x.holder_unit AS unit, x.holder_staff AS staff,
    ARRAY(SELECT a.starts_at FROM appointment a WHERE a.wait_id = x.id) AS offered
  FROM clinic c JOIN exam_wait x ON ${SERVED_AT}
  WHERE c.id = $1::uuid AND ${WAITS} AND x.latest > $2::timestamptz AND x.earliest < $3::timestamptz
    AND ($4::text IS NULL OR x.medical_need OR ${urgencyOf('x.priority')} <= ${urgencyOf('$4::text')})
    AND ($5::uuid IS NULL OR x.id = $5::uuid)
    AND NOT EXISTS (SELECT FROM conflict_wall k WHERE k.victim_key = x.victim_key AND k.subject IN (x.holder_agency, x.holder_unit, x.holder_staff))
  ORDER BY x.medical_need DESC, ${urgencyOf('x.priority')}, x.joined_at, x.id LIMIT 20 FOR UPDATE OF x SKIP LOCKED`,
);

/** $1 hold, $2 entry */
export const OFFERED = `WITH offered AS (UPDATE exam_wait SET offers = offers + 1, version = version + 1 WHERE id = $2::uuid)
  UPDATE appointment SET wait_id = $2::uuid WHERE id = $1::uuid`;

/** $1 entry */
export const BOOKED = `UPDATE exam_wait SET state = 'BOOKED', ended_at = clock_timestamp(), version = version + 1 WHERE id = $1::uuid AND state = 'WAITING'`;

const ENDS = `x.state = 'WAITING' AND ${OVER_AS} IS NOT NULL AND NOT EXISTS (${OFFER})`;

/** Entries of which nothing more can come, with the clinics that have held something for them. */
export const TO_END = `SELECT x.id, ARRAY(SELECT DISTINCT a.clinic_id FROM appointment a WHERE a.wait_id = x.id AND a.state = 'HELD') AS clinics
  FROM exam_wait x WHERE ${ENDS} LIMIT 500`;

/** $1 entry */
export const END = `UPDATE exam_wait x SET state = ${OVER_AS}, ended_at = clock_timestamp(), version = version + 1 WHERE x.id = $1::uuid AND ${ENDS}`;

/** Clinics of the live offers of an entry; $1 it */
export const CLINICS_OF_OFFER = `SELECT offer.clinic_id AS clinic FROM exam_wait x CROSS JOIN LATERAL (${OFFER}) offer WHERE x.id = $1::uuid`;

/** $1 agency, $2 unit, $3 staff, $4 the entry */
export const LOCK_WAIT = `SELECT x.state FROM exam_wait x WHERE x.id = $4::uuid AND ${OF_HOLDER} AND ${notWalled('x.victim_key')} FOR UPDATE OF x`;

/** Takes an entry off the list ($1), and its offer back where the clinic is one of $2, which are locked. Returns what becomes free. */
export const LEAVE = `
  WITH ended AS (UPDATE exam_wait SET state = 'LEFT', ended_at = clock_timestamp(), version = version + 1 WHERE id = $1::uuid AND state = 'WAITING')
  UPDATE appointment SET state = 'CANCELLED', cancel_reason = 'SHE_ASKED', held_until = NULL, ended_at = clock_timestamp(), version = version + 1
  WHERE wait_id = $1::uuid AND state = 'HELD' AND held_until > clock_timestamp() AND clinic_id = ANY ($2::uuid[])
  RETURNING clinic_id AS clinic, starts_at AS "startsAt", ends_at AS "endsAt"`;
