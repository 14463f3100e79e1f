import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import { CLINIC_COLUMN } from '../clinic/sql.js';
import { moveColumn } from './moves.js';
import type { Appointment } from './types.js';

export interface AppointmentRow extends Omit<Appointment, 'victim'> {
  readonly victim_key: string | null;
  /** The requester is of the clinic's agency, or of the unit that holds the time */
  readonly party: boolean;
  /** The requester is of the unit that holds the time */
  readonly holds: boolean;
}

/** $1 agency, $2 unit */
const OF_CLINIC = 'a.clinic_agency = $1::text';
const OF_HOLDER = 'a.holder_agency = $1::text AND a.holder_unit IS NOT DISTINCT FROM $2::text';
const isParty = (of: string) => `(${OF_CLINIC} OR (${OF_HOLDER}))`.replaceAll('a.', `${of}.`);

/** A hold that has run out is lapsed, whether or not somebody has taken the time since. */
const COLUMNS = `a.id, a.victim_key, ${CLINIC_COLUMN}, a.examiner_id AS examiner, a.kind, a.priority, a.starts_at AS "startsAt",
  a.ends_at AS "endsAt", a.held_until AS "heldUntil", a.holder_agency AS holder, a.local_reference AS "localReference",
  a.referral_code AS "referralCode", a.cancel_reason AS "cancelReason", a.version,
  a.override_reason AS "overrideReason", a.wait_id AS "waitId",
  (SELECT o.id FROM appointment o WHERE o.id = a.replaces AND a.state = 'HELD' AND ${isParty('o')}) AS replaces,
  ${moveColumn('o.id = a.moved_from', 'a.moved_because', isParty)} AS "movedFrom",
  ${moveColumn('o.moved_from = a.id', 'o.moved_because', isParty)} AS "movedTo",
  CASE WHEN a.state = 'HELD' AND a.held_until <= clock_timestamp() THEN 'LAPSED' ELSE a.state END AS state,
  ${isParty('a')} AS party, ${OF_HOLDER} AS holds`;

/** Own record parameters, then $7 the id. */
export const OWN_APPOINTMENT = new Statement<AppointmentRow>(
  'forensic.own-appointment',
  logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM appointment a JOIN clinic c ON c.id = a.clinic_id
     WHERE a.id = $7::uuid AND (${OF_CLINIC} OR (${OF_HOLDER})) AND ${notWalled('a.victim_key')}`,
  ),
);

/** The page, keyset and period of the list below, for one of the two ways of being a party: each has an index in this order. */
const ownPage = (party: string) => `(SELECT ${COLUMNS} FROM appointment a JOIN clinic c ON c.id = a.clinic_id
  WHERE ${party} AND ${notWalled('a.victim_key')}
    AND ($7::timestamptz IS NULL OR (a.starts_at, a.id) > ($7::timestamptz, $8::uuid))
    AND ($9::timestamptz IS NULL OR a.ends_at > $9::timestamptz) AND ($10::timestamptz IS NULL OR a.starts_at < $10::timestamptz)
  ORDER BY a.starts_at, a.id LIMIT $11::int)`;

/** Own record parameters, then $7 and $8 the keyset, $9 from, $10 to, $11 limit. In the order in which they begin. */
export const OWN_APPOINTMENTS = new Statement<AppointmentRow>(
  'forensic.own-appointments',
  logged(
    Category.FORENSIC,
    `SELECT * FROM (${ownPage(OF_CLINIC)} UNION ALL ${ownPage(`${OF_HOLDER} AND NOT ${OF_CLINIC}`)}) own
     ORDER BY "startsAt", id LIMIT $11::int`,
    '$11::int',
  ),
);

/** Own record parameters, then $7 and $8 the keyset, $9 the code, $10 limit. In the order in which they begin. */
export const OWN_APPOINTMENTS_BY_CODE = new Statement<AppointmentRow>(
  'forensic.own-appointments-by-code',
  logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM appointment a JOIN clinic c ON c.id = a.clinic_id
     WHERE a.referral_code = $9::text AND (${OF_CLINIC} OR (${OF_HOLDER})) AND ${notWalled('a.victim_key')}
       AND ($7::timestamptz IS NULL OR (a.starts_at, a.id) > ($7::timestamptz, $8::uuid))
     ORDER BY a.starts_at, a.id LIMIT $10::int`,
    '$10::int',
  ),
);

/**
 * The appointments of several victims at once, newest first, holds that ran out left out.
 * $1 agency, $2 unit, $3 victims' keys, $4 and $5 the keyset, $6 limit
 */
export const APPOINTMENTS_OF_VICTIMS = new Statement<AppointmentRow & { victim_key: string }>(
  'forensic.appointments-of-victims',
  `SELECT page.* FROM unnest($3::uuid[]) AS v(key) CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM appointment a JOIN clinic c ON c.id = a.clinic_id
     WHERE a.victim_key = v.key AND (a.starts_at, a.id) < ($4::timestamptz, $5::uuid)
       AND a.state <> 'LAPSED' AND (a.state <> 'HELD' OR a.held_until > clock_timestamp())
     ORDER BY a.starts_at DESC, a.id DESC LIMIT $6::int) page`,
);

export { COLUMNS as APPOINTMENT_COLUMNS };
