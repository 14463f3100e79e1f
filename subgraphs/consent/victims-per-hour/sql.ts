import { Statement } from '../../kit/index.js';
import type { ThrottledStaff } from './types.js';

/** $1 agency, $2 and $3 keyset, $4 limit */
export const THROTTLED = new Statement<ThrottledStaff & { id: string }>(
  'consent.throttled-staff',
  `SELECT id::text, staff, victims_of AS "victimsOf", first_at AS "firstAt", last_at AS "lastAt", refusals FROM throttled_staff
   WHERE agency = $1::text AND (first_at, throttled_staff.id) < ($2::timestamptz, $3::bigint)
   ORDER BY first_at DESC, throttled_staff.id DESC LIMIT $4`,
);

/** Whom somebody opened is of no use here after an hour; that he was throttled is kept for a year. */
export const FORGET_HOURS = [
  "DELETE FROM opened_in_hour WHERE latest < clock_timestamp() - interval '1 hour'",
  "DELETE FROM throttled_staff WHERE first_at < clock_timestamp() - interval '1 year'",
];
