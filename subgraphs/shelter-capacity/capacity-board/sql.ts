import { Statement } from '../../kit/index.js';
import { STALE_SECONDS } from '../availability/count-age.js';
import { shelterDay } from '../availability/shelter-day.js';
import { BED_COUNTS, HAS_BEDS, nights, OBSERVED_AT, OPENING_STATE } from '../availability/sql.js';
import type { BedCapacityOwn } from './types.js';

export interface KindAtMark {
  readonly asOf: Date;
  readonly shelters: number;
  readonly stale: number;
  readonly kind: BedCapacityOwn['kind'] | null;
  readonly units: number;
  readonly beds: number;
  readonly occupied: number;
  readonly held: number;
  readonly free: number;
}

/**
 * The beds of a region at its last six-hour mark, by kind; one row without a kind when it has none, no row for an unknown region. Derived from the last
 * step that each placement had by then, of those that live and those that have moved since; stored nowhere. What has been longer is not looked at.
 * $1 region
 */
export const BOARD = new Statement<KindAtMark>(
  'shelter-capacity.board',
  `WITH mark AS (
     SELECT r.code, r.zone, (date_trunc('day', w.now) + floor(extract(hour FROM w.now) / 6) * interval '6 hours') AT TIME ZONE r.zone AS at
     FROM region r CROSS JOIN LATERAL (SELECT clock_timestamp() AT TIME ZONE r.zone AS now) w WHERE r.code = $1
   ), house AS MATERIALIZED (
     SELECT s.id AS shelter, u.id, u.kind, u.exclusive, u.beds_in_service AS total, u.observed_at, s.participation,
       ${OPENING_STATE} IN ('OPEN', 'SEASONAL') AS admits
     FROM mark JOIN shelter s ON s.region_code = mark.code AND ${HAS_BEDS} JOIN unit u ON u.shelter_id = s.id AND u.beds_in_service > 0
   ), known AS (
     SELECT coalesce(past.unit_id, p.unit_id) AS unit, coalesce(p.arrived_at <= mark.at, false) AS slept,
       coalesce(past.beds, ARRAY(SELECT bed_id FROM placement_bed WHERE placement_id = p.id)) AS beds
     FROM mark CROSS JOIN (
       SELECT pb.placement_id AS id FROM house CROSS JOIN LATERAL (SELECT placement_id FROM placement_bed WHERE unit_id = house.id AND live OFFSET 0) pb
       UNION SELECT st.placement_id FROM mark JOIN placement_step st ON st.at > mark.at
         -- no mark is longer ago; a time that the planner knows beforehand
         AND st.at > now() - interval '8 hours') c
     CROSS JOIN LATERAL (SELECT * FROM placement WHERE id = c.id OFFSET 0) p
     LEFT JOIN LATERAL (SELECT st.unit_id, st.beds, st.during FROM placement_step st WHERE st.placement_id = p.id AND st.at <= mark.at
       ORDER BY st.id DESC LIMIT 1) past ON true
     WHERE p.created_at <= mark.at AND (p.arrived_at <= mark.at OR ((p.accepted_at <= mark.at OR p.spoken_at <= mark.at OR p.held_until > mark.at)
       AND coalesce(past.during, p.during) @> ${shelterDay('mark.zone', 'mark.at')}))
   ), taken AS (
     SELECT unit, count(DISTINCT bed) FILTER (WHERE slept)::int AS slept, count(DISTINCT bed) FILTER (WHERE NOT slept)::int AS held
     FROM known CROSS JOIN unnest(beds) AS bed GROUP BY unit
   ), units AS (
     SELECT u.shelter, u.kind, u.total, o.occupied, least(coalesce(t.held, 0), u.total - o.occupied) AS held,
       CASE WHEN NOT u.admits OR (u.exclusive AND t.unit IS NOT NULL) THEN 0 ELSE greatest(0, u.total - o.occupied - coalesce(t.held, 0)) END AS free,
       CASE WHEN u.participation = 'COUNTS_ONLY' THEN counted.observed_at ELSE u.observed_at END AS observed_at, mark.at
     FROM mark CROSS JOIN house u LEFT JOIN taken t ON t.unit = u.id
     LEFT JOIN LATERAL (SELECT bo.others, bo.observed_at FROM bed_observation bo WHERE bo.unit_id = u.id AND bo.published_at <= mark.at
       ORDER BY bo.version DESC LIMIT 1) counted ON true
     CROSS JOIN LATERAL (SELECT CASE WHEN u.participation = 'COUNTS_ONLY' THEN coalesce(counted.others, u.total) ELSE 0 END AS others) w
     CROSS JOIN LATERAL (SELECT least(u.total, coalesce(t.slept, 0) + w.others) AS occupied) o
   ), shelters AS (
     SELECT count(*)::int AS shelters, count(*) FILTER (WHERE at IS NULL OR at <= mark - make_interval(secs => ${STALE_SECONDS}))::int AS stale
     FROM (SELECT shelter, max(observed_at) AS at, max(units.at) AS mark FROM units GROUP BY shelter) latest
   )
   SELECT mark.at AS "asOf", shelters.shelters, shelters.stale, k.kind, coalesce(k.units, 0) AS units, coalesce(k.beds, 0) AS beds,
     coalesce(k.occupied, 0) AS occupied, coalesce(k.held, 0) AS held, coalesce(k.free, 0) AS free
   FROM mark CROSS JOIN shelters LEFT JOIN (
     SELECT kind, count(*)::int AS units, sum(total)::int AS beds, sum(occupied)::int AS occupied, sum(held)::int AS held, sum(free)::int AS free
     FROM units GROUP BY kind) k ON true ORDER BY k.kind`,
);

/** Of several units the figures are as old as the oldest of them. $1 region, $2 agency, $3 null (tonight) */
export const OWN_BOARD = new Statement<Omit<BedCapacityOwn, 'countAge'> & { readonly age: number | null }>(
  'shelter-capacity.own-board',
  `SELECT u.kind, count(*)::int AS units, sum(a.total)::int AS beds, sum(a.occupied)::int AS occupied, sum(a.taken - a.occupied)::int AS held,
     sum(CASE WHEN u.exclusive AND a.taken > 0 THEN 0 ELSE greatest(0, a.total - a.taken) END)::int AS free,
     (array_agg(o.at ORDER BY o.at NULLS FIRST))[1] AS "observedAt", (array_agg(o.by ORDER BY o.at NULLS FIRST))[1] AS "publishedBy",
     extract(epoch FROM clock_timestamp() - (array_agg(o.at ORDER BY o.at NULLS FIRST))[1])::int AS age
   FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$3', '1')} ${BED_COUNTS}
   CROSS JOIN LATERAL (SELECT ${OBSERVED_AT} AS at,
     (SELECT bo.staff FROM bed_observation bo WHERE bo.unit_id = u.id ORDER BY bo.version DESC LIMIT 1) AS by) o
   WHERE s.agency = $2::text AND s.region_code = $1 AND a.total > 0 GROUP BY u.kind ORDER BY u.kind`,
);
