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
 * Oldest first: $1 agency of the requester, $2 agency, $3 true for active ones only, $4 and $5 creation time and id that the page starts
 * after or null, $6 limit.
 */
export const STAFF = new Statement<StaffMember & { created: Date }>(
  'staff',
  `SELECT ${COLUMNS}, s.created_at AS created FROM ${ADMINISTERED}
     AND s.agency_id = $2::uuid AND (s.active OR NOT $3)
     AND ($4::timestamptz IS NULL OR (s.created_at, s.id) > ($4, $5::uuid))
   ORDER BY s.created_at, s.id LIMIT $6`,
);
