import { Statement } from '../../kit/index.js';
import { walled } from '../disclosure/open.js';
import { EMERGENCY_POLICY } from './policy.js';
import type { EmergencyAccess } from './types.js';
import { EmergencyAccessState } from './vocabulary.js';

export const REVIEW_BY = `e.opened_at + interval '${EMERGENCY_POLICY.reviewHours} hours'`;
const UNREVIEWED = 'e.confirmed_at IS NULL AND e.verdict IS NULL';
/** Nobody else has looked at it in time. */
export const OVERDUE = `${UNREVIEWED} AND ${REVIEW_BY} < clock_timestamp()`;

const COLUMNS = `e.id, e.agency, e.unit, e.staff, e.role, e.threat, e.categories, e.opened_at AS "openedAt",
  coalesce(least(e.closed_at, e.expires_at), e.expires_at) AS until, e.closed_at IS NULL AND e.expires_at > clock_timestamp() AS open,
  coalesce(e.verdict, CASE WHEN e.confirmed_at IS NOT NULL THEN 'CONFIRMED' ELSE 'UNREVIEWED' END) AS state,
  ${REVIEW_BY} AS "reviewBy", ${OVERDUE} AS overdue`;

/** Condition: no wall stands between the reader ($1 agency, $2 unit, $3 staff) and whom `e` is about. */
export const NOT_WALLED = `NOT ${walled('e.victim_key', { agency: '$1::text', unit: '$2::text', staff: '$3::text' })}`;

/** $1 to $3 the reader, $4 id */
export const EMERGENCY_ACCESS_BY_ID = new Statement<EmergencyAccess>(
  'consent.emergencyAccessById',
  `SELECT ${COLUMNS} FROM emergency_access e WHERE e.id = $4::uuid AND ${NOT_WALLED}`,
);

const IN_STATE: Readonly<Record<EmergencyAccessState, string>> = {
  UNREVIEWED,
  CONFIRMED: 'e.confirmed_at IS NOT NULL AND e.verdict IS NULL',
  JUSTIFIED: "e.verdict = 'JUSTIFIED'",
  NOT_JUSTIFIED: "e.verdict = 'NOT_JUSTIFIED'",
};

/** Newest first. $1 to $3 the reader, $4 true for those of every agency, $5 and $6 keyset, $7 limit */
export const EMERGENCY_ACCESSES = Object.fromEntries(
  Object.values(EmergencyAccessState).map((state) => [
    state,
    new Statement<EmergencyAccess>(
      `consent.emergencyAccesses.${state}`,
      `SELECT ${COLUMNS} FROM emergency_access e
       WHERE ${IN_STATE[state]} AND ($4::boolean OR e.agency = $1::text) AND ${NOT_WALLED}
         AND (e.opened_at, e.id) < ($5::timestamptz, $6::uuid)
       ORDER BY e.opened_at DESC, e.id DESC LIMIT $7`,
    ),
  ]),
) as Record<EmergencyAccessState, Statement<EmergencyAccess>>;

/** For her: all that was opened about her, newest first. $1 victim, $2 and $3 keyset, $4 limit */
export const EMERGENCY_ACCESSES_OF_VICTIM = new Statement<EmergencyAccess>(
  'consent.emergencyAccessesOfVictim',
  `SELECT ${COLUMNS} FROM emergency_access e WHERE e.victim_key = $1::uuid AND (e.opened_at, e.id) < ($2::timestamptz, $3::uuid)
   ORDER BY e.opened_at DESC, e.id DESC LIMIT $4`,
);
