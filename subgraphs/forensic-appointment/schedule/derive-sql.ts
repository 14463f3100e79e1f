/**
 * What is expanded: the rules of a clinic that have not ended with their exceptions, and the wall dates between which shifts are kept.
 * $1 clinic, $2 as at another instant than now, or null. Locks nothing: whoever derives holds the clinic's row.
 */
export const RULES_TO_EXPAND = `
  SELECT r.id, to_char(r.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS "startsAt", r.minutes, r.rrule,
    to_char(t.today - 2, 'YYYY-MM-DD"T"00:00:00') AS "from", to_char(t.today + c.horizon_days + 1, 'YYYY-MM-DD"T"00:00:00') AS "to",
    ARRAY(SELECT to_char(x.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') FROM schedule_exception x WHERE x.rule_id = r.id AND x.kind = 'EXDATE') AS "exdates",
    ARRAY(SELECT to_char(x.starts_at, 'YYYY-MM-DD"T"HH24:MI:SS') FROM schedule_exception x WHERE x.rule_id = r.id AND x.kind = 'RDATE') AS "rdates"
  FROM clinic c CROSS JOIN LATERAL (SELECT (coalesce($2::timestamptz, clock_timestamp()) AT TIME ZONE c.zone)::date AS today) t JOIN schedule_rule r ON r.clinic_id = c.id
  WHERE c.id = $1::uuid AND r.ended_at IS NULL`;

/**
 * Makes the clinic's shifts what its rules, exceptions and the database's zone data say, from yesterday on: those that are no more go, those that are new come,
 * the others are not touched. A shift of an examiner is time in which she or he can examine: opening hours, or the own working hours within them,
 * without what is closed and without leave; on call is what lies outside of that, and only premises or a quarantine close it.
 * Wall time that clocks skip is the hour after; wall time that comes twice begins at the second and ends at it.
 * $1 clinic, $2 and $3 rules and the wall times at which they occur, $4 as at another instant than now, or null
 */
export const DERIVE_SHIFTS = `
  WITH zone AS MATERIALIZED (
    SELECT c.id, c.zone, ((coalesce($4::timestamptz, clock_timestamp()) AT TIME ZONE c.zone)::date - 1)::timestamp AT TIME ZONE c.zone AS since
    FROM clinic c WHERE c.id = $1::uuid
  ),
  occurrence AS MATERIALIZED (
    SELECT r.id AS rule_id, r.examiner_id, r.kind, r.reach_minutes, tstzmultirange(tstzrange(o.at AT TIME ZONE z.zone,
        greatest(o.at AT TIME ZONE z.zone, (o.at + make_interval(mins => r.minutes)) AT TIME ZONE z.zone))) AS during
    FROM zone z CROSS JOIN unnest($2::uuid[], $3::timestamp[]) AS o(rule, at) JOIN schedule_rule r ON r.id = o.rule
  ),
  away AS MATERIALIZED (
    SELECT x.examiner_id, x.reason, tstzrange(x.starts_at AT TIME ZONE z.zone, greatest(x.starts_at AT TIME ZONE z.zone, x.ends_at AT TIME ZONE z.zone)) AS during
    FROM zone z JOIN schedule_exception x ON x.clinic_id = z.id WHERE x.kind IN ('CLOSED', 'LEAVE')
  ),
  closed AS MATERIALIZED (
    SELECT coalesce(range_agg(during), '{}') AS days, coalesce(range_agg(during) FILTER (WHERE reason IN ('PREMISES', 'QUARANTINE')), '{}') AS premises
    FROM away WHERE examiner_id IS NULL
  ),
  present AS MATERIALIZED (
    SELECT e.id, e.own_hours, coalesce((SELECT range_agg(a.during) FROM away a WHERE a.examiner_id = e.id), '{}'::tstzmultirange) AS leave
    FROM zone z JOIN examiner e ON e.clinic_id = z.id
  ),
  open AS MATERIALIZED (SELECT o.rule_id, p.during FROM occurrence o, closed, unnest(o.during - closed.days) AS p(during) WHERE o.kind = 'OPEN'),
  hours AS MATERIALIZED (SELECT coalesce(range_agg(during), '{}') AS during FROM open),
  working AS MATERIALIZED (
    SELECT o.rule_id, e.id AS examiner_id, p.during
    FROM present e CROSS JOIN open o CROSS JOIN unnest(tstzmultirange(o.during) - e.leave) AS p(during) WHERE NOT e.own_hours
    UNION ALL
    SELECT o.rule_id, e.id, p.during
    FROM hours, present e JOIN occurrence o ON o.examiner_id = e.id CROSS JOIN unnest(o.during * hours.during - e.leave) AS p(during)
    WHERE e.own_hours AND o.kind = 'WORKING'
  ),
  on_call AS MATERIALIZED (
    SELECT o.rule_id, e.id AS examiner_id, p.during, o.reach_minutes
    FROM closed, present e JOIN occurrence o ON o.examiner_id = e.id AND o.kind = 'ON_CALL'
    LEFT JOIN (SELECT w.examiner_id, range_agg(w.during) AS during FROM working w GROUP BY 1) w ON w.examiner_id = e.id
    CROSS JOIN unnest(o.during - closed.premises - e.leave - coalesce(w.during, '{}')) AS p(during)
  ),
  wanted AS MATERIALIZED (
    SELECT w.* FROM zone z, (
      SELECT NULL::uuid AS examiner_id, rule_id, 'OPEN' AS kind, during, 0 AS reach_minutes FROM open
      UNION SELECT examiner_id, rule_id, 'WORKING', during, 0 FROM working
      UNION SELECT examiner_id, rule_id, 'ON_CALL', during, reach_minutes FROM on_call
    ) w WHERE lower(w.during) >= z.since
  ),
  gone AS (
    DELETE FROM shift s USING zone z
    WHERE s.clinic_id = z.id AND lower(s.during) >= z.since AND NOT EXISTS (
      SELECT FROM wanted w WHERE w.examiner_id IS NOT DISTINCT FROM s.examiner_id AND w.rule_id = s.rule_id AND w.during = s.during)
  ),
  new AS (
    INSERT INTO shift (clinic_id, examiner_id, rule_id, kind, during, reach_minutes)
    SELECT z.id, w.examiner_id, w.rule_id, w.kind, w.during, w.reach_minutes FROM zone z, wanted w
    ON CONFLICT (clinic_id, examiner_id, rule_id, during) DO UPDATE SET reach_minutes = EXCLUDED.reach_minutes
      WHERE shift.reach_minutes <> EXCLUDED.reach_minutes
  )
  UPDATE clinic c SET derived_on = (clock_timestamp() AT TIME ZONE z.zone)::date FROM zone z WHERE c.id = z.id`;
