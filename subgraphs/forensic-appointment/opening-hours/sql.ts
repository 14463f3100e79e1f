/**
 * CTEs `search`, `shift` and `open`: when clinics are open, as instants. Wall time becomes an instant by the database's zone data, so a
 * day on which the clocks change has 23 or 25 hours. Shifts that touch are one (an examination may run over midnight in a clinic that
 * never closes); a closed date takes away the whole local day, of a night shift the part that lies in it.
 * Each step is MATERIALIZED: planned together they took the planner longer than the answer, and closed dates were read for every slot.
 * Parameters: $3 earliest start (never before now), $4 latest start, $5 clinic or null for all.
 */
export const OPEN = `
  search AS MATERIALIZED (
    SELECT clock_timestamp() AS now, greatest($3::timestamptz, clock_timestamp()) AS earliest, $4::timestamptz AS latest
  ),
  shift AS MATERIALIZED (
    SELECT c.id AS clinic_id, c.zone, c.slot_minutes, c.horizon_days, w.opens_at, greatest(w.opens_at, w.closes_at) AS closes_at
    FROM search CROSS JOIN clinic c
    CROSS JOIN LATERAL generate_series(-1, ceil(extract(epoch FROM search.latest - search.earliest) / 86400)::int + 1) AS n
    CROSS JOIN LATERAL (SELECT (search.earliest AT TIME ZONE c.zone)::date + n AS date) AS day
    JOIN opening_hours h ON h.clinic_id = c.id AND h.weekday = extract(isodow FROM day.date)
    CROSS JOIN LATERAL (
      SELECT (day.date + h.opens) AT TIME ZONE c.zone AS opens_at,
             (day.date + CASE WHEN h.closes <= h.opens THEN 1 ELSE 0 END + h.closes) AT TIME ZONE c.zone AS closes_at
    ) AS w
    WHERE $5::uuid IS NULL OR c.id = $5::uuid
  ),
  open AS MATERIALIZED (
    SELECT s.clinic_id, range_agg(tstzrange(s.opens_at, s.closes_at)) - coalesce(
        (SELECT range_agg(tstzrange(x.closed_on::timestamp AT TIME ZONE s.zone, (x.closed_on + 1)::timestamp AT TIME ZONE s.zone))
         FROM closed_date x WHERE x.clinic_id = s.clinic_id),
        '{}'::tstzmultirange) AS during
    FROM shift s GROUP BY s.clinic_id, s.zone
  )`;
