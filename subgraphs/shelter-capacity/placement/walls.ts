import { notWalled } from '../../kit/index.js';

/**
 * SQL condition: no wall keeps the requester ($1 agency, $2 unit, $3 staff) out by her whose record some placement `x` was linked with in error. Nobody can tell a wrong
 * link from a right one that somebody calls wrong, so her walls go on, those of later too. But for one that names the house itself: it can only be of later, for
 * who is kept out takes no link away, and whoever sleeps there now would have nobody who can extend her stay.
 */
export const openByUnlinked = (x: string): string => `NOT EXISTS (SELECT FROM placement_unlinked x
  JOIN conflict_wall wall ON wall.victim_key = x.victim_key WHERE (${x}) AND ((wall.subject_kind = 'STAFF' AND wall.subject = $3::text)
    OR (wall.subject_kind = 'UNIT' AND wall.subject = $2::text)
    OR (wall.subject_kind = 'AGENCY' AND wall.subject = $1::text AND wall.subject IS DISTINCT FROM x.agency)))`;

/** No wall stands between the requester and its victim, her whom the sender named for her walls, or her with whom it was linked in error. */
export const OPEN = `${notWalled('ANY (ARRAY[p.victim_key, p.walls_of])')} AND ${openByUnlinked('x.placement_id = p.id')}`;

/**
 * Whose walls a new placement takes over, with the house whose agency they do not keep out, as `openByUnlinked` has it: of everybody with whose record the stay that it goes on from (`transferOf`),
 * or an earlier offer to its entry of a waiting list (`waiting`), is linked or was linked in error, or whom its sender named.
 */
export const wallsBefore = (transferOf: string, waiting: string): string => `(SELECT k.key, NULL::text AS agency
    FROM placement o CROSS JOIN unnest(ARRAY[o.victim_key, o.walls_of]) AS k(key)
    WHERE (o.id = ${transferOf} OR o.waiting_id = ${waiting}) AND k.key IS NOT NULL
  UNION SELECT x.victim_key, x.agency FROM placement_unlinked x
    WHERE (x.placement_id = ${transferOf} OR x.waiting_id = ${waiting}) AND x.victim_key IS NOT NULL)`;

/** Whose walls keep others than the requester out of the placement `p`. */
export const WALLED_BY = `ANY (ARRAY[p.victim_key, p.walls_of]
  || ARRAY(SELECT x.victim_key FROM placement_unlinked x WHERE x.placement_id = p.id))`;
