import type { ExamNeed } from './need.js';

/** SQL: examiner `e` is one whom `need` asks for. */
const FITS = `e.active AND e.skills @> need.skills AND (need.examiner IS NULL OR e.id = need.examiner) AND (need.sex IS NULL OR e.sex = need.sex)
        AND (need.language IS NULL OR need.language = ANY (e.languages))`;

/** SQL: of clinic `c`, what an examination there needs to be known. */
const CLINIC = `c.id AS clinic_id, c.agency, c.slot_minutes, c.horizon_days, coalesce((c.exam_minutes ->> need.kind)::int, need.minutes) AS minutes`;

/**
 * The lateral `h`: how an examination can be made, in one of the rooms of a clinic or by a mobile team in a region that it covers. Only where somebody fits anything
 * is looked at any further.
 */
const WAY = `LATERAL (
    WITH site AS MATERIALIZED (
      SELECT c.* FROM need JOIN clinic c ON (need.clinic IS NULL OR c.id = need.clinic)
        AND (search.regions IS NULL OR (c.region_code = ANY (search.regions)) <> search.others)
        AND search.earliest <= need.now + make_interval(days => c.horizon_days)
      WHERE need.team IS NULL AND EXISTS (SELECT FROM examiner e WHERE e.clinic_id = c.id AND ${FITS})
    )
    SELECT ${CLINIC}, NULL::uuid AS team_id, room.places, c.buffer_before_minutes AS before, c.buffer_after_minutes AS after
    FROM need CROSS JOIN site c CROSS JOIN LATERAL (
      SELECT array_agg(p.id ORDER BY cardinality(p.fit_for), p.id) AS places FROM exam_place p
      WHERE p.clinic_id = c.id AND p.kind = 'ROOM' AND p.active AND need.kind = ANY (p.fit_for) HAVING count(*) > 0
    ) room
    UNION ALL
    SELECT ${CLINIC}, p.id, ARRAY[p.id], c.buffer_before_minutes + p.travel_minutes, c.buffer_after_minutes + p.travel_minutes
    FROM need JOIN exam_place p ON p.kind = 'MOBILE_TEAM' AND p.active AND p.regions @> ARRAY[need.region] AND need.kind = ANY (p.fit_for)
      AND (need.team IS NULL OR p.id = need.team) AND (need.clinic IS NULL OR p.clinic_id = need.clinic)
    JOIN clinic c ON c.id = p.clinic_id
    WHERE search.teams AND NOT need.in_room
  ) h`;

/**
 * `search CROSS JOIN ${FREE}`: the lateral `free`, every slot that could be held now, stored nowhere. Shifts of examiners − what live appointments take of
 * examiner, place and equipment. A slot begins on the clinic's grid (`slot_minutes` from the beginning of a shift) and lies, its buffers and travel
 * included, within the examiner's time and the clinic's horizon; on call, not before the examiner can be there.
 *
 * Read once for each row of `search` and each way, and not for those that a LIMIT makes needless. All of it is about one clinic, so that
 * whatever plan is chosen the work grows with the clinics that are looked at and not with their square. What is taken is read once for a way and not for each
 * slot: `stock` has, for the place and each kind of equipment that the examination needs, the units and when each is taken.
 *
 * A statement that uses it has the CTE `need` (NEED) and `search` (earliest, latest, regions, others, teams): `latest` is the first instant that is too late;
 * rooms are those of clinics in `regions`, or in none of them when `others` is true, anywhere when null; `teams`: mobile teams that come to her region, too.
 * `except`: a further condition on the live appointments `a` that are in the way.
 */
export const freeBut = (except: string): string => `${WAY} CROSS JOIN LATERAL (
    WITH fit AS MATERIALIZED (
      SELECT e.id AS examiner_id, e.staff, coalesce(e.staff, e.id::text) AS person, e.sex, e.languages, cardinality(e.skills) + cardinality(e.languages) AS breadth
      FROM need JOIN examiner e ON e.clinic_id = h.clinic_id AND ${FITS}
    ),
    span AS MATERIALIZED (
      SELECT tstzrange(search.earliest - make_interval(mins => h.before), search.latest + make_interval(mins => h.minutes + h.after)) AS during
    ),
    hours AS MATERIALIZED (
      SELECT f.examiner_id, f.person, s.during, s.kind, s.reach_minutes, range_agg(s.during) OVER (PARTITION BY f.examiner_id) AS duty
      FROM span CROSS JOIN fit f JOIN shift s ON s.examiner_id = f.examiner_id AND s.during && span.during
    ),
    used AS MATERIALIZED (
      SELECT u.resource, range_agg(u.during) AS busy
      FROM need CROSS JOIN span JOIN appointment_use u ON u.clinic_id = h.clinic_id AND u.live AND u.during && span.during
      JOIN appointment a ON a.id = u.appointment_id AND (a.state <> 'HELD' OR a.held_until > need.now) ${except}
      WHERE EXISTS (SELECT FROM hours) GROUP BY u.resource
    ),
    present AS MATERIALIZED (
      SELECT s.*, u.busy, lower(s.during) + make_interval(mins => h.slot_minutes)
        * greatest(0, ceil(extract(epoch FROM search.earliest - lower(s.during)) / 60 / h.slot_minutes))::float AS first
      FROM hours s LEFT JOIN used u ON u.resource = s.person WHERE s.during && tstzrange(search.earliest, search.latest)
    ),
    start AS MATERIALIZED (
      SELECT s.examiner_id, grid.at, min(s.reach_minutes) AS reach_minutes, bool_and(s.kind = 'ON_CALL') AS on_call, t.taken
      FROM need CROSS JOIN present s
      CROSS JOIN LATERAL generate_series(s.first, least(upper(s.during), search.latest) - interval '1 microsecond', make_interval(mins => h.slot_minutes)) AS grid(at)
      CROSS JOIN LATERAL (SELECT tstzrange(grid.at - make_interval(mins => h.before), grid.at + make_interval(mins => h.minutes + h.after)) AS taken) t
      WHERE grid.at >= need.now + make_interval(mins => s.reach_minutes + h.before) AND grid.at <= need.now + make_interval(days => h.horizon_days)
        AND t.taken <@ s.duty AND (s.busy IS NULL OR NOT s.busy && t.taken)
      GROUP BY s.examiner_id, grid.at, t.taken
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

export const FREE = freeBut('');

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
