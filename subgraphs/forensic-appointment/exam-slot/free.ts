import type { ExamNeed } from './need.js';

/**
 * CTE `way` and the lateral `free`: every slot that could be held now, stored nowhere. Shifts of examiners − what live appointments take of
 * examiner, place and equipment. A slot begins on the clinic's grid (`slot_minutes` from the beginning of a shift) and lies, its buffers and travel
 * included, within the examiner's time and the clinic's horizon; on call, not before the examiner can be there.
 *
 * `way` is how an examination can be made at a clinic: in one of its rooms, or by a mobile team in a region that it covers.
 * A statement that uses them has the CTEs `need` (NEED) and `search` (n, earliest, latest, near): `latest` is the first instant that is too late,
 * `near` says whether ways in her region are looked at, or the others.
 */
export const WAYS = `
  way AS MATERIALIZED (
    SELECT c.id AS clinic_id, c.agency, c.slot_minutes, c.horizon_days, w.team_id, w.places,
      (w.team_id IS NOT NULL OR c.region_code = need.region) IS TRUE AS near, coalesce((c.exam_minutes ->> need.kind)::int, need.minutes) AS minutes,
      c.buffer_before_minutes + w.travel AS before, c.buffer_after_minutes + w.travel AS after
    FROM need CROSS JOIN clinic c CROSS JOIN LATERAL (
      SELECT NULL::uuid AS team_id, 0 AS travel, array_agg(p.id ORDER BY cardinality(p.fit_for), p.id) AS places
      FROM exam_place p WHERE p.clinic_id = c.id AND p.kind = 'ROOM' AND p.active AND need.kind = ANY (p.fit_for) AND need.team IS NULL
      HAVING count(*) > 0
      UNION ALL
      SELECT p.id, p.travel_minutes, ARRAY[p.id] FROM exam_place p
      WHERE p.clinic_id = c.id AND p.kind = 'MOBILE_TEAM' AND p.active AND need.kind = ANY (p.fit_for) AND need.region = ANY (p.regions)
        AND (need.team IS NULL OR p.id = need.team) AND NOT need.in_room
    ) w
    WHERE need.clinic IS NULL OR c.id = need.clinic
  )`;

/**
 * `search JOIN ${FREE}`: read once for each row of `search` and each way, and not for those that a LIMIT makes needless. All of it is about one clinic, so that
 * whatever plan is chosen the work grows with the clinics that are looked at and not with their square. What is taken is read once for a way and not for each
 * slot: `stock` has, for the place and each kind of equipment that the examination needs, the units and when each is taken.
 */
export const FREE = `way h ON h.near = search.near CROSS JOIN LATERAL (
    WITH fit AS MATERIALIZED (
      SELECT e.id AS examiner_id, e.staff, coalesce(e.staff, e.id::text) AS person, e.sex, e.languages, cardinality(e.skills) + cardinality(e.languages) AS breadth
      FROM need JOIN examiner e ON e.clinic_id = h.clinic_id AND e.active AND e.skills @> need.skills
      WHERE (need.examiner IS NULL OR e.id = need.examiner) AND (need.sex IS NULL OR e.sex = need.sex)
        AND (need.language IS NULL OR need.language = ANY (e.languages))
    ),
    span AS MATERIALIZED (
      SELECT tstzrange(search.earliest - make_interval(mins => h.before), search.latest + make_interval(mins => h.minutes + h.after)) AS during
    ),
    duty AS MATERIALIZED (
      SELECT f.examiner_id, range_agg(s.during) AS during
      FROM span CROSS JOIN fit f JOIN shift s ON s.examiner_id = f.examiner_id AND s.during && span.during GROUP BY f.examiner_id
    ),
    used AS MATERIALIZED (
      SELECT u.resource, range_agg(u.during) AS busy
      FROM need CROSS JOIN span JOIN appointment_use u ON u.clinic_id = h.clinic_id AND u.live AND u.during && span.during
      JOIN appointment a ON a.id = u.appointment_id AND (a.state <> 'HELD' OR a.held_until > need.now)
      WHERE EXISTS (SELECT FROM duty) GROUP BY u.resource
    ),
    start AS MATERIALIZED (
      SELECT f.examiner_id, grid.at, min(s.reach_minutes) AS reach_minutes, bool_and(s.kind = 'ON_CALL') AS on_call, t.taken
      FROM need CROSS JOIN fit f JOIN duty d ON d.examiner_id = f.examiner_id
      JOIN shift s ON s.examiner_id = f.examiner_id AND s.during && tstzrange(search.earliest, search.latest)
      LEFT JOIN used u ON u.resource = f.person
      CROSS JOIN LATERAL generate_series(lower(s.during), upper(s.during) - interval '1 second', make_interval(mins => h.slot_minutes)) AS grid(at)
      CROSS JOIN LATERAL (SELECT tstzrange(grid.at - make_interval(mins => h.before), grid.at + make_interval(mins => h.minutes + h.after)) AS taken) t
      WHERE grid.at >= search.earliest AND grid.at < search.latest AND grid.at >= need.now + make_interval(mins => s.reach_minutes + h.before)
        AND grid.at <= need.now + make_interval(days => h.horizon_days) AND t.taken <@ d.during AND (u.busy IS NULL OR NOT u.busy && t.taken)
      GROUP BY f.examiner_id, grid.at, t.taken
    ),
    stock AS MATERIALIZED (
      SELECT unit.of, array_agg(unit.id ORDER BY unit.place) AS ids, array_agg(coalesce(u.busy, '{}') ORDER BY unit.place) AS busy
      FROM (
        SELECT 'PLACE' AS of, p.id, p.place FROM unnest(h.places) WITH ORDINALITY AS p(id, place)
        UNION ALL
        SELECT q.kind, q.id, row_number() OVER (ORDER BY q.id) FROM need
        JOIN exam_equipment q ON q.clinic_id = h.clinic_id AND q.active AND q.kind = ANY (need.equipment) AND q.team_id IS NOT DISTINCT FROM h.team_id
      ) unit LEFT JOIN used u ON u.resource = unit.id::text
      WHERE EXISTS (SELECT FROM start) GROUP BY unit.of
    ),
    equipped AS MATERIALIZED (
      SELECT k.taken, array_agg(one.id ORDER BY s.of = 'PLACE' DESC) AS units
      FROM need CROSS JOIN (SELECT DISTINCT taken FROM start) k CROSS JOIN stock s
      CROSS JOIN LATERAL (SELECT u.id FROM unnest(s.ids, s.busy) WITH ORDINALITY AS u(id, busy, place) WHERE NOT u.busy && k.taken ORDER BY u.place LIMIT 1) one
      GROUP BY k.taken, need.equipment HAVING count(*) = 1 + cardinality(need.equipment)
    )
    SELECT h.clinic_id, h.agency, h.team_id, s.examiner_id, f.staff, f.sex, f.languages, f.breadth, s.on_call, s.reach_minutes,
      s.at AS starts_at, s.at + make_interval(mins => h.minutes) AS ends_at, h.before, h.after, s.taken, e.units
    FROM start s JOIN fit f ON f.examiner_id = s.examiner_id JOIN equipped e ON e.taken = s.taken
  ) free`;

/** CTE `need`: $1 to $12, in the order of {@link needParameters}. */
export const NEED = `need AS MATERIALIZED (
    SELECT $1::text AS kind, $2::int AS minutes, $3::text[] AS skills, $4::text[] AS equipment, $5::text AS region, $6::uuid AS clinic,
      $7::uuid AS examiner, $8::text AS sex, $9::text AS language, $10::uuid AS team, $11::boolean AS in_room, coalesce($12::timestamptz, clock_timestamp()) AS now
  )`;

export const needParameters = (need: ExamNeed): unknown[] => [
  need.kind,
  need.minutes,
  need.skills,
  need.equipment,
  need.region,
  need.clinic,
  need.examiner,
  need.sex,
  need.language,
  need.team,
  need.inRoom,
  need.at,
];
