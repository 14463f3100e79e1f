import { notClosed } from '../erasure/closed.js';

/**
 * What is open, as SQL: the one text of which every statement that opens or promises something is made (`decision.ts`, `coverage.ts`). It has three
 * steps, each in a place of its own: who is reachable at all, on which grounds a category is open, and what is never open whatever the ground.
 */

/** The parameters that say to whom it would be open, as SQL expressions. */
export interface Reader {
  readonly agency: string;
  readonly unit: string;
  /** Left out: the recipient as a whole, whoever of it reads */
  readonly staff?: string;
  /** Left out: for whatever purpose */
  readonly purpose?: string;
}

/**
 * Condition: whoever gave the consent `c` may still speak. A guardian may while the child is one, by the database's clock, and while no report names that
 * guardian; she herself always may.
 */
export const giverStands = `(c.given_by IS NULL OR EXISTS (SELECT FROM guardian g JOIN victim child ON child.key = g.victim_key
  WHERE g.id = c.given_by AND g.victim_key = c.victim_key AND g.suspended_at IS NULL AND child.majority_at > clock_timestamp()))`;

/** Condition: a wall stands between the reader and the victim in `column`. */
export const walled = (column: string, { agency, unit, staff }: Reader): string =>
  `EXISTS (SELECT FROM conflict_wall w WHERE w.victim_key = ${column} AND w.lifted_at IS NULL AND (
    (w.subject_kind = 'AGENCY' AND w.subject = ${agency}) OR (w.subject_kind = 'UNIT' AND w.subject = ${unit})
    ${staff ? `OR (w.subject_kind = 'STAFF' AND w.subject = ${staff})` : ''}))`;

/** Step 1, before every ground: of those asked for, whom nothing keeps the reader from. */
const reachable = (keys: string, reader: Reader): string =>
  `SELECT v.key, v.majority_at FROM victim v WHERE v.key = ANY(${keys}) AND ${notClosed('v.key')} AND NOT ${walled('v.key', reader)}`;

/** Step 2: a ground, as rows of (key, category, basis, until) about those who are `reachable`. */
type Ground = (reader: Reader) => string;

const consents: Ground = ({ agency, unit, staff, purpose }) =>
  `SELECT c.victim_key AS key, opened AS category, 'CONSENT' AS basis,
     LEAST(c.expires_at, CASE WHEN c.given_by IS NOT NULL THEN r.majority_at END) AS until
   FROM reachable r JOIN consent c ON c.victim_key = r.key CROSS JOIN unnest(c.categories) AS opened
   WHERE c.withdrawn_at IS NULL AND c.recipient_agency = ${agency} AND (c.recipient_unit IS NULL OR c.recipient_unit = ${unit})
     AND COALESCE(${unit} <> ALL(c.excluded_recipients), true) ${staff ? `AND ${staff} <> ALL(c.excluded_recipients)` : ''}
     ${purpose ? `AND ${purpose} = ANY(c.purposes)` : ''}
     AND c.expires_at > clock_timestamp() AND opened <> ALL(c.excluded) AND ${giverStands}`;

const legalBases: Ground = ({ agency, unit, purpose }) =>
  `SELECT l.victim_key, opened, l.kind, l.review_at
   FROM reachable r JOIN legal_basis l ON l.victim_key = r.key CROSS JOIN unnest(l.categories) AS opened
   WHERE l.ended_at IS NULL AND l.agency = ${agency} AND (l.unit IS NULL OR l.unit = ${unit})
     ${purpose ? `AND l.purpose = ${purpose}` : ''} AND l.review_at > clock_timestamp()`;

/** Only for whom opened it, who states an emergency; what it never opens is said here again, whatever its row says. */
const emergencies: Ground = ({ agency, staff, purpose }) =>
  `SELECT e.victim_key, opened, 'EMERGENCY_ACCESS', e.expires_at
   FROM reachable r JOIN emergency_access e ON e.victim_key = r.key CROSS JOIN unnest(e.categories) AS opened
   WHERE ${staff && purpose ? `e.staff = ${staff} AND e.agency = ${agency} AND ${purpose} = 'EMERGENCY'` : 'false'}
     AND e.closed_at IS NULL AND e.expires_at > clock_timestamp() AND opened <> ALL('{SHELTER,CONTACT}'::text[])`;

/** Step 3, after every ground: the record of a child never says where her mother is, not even when she is of age. */
export const carried = `(r.majority_at IS NULL OR category NOT IN ('CONTACT', 'SHELTER'))`;

const GROUNDS: readonly Ground[] = [consents, legalBases, emergencies];

/** The CTEs that end in `open` (key, category, basis, until): each open category once, on the ground that lasts longest. */
export const open = (keys: string, reader: Reader): string =>
  `reachable AS MATERIALIZED (${reachable(keys, reader)}),
   ground AS (${GROUNDS.map((ground) => ground(reader)).join(' UNION ALL ')}),
   open AS MATERIALIZED (
     SELECT DISTINCT ON (key, category) key, category, basis, until FROM ground JOIN reachable r USING (key) WHERE ${carried}
     ORDER BY key, category, until DESC)`;
