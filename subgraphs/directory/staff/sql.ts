import { Statement } from '../../kit/index.js';
import type { StaffMember } from './types.js';

const COLUMNS = `s.id, s.issuer, s.subject, s.role, s.languages, s.active, s.agency_id AS "agencyId", s.unit_id AS "unitId"`;

/** The staff that the administrator of agency $1 administers: its own, or everybody's for the operator of the hub. */
const ADMINISTERED = `staff_member s WHERE (s.agency_id = $1::uuid OR (SELECT operator FROM agency WHERE id = $1::uuid))`;

/** $1 agency of the requester, $2 id of the member of staff */
export const STAFF_MEMBER = new Statement<StaffMember>(
  'staff_member',
  `SELECT ${COLUMNS} FROM ${ADMINISTERED} AND s.id = $2::uuid`,
);

/**
 * By the time of their creation: $1 agency of the requester, $2 agency, $3 true for active ones only, $4 and $5 creation time (µs since
 * the epoch) and id that the page starts after or null, $6 limit
 */
export const STAFF = new Statement<StaffMember & { created: string }>(
  'staff',
  `SELECT ${COLUMNS}, (extract(epoch FROM s.created_at) * 1000000)::bigint AS created FROM ${ADMINISTERED}
     AND s.agency_id = $2::uuid AND (s.active OR NOT $3)
     AND ($4::bigint IS NULL OR (s.created_at, s.id) > (timestamptz 'epoch' + $4 * interval '1 microsecond', $5::uuid))
   ORDER BY s.created_at, s.id LIMIT $6`,
);
