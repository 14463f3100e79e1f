import { Statement } from '../../kit/index.js';
import { STALE_SECONDS } from '../availability/count-age.js';
import { BED_COUNTS, HAS_BEDS, nights, OBSERVED_AT, OPENING_STATE } from '../availability/sql.js';
import type { BedCapacityOwn } from './types.js';

export interface KindAtMark {
  readonly asOf: Date;
  readonly shelters: number;
  readonly stale: number;
  readonly kind: BedCapacityOwn['kind'] | null;
  readonly occupied: number;
  readonly free: number;
}

/**
 * The beds of a region at its last six-hour mark, by kind; one row without a kind when it has none, no row for an unknown region. Derived
 * from who had arrived and not departed by then; stored nowhere. Holds are not in it: whether a bed was held then is not kept.
 * $1 region
 */
export const BOARD = new Statement<KindAtMark>(
  'shelter-capacity.board',
  `WITH mark AS (
     SELECT r.code, (date_trunc('day', w.now) + floor(extract(hour FROM w.now) / 6) * interval '6 hours') AT TIME ZONE r.zone AS at
     FROM region r CROSS JOIN LATERAL (SELECT clock_timestamp() AT TIME ZONE r.zone AS now) w WHERE r.code = $1
   ), departed AS MATERIALIZED (
     SELECT p.unit_id, pb.bed_id FROM mark CROSS JOIN placement p
     CROSS JOIN LATERAL (SELECT bed_id FROM placement_bed WHERE placement_id = p.id OFFSET 0) pb
     WHERE coalesce(p.departed_at, p.held_until) > mark.at AND p.state = 'DEPARTED' AND p.arrived_at <= mark.at
   ), units AS (
     SELECT s.id AS shelter, u.kind, t.total, least(t.total, k.beds + w.others) AS occupied,
       CASE WHEN ${OPENING_STATE} NOT IN ('OPEN', 'SEASONAL') OR (u.exclusive AND k.beds > 0) THEN 0 ELSE greatest(0, t.total - k.beds - w.others) END AS free,
       ${OBSERVED_AT} AS observed_at, mark.at
     FROM mark JOIN shelter s ON s.region_code = mark.code AND ${HAS_BEDS} JOIN unit u ON u.shelter_id = s.id
     LEFT JOIN LATERAL (SELECT bo.others, bo.observed_at FROM bed_observation bo WHERE bo.unit_id = u.id AND bo.published_at <= mark.at
       ORDER BY bo.version DESC LIMIT 1) counted ON true
     CROSS JOIN LATERAL (SELECT u.beds_in_service AS total) t
     CROSS JOIN LATERAL (SELECT count(*)::int AS beds FROM (
       SELECT pb.bed_id FROM placement_bed pb JOIN placement p ON p.id = pb.placement_id
       WHERE pb.unit_id = u.id AND pb.live AND p.state = 'ARRIVED' AND p.arrived_at <= mark.at
       UNION SELECT departed.bed_id FROM departed WHERE departed.unit_id = u.id) slept) k
     CROSS JOIN LATERAL (SELECT CASE WHEN s.participation = 'COUNTS_ONLY' THEN coalesce(counted.others, t.total) ELSE 0 END AS others) w
     WHERE t.total > 0
   ), shelters AS (
     SELECT count(*)::int AS shelters, count(*) FILTER (WHERE at IS NULL OR at <= mark - make_interval(secs => ${STALE_SECONDS}))::int AS stale
     FROM (SELECT shelter, max(observed_at) AS at, max(units.at) AS mark FROM units GROUP BY shelter) latest
   )
   SELECT mark.at AS "asOf", shelters.shelters, shelters.stale, k.kind, coalesce(k.occupied, 0) AS occupied, coalesce(k.free, 0) AS free
   FROM mark CROSS JOIN shelters LEFT JOIN (
     SELECT kind, sum(occupied)::int AS occupied, sum(free)::int AS free FROM units GROUP BY kind) k ON true ORDER BY k.kind`,
);

/** $1 region, $2 agency, $3 null (tonight) */
export const OWN_BOARD = new Statement<BedCapacityOwn>(
  'shelter-capacity.own-board',
  `SELECT u.kind, count(*)::int AS units, sum(a.total)::int AS beds, sum(a.occupied)::int AS occupied, sum(a.taken - a.occupied)::int AS held,
     sum(CASE WHEN u.exclusive AND a.taken > 0 THEN 0 ELSE greatest(0, a.total - a.taken) END)::int AS free
   FROM shelter s JOIN unit u ON u.shelter_id = s.id ${nights('$3', '1')} ${BED_COUNTS}
   WHERE s.agency = $2::text AND s.region_code = $1 AND a.total > 0 GROUP BY u.kind ORDER BY u.kind`,
);
