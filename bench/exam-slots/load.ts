import type pg from 'pg';

export interface ExamCountry {
  readonly clinics: number;
  /** A multiple of the clinics */
  readonly examiners: number;
  /** For which shifts are derived */
  readonly days: number;
  /** Of each examiner, from tomorrow on: those on which two thirds of the day are taken */
  readonly bookedDays: number;
  /** Examinations that are over */
  readonly over: number;
}

/**
 * Clinics evenly over the regions, those of the seed left as they are: open from eight to eight, every fifth round the clock. Of ten examiners one is trained for
 * children, two speak English; each has a room and a camera. Each tenth clinic sends a mobile team into the region after its own.
 */
const world = ({ clinics, examiners, days }: ExamCountry, regions: readonly string[]): string[] => [
  `INSERT INTO clinic (id, agency, name_kk, name_ru, name_en, region_code, zone, horizon_days)
   SELECT md5('clinic ' || n)::uuid, 'a' || n, 'к', 'к', 'c' || n, codes[1 + n % cardinality(codes)], 'Asia/Almaty', ${days}
   FROM generate_series(1, ${clinics}) AS n, (SELECT ARRAY['${regions.join("', '")}'] AS codes) r`,
  `INSERT INTO examiner (id, clinic_id, sex, skills, languages)
   SELECT md5('examiner ' || n)::uuid, md5('clinic ' || 1 + n % ${clinics})::uuid, CASE WHEN t < 6 THEN 'FEMALE' ELSE 'MALE' END,
     CASE WHEN t = 0 THEN '{GENERAL,SEXUAL_ASSAULT,PAEDIATRIC}'::text[] WHEN t < 5 THEN '{GENERAL,SEXUAL_ASSAULT}' ELSE '{GENERAL,STRANGULATION}' END,
     CASE WHEN t < 2 THEN '{kk,ru,en}'::text[] ELSE '{kk,ru}' END
   FROM generate_series(0, ${examiners - 1}) AS n, LATERAL (SELECT n / ${clinics} % 10 AS t) of_ten`,
  `INSERT INTO exam_place (id, clinic_id, kind, label, fit_for)
   SELECT md5('room ' || e.id)::uuid, e.clinic_id, 'ROOM', e.id::text, '{PHYSICAL_INJURY,SEXUAL_ASSAULT,STRANGULATION,TOXICOLOGY,PSYCHIATRIC}'
   FROM examiner e JOIN clinic c ON c.id = e.clinic_id WHERE c.agency ~ '^a[0-9]'`,
  `INSERT INTO exam_place (clinic_id, kind, label, fit_for, regions, travel_minutes)
   SELECT md5('clinic ' || n)::uuid, 'MOBILE_TEAM', 'team', '{TOXICOLOGY,PHYSICAL_INJURY}', ARRAY[codes[1 + (n + 1) % cardinality(codes)]], 90
   FROM generate_series(10, ${clinics}, 10) AS n, (SELECT ARRAY['${regions.join("', '")}'] AS codes) r`,
  `INSERT INTO exam_equipment (id, clinic_id, kind, label)
   SELECT md5(kind || e.id)::uuid, e.clinic_id, kind, kind || right(e.id::text, 12) FROM examiner e JOIN clinic c ON c.id = e.clinic_id,
     unnest('{CAMERA,COLPOSCOPE,SWAB_DRYING_CABINET}'::text[]) AS kind WHERE c.agency ~ '^a[0-9]'`,
  `INSERT INTO schedule_rule (id, clinic_id, kind, starts_at, minutes, rrule)
   SELECT md5('rule ' || id)::uuid, id, 'OPEN', '2024-01-01T00:00', 1440, 'FREQ=DAILY' FROM clinic WHERE agency ~ '^a[0-9]'`,
  `INSERT INTO shift (clinic_id, examiner_id, rule_id, kind, during, reach_minutes)
   SELECT e.clinic_id, e.id, md5('rule ' || e.clinic_id)::uuid, 'WORKING', tstzrange(day, day + CASE WHEN right(c.agency, 1) IN ('0', '5') THEN interval '24 hours' ELSE interval '12 hours' END), 0
   FROM examiner e JOIN clinic c ON c.id = e.clinic_id, generate_series(0, ${days}) AS d,
     LATERAL (SELECT (date_trunc('day', now() AT TIME ZONE 'Asia/Almaty') + make_interval(days => d, hours => 8)) AT TIME ZONE 'Asia/Almaty' AS day) at
   WHERE c.agency ~ '^a[0-9]'`,
];

/** What examiners are taken by: hours from eight on, one of them after the other. `live` rows begin at `from`, the others lie before. */
const appointments = (n: string, examiners: number, state: 'CONFIRMED' | 'COMPLETED', when: string): string => `
  WITH a AS (
    INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, holder_agency, holder_staff, state, confirmed_at, arrived_at, started_at, ended_at)
    SELECT e.clinic_id, c.agency, e.id, 'PHYSICAL_INJURY', 'URGENT', t.at, t.at + interval '1 hour', 'p', 's', '${state}', now(),
      ${state === 'COMPLETED' ? 't.at, t.at, t.at' : 'NULL, NULL, NULL'}
    FROM ${n} AS n JOIN examiner e ON e.id = md5('examiner ' || n % ${examiners})::uuid JOIN clinic c ON c.id = e.clinic_id
    CROSS JOIN LATERAL (SELECT ${when} AS at) t
    RETURNING id, clinic_id, examiner_id, during, state = 'CONFIRMED' AS live)
  INSERT INTO appointment_use (appointment_id, clinic_id, kind, resource, during, live)
  SELECT a.id, a.clinic_id, u.kind, u.resource, a.during, a.live FROM a, LATERAL (VALUES ('EXAMINER', a.examiner_id::text),
    ('PLACE', md5('room ' || a.examiner_id)::uuid::text), ('EQUIPMENT', md5('CAMERA' || a.examiner_id)::uuid::text)) AS u(kind, resource)`;

/** Fills an empty country, and vacuums it as autovacuum would have. As superuser: triggers are off. */
export async function loadExamCountry(
  client: pg.Client,
  country: ExamCountry,
  regions: readonly string[],
): Promise<void> {
  const { examiners, bookedDays, over } = country;
  const day = "(date_trunc('day', now() AT TIME ZONE 'Asia/Almaty') + interval '8 hours') AT TIME ZONE 'Asia/Almaty'";
  const nth = `n / ${examiners}`;
  await client.query('SET session_replication_role = replica');
  await client.query('SET synchronous_commit = off');
  for (const statement of world(country, regions)) await client.query(statement);
  // eight hours of twelve on each booked day
  const ahead = `${day} + make_interval(days => 1 + ${nth} / 8, hours => ${nth} % 8)`;
  await client.query(
    appointments(`generate_series(0, ${examiners * bookedDays * 8 - 1})`, examiners, 'CONFIRMED', ahead),
  );
  const before = `${day} - make_interval(days => 1 + ${nth} / 8, hours => ${nth} % 8)`;
  await client.query(appointments(`generate_series(0, ${over - 1})`, examiners, 'COMPLETED', before));
  await client.query('VACUUM ANALYZE');
}
