import { Statement } from '../../kit/index.js';
import { carried, giverStands, walled } from '../disclosure/open.js';
import { notClosed } from '../erasure/closed.js';
import type { SubjectLook, SubjectSharing } from './page-types.js';

export const LOOKS_ON_A_PAGE = 25;

/** With the agency, whose kind alone leaves this subgraph. */
type Of<Shown> = Omit<Shown, 'agencyKind'> & { readonly agency: string };

/**
 * What is in force now, whatever its ground, under the conditions of `disclosure/open.ts`; but not what a wall against the whole recipient, or her asking
 * for erasure, closes. $1 victim
 */
export const SHARING = new Statement<Of<SubjectSharing>>(
  'subjectPage.sharing',
  `SELECT consent, agency, ground, purposes, opened AS categories, until FROM (
     SELECT c.id::text AS consent, c.recipient_agency AS agency, c.recipient_unit AS unit, 'CONSENT' AS ground, c.purposes,
       ARRAY(SELECT each FROM unnest(c.categories) AS each WHERE each <> ALL(c.excluded)) AS categories, c.expires_at AS until
     FROM consent c WHERE c.victim_key = $1 AND c.withdrawn_at IS NULL AND c.expires_at > clock_timestamp() AND ${giverStands}
       AND COALESCE(c.recipient_unit <> ALL(c.excluded_recipients), true)
     UNION ALL
     SELECT NULL, l.agency, l.unit, l.kind, ARRAY[l.purpose], l.categories, l.review_at
     FROM legal_basis l WHERE l.victim_key = $1 AND l.ended_at IS NULL AND l.review_at > clock_timestamp()
     UNION ALL
     SELECT NULL, e.agency, e.unit, 'EMERGENCY_ACCESS', ARRAY['EMERGENCY'], e.categories, e.expires_at
     FROM emergency_access e WHERE e.victim_key = $1 AND e.closed_at IS NULL AND e.expires_at > clock_timestamp()
   ) basis LEFT JOIN victim r ON r.key = $1
   CROSS JOIN LATERAL (SELECT ARRAY(SELECT category FROM unnest(basis.categories) AS category WHERE ${carried}) AS opened) shown
   WHERE cardinality(opened) > 0 AND ${notClosed('$1')} AND NOT ${walled('$1', { agency: 'basis.agency', unit: 'basis.unit' })}
   ORDER BY until, consent`,
);

/** Her own looks among them once there are others: a page with nothing on it stays empty. $1 victim, $2 look that the page lies before, or null, $3 limit */
export const LOOKS = new Statement<Of<SubjectLook>>(
  'subjectPage.looks',
  `SELECT l.id::text, l.request_id AS request, l.kind, l.agency, l.category, l.basis AS ground, l.purpose, l.at
   FROM access_log l
   WHERE l.victim_key = $1 AND (l.at, l.id) < (
     coalesce((SELECT b.at FROM access_log b WHERE b.id = $2::bigint AND b.victim_key = $1), 'infinity'), coalesce($2::bigint, 9223372036854775807))
     AND (l.kind <> 'SUBJECT' OR EXISTS (SELECT FROM access_log o WHERE o.victim_key = $1 AND o.kind <> 'SUBJECT'))
   ORDER BY l.at DESC, l.id DESC LIMIT $3`,
);
