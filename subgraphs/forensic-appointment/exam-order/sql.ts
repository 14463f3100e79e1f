import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { ExamOrder } from './types.js';

export interface ExamOrderRow extends Omit<ExamOrder, 'victim' | 'number'> {
  readonly victim_key: string | null;
  /** Agency under whose key it is sealed */
  readonly agency: string;
  readonly sealed: Buffer;
  /** Null when her data keys were destroyed, or it was entered in error and is not the reader's own */
  readonly wrapped: Buffer | null;
}

/** Whose data key it is sealed under: hers, or the order's own. SQL over the order `o`; in TypeScript {@link sealedFor}. */
const SEALED_FOR = `coalesce(o.victim_key::text, 'exam-order:' || o.id)`;
export const sealedFor = (victim: string | null, id: string): string => victim ?? `exam-order:${id}`;

const KEY = `LEFT JOIN data_key k ON k.subject = ${SEALED_FOR} AND k.agency = o.agency`;
/** $1 agency, $2 unit: the unit that recorded it. */
const RECORDED = 'o.agency = $1::text AND o.unit IS NOT DISTINCT FROM $2::text';
/** Of one that was entered in error its number and scan are read by that unit alone: they may be about somebody else. */
const READABLE = `k.wrapped IS NOT NULL AND (o.error_at IS NULL OR (${RECORDED}))`;
/** Its code stays with that unit: the clinic that it has come to may be another than the one to which she was referred under it. */
const COLUMNS = `o.id, o.victim_key, o.appointment_id AS "appointmentId", CASE WHEN ${RECORDED} THEN o.referral_code END AS "referralCode",
  o.authority_agency AS "authorityAgency", o.authority_kind AS "authorityKind", o.ordered_on AS "orderedOn", o.payer,
  o.attachment_type AS "attachmentType", o.attachment_bytes AS "attachmentBytes", o.recorded_at AS "recordedAt",
  CASE WHEN o.error_at IS NULL THEN 'ACTIVE' ELSE 'ENTERED_IN_ERROR' END AS status, o.error_reason AS "errorReason", o.error_at AS "errorAt",
  o.agency, o.sealed, CASE WHEN ${READABLE} THEN k.wrapped END AS wrapped`;

/** An order `o` has an appointment `a` by its code: one that the unit which recorded it holds under it. Nobody else's code leads to it. */
const BY_CODE = `(a.referral_code = o.referral_code AND a.holder_agency = o.agency
  AND a.holder_unit IS NOT DISTINCT FROM o.unit AND a.victim_key IS NOT DISTINCT FROM coalesce(o.victim_key, a.victim_key))`;
const STANDS = `a.state NOT IN ('LAPSED', 'CANCELLED') AND (a.state <> 'HELD' OR a.held_until > clock_timestamp())`;
/** Appointments `a` of an order `o`: its own, or one that it has by its code. */
const ITS_APPOINTMENT = `(a.id = o.appointment_id OR ${BY_CODE}) AND ${STANDS}`;

const BY_CODE_OF = BY_CODE.replaceAll('a.', 'of_code.');

/** Locks the orders that an appointment ($1) has by its code. Whoever takes its code from another that has them waits, and reads afterwards what is left. */
export const LOCK_BY_CODE = `SELECT FROM exam_order o JOIN appointment of_code ON ${BY_CODE_OF} WHERE of_code.id = $1::uuid ORDER BY o.id FOR UPDATE OF o`;

/**
 * The orders that an appointment ($1) has by its code become its own, unless another that stands has them, as its own or by the code: nobody has said for which of the two
 * they are. The one whose place it takes, or that is to take its place, is no other.
 */
export const KEEP_ORDERS = `UPDATE exam_order o SET appointment_id = of_code.id FROM appointment of_code
  WHERE of_code.id = $1::uuid AND ${BY_CODE_OF}
    AND NOT EXISTS (SELECT FROM appointment a WHERE a.id = o.appointment_id AND ${STANDS} AND a.replaces IS DISTINCT FROM of_code.id)
    AND NOT EXISTS (SELECT FROM appointment a WHERE a.id <> of_code.id AND ${BY_CODE} AND ${STANDS}
      AND a.replaces IS DISTINCT FROM of_code.id AND of_code.replaces IS DISTINCT FROM a.id)`;

/** $1 agency, $2 unit, $3 staff: the unit that recorded it, and the clinic and the holder of its appointment. */
const PARTY = `((${RECORDED}) OR EXISTS (SELECT FROM appointment a WHERE ${ITS_APPOINTMENT}
    AND (a.clinic_agency = $1::text OR (a.holder_agency = $1::text AND a.holder_unit IS NOT DISTINCT FROM $2::text))
    AND ${notWalled('a.victim_key')}))
  AND ${notWalled('o.victim_key')}`;

/** Own record parameters, then $7 the id. */
export const OWN_ORDER = new Statement<ExamOrderRow>(
  'forensic.own-order',
  logged(Category.FORENSIC, `SELECT ${COLUMNS} FROM exam_order o ${KEY} WHERE o.id = $7::uuid AND ${PARTY}`),
);

/** Own record parameters, then $7 the id: one with a scan that can be read. */
export const OWN_ATTACHMENT = new Statement<ExamOrderRow & { attachment: Buffer; wrapped: Buffer }>(
  'forensic.own-order-attachment',
  logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS}, o.attachment FROM exam_order o ${KEY}
     WHERE o.id = $7::uuid AND o.attachment IS NOT NULL AND ${READABLE} AND ${PARTY}`,
  ),
);

const page = (which: string) =>
  `${logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM exam_order o ${KEY}
     WHERE ${which} AND (o.recorded_at, o.id) < ($7::timestamptz, $8::uuid)
     ORDER BY o.recorded_at DESC, o.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY "recordedAt" DESC, id DESC`;

/** Own record parameters, then $7 and $8 the keyset, $9 limit; newest first. */
export const RECORDED_ORDERS = new Statement<ExamOrderRow>(
  'forensic.recorded-orders',
  page(`${RECORDED} AND ${notWalled('o.victim_key')}`),
);

/** As above, then $10 the appointment. */
export const ORDERS_OF_APPOINTMENT = new Statement<ExamOrderRow>(
  'forensic.orders-of-appointment',
  page(`(o.appointment_id = $10::uuid OR o.id IN (
      SELECT of_code.id FROM appointment a JOIN exam_order of_code ON of_code.referral_code = a.referral_code AND of_code.agency = a.holder_agency
      WHERE a.id = $10::uuid)) AND ${PARTY}`),
);

/** The victim of an appointment that the requester ($1 agency, $2 unit, $3 staff) is a party to; $4 its id. None whose data was erased: nothing more is kept of her */
export const PARTY_TO_APPOINTMENT = `SELECT a.victim_key FROM appointment a
  WHERE a.id = $4::uuid AND (a.clinic_agency = $1::text OR (a.holder_agency = $1::text AND a.holder_unit IS NOT DISTINCT FROM $2::text))
    AND ${notWalled('a.victim_key')} AND NOT EXISTS (SELECT FROM erased_subject e WHERE e.subject = a.victim_key::text) FOR SHARE OF a`;

/** $1 id, $2 appointment, $3 code, $4 victim, $5 and $6 the authority, $7 date, $8 payer, $9 sealed, $10–$12 the scan, $13–$15 who; none of a day to come */
export const ADD_ORDER = `
  INSERT INTO exam_order (id, appointment_id, referral_code, victim_key, authority_agency, authority_kind, ordered_on, payer, sealed,
    attachment, attachment_type, attachment_bytes, agency, unit, staff)
  SELECT $1::uuid, $2::uuid, $3::text, $4::uuid, $5::text, $6::text, $7::date, $8::text, $9::bytea, $10::bytea, $11::text, $12::int, $13::text, $14::text, $15::text
  WHERE $7::date <= (clock_timestamp() AT TIME ZONE 'UTC' + interval '14 hours')::date
  RETURNING id`;

/** Locks an order that the requester's unit has recorded: $1 agency, $2 unit, $3 staff, $4 id. */
export const LOCK_RECORDED = `SELECT o.id, o.error_reason AS "errorReason" FROM exam_order o
  WHERE o.id = $4::uuid AND ${RECORDED} AND ${notWalled('o.victim_key')} FOR UPDATE`;

/** A locked order. $1 id, $2 reason, $3 staff */
export const MARK_IN_ERROR =
  'UPDATE exam_order SET error_reason = $2, error_at = clock_timestamp(), error_by = $3 WHERE id = $1::uuid';
