import { seedId } from '../../standalone/seed/index.js';

/**
 * The agencies of the workload, and others: each has its share of every table, as in a country with forty of them. The officers of the
 * main job have no history: that scenario counts what they see.
 */
const agency = `(ARRAY['${['police-almaty-bostandyk', 'clinic-almaty', 'crisis-almaty-1'].map((slug) => seedId(`agency:${slug}`)).join("', '")}']
  || ARRAY(SELECT md5('agency ' || a)::uuid::text FROM generate_series(1, 37) AS a))`;
const unit = `'${seedId('unit:police-almaty-bostandyk/1')}'`;

/** One victim has five rows of a large table. */
const victim = (n: string, rows: number): string => `md5('victim ' || ${n} % ${rows / 5})::uuid`;
const each = (rows: number): string => `generate_series(1, ${rows}) AS n`;
/** Spread over the last three years, in whole milliseconds */
const past = (n: string, rows: number): string =>
  `date_trunc('milliseconds', clock_timestamp() - interval '3 years' * (1 - ${n}::float8 / ${rows + 1}) - interval '1 hour')`;

const walls = (rows: number, columns = '', values = ''): string => `
  INSERT INTO conflict_wall (id, victim_key, subject_kind, subject${columns})
  SELECT gen_random_uuid(), ${victim('n * 7', rows)}, 'STAFF', md5('staff ' || n)${values} FROM ${each(rows / 50)} ON CONFLICT DO NOTHING`;

const looks = (rows: number): string => `
  INSERT INTO own_record_log (victim_key, record_id, category, agency, staff, role, purpose, request_id, at, forwarded)
  SELECT ${victim('n', rows)}, gen_random_uuid(), 'REFERRAL', agencies[1 + n % 40], md5('staff ' || n % 400), 'OFFICER', 'POLICE_RESPONSE',
    'r' || n, ${past('n', rows)}, true
  FROM ${each(rows)}, (SELECT ${agency} AS agencies) a`;

const consent = (rows: number): string[] => [
  `INSERT INTO victim (key, registered_by_agency, registered_by_staff)
   SELECT md5('victim ' || n)::uuid, 'a', 's' FROM generate_series(0, ${rows / 5 - 1}) AS n`,
  `INSERT INTO consent (victim_key, recipient_agency, purposes, categories, provisional, form, language, interpreter, witnessed,
     consequences_explained, taken_by_agency, taken_by_staff, granted_at, expires_at, withdrawn_at)
   SELECT ${victim('n', rows)}, agencies[1 + n % 40], '{SHELTER,SUPPORT}', '{IDENTITY,REFERRAL,SHELTER}', false, 'WRITTEN', 'kk', 'NONE', false,
     true, agencies[1 + n % 7], 's', ${past('n', rows)}, ${past('n', rows)} + interval '90 days',
     CASE WHEN n % 10 = 0 THEN ${past('n', rows)} + interval '9 days' END
   FROM ${each(rows)}, (SELECT ${agency} AS agencies) a`,
  `INSERT INTO legal_basis (victim_key, agency, staff, kind, purpose, categories, reason, recorded_at, review_at)
   SELECT ${victim('n', rows)}, agencies[1 + n % 40], 's', 'STATUTORY_DUTY', 'POLICE_RESPONSE', '{IDENTITY}', '\\x00', ${past('n', rows)},
     ${past('n', rows)} + interval '7 days' FROM ${each(rows / 5)}, (SELECT ${agency} AS agencies) a`,
  walls(rows, ', reason, added_by_agency, added_by_staff', ", 'OTHER', 'a', 's'"),
  `INSERT INTO access_log (victim_key, kind, category, basis, agency, staff, role, purpose, subgraph, request_id, at)
   SELECT ${victim('n', rows)}, 'DISCLOSURE', 'IDENTITY', 'CONSENT', agencies[1 + n % 40], md5('staff ' || n % 400), 'OFFICER', 'POLICE_RESPONSE',
     'consent', 'r' || n, ${past('n', rows)} FROM ${each(rows)}, (SELECT ${agency} AS agencies) a`,
  // the keepers have joined long ago: the walls above are theirs already, and are not announced at the start
  `INSERT INTO wall_keeper (subgraph) SELECT unnest('{referral,forensic-appointment,shelter-capacity}'::text[]) ON CONFLICT DO NOTHING`,
  // everybody who has opened anybody since the last tidying-up, ten victims each; every tenth in this hour
  `INSERT INTO opened_in_hour (staff, agency, victims, latest)
   SELECT md5('staff ' || n), agencies[1 + n % 40], (SELECT jsonb_object_agg(md5('victim ' || (n * 10 + i) % ${rows / 5})::uuid, extract(epoch FROM at)) FROM generate_series(1, 10) AS i), at
   FROM ${each(rows / 20)}, (SELECT ${agency} AS agencies) a, LATERAL (SELECT clock_timestamp() - interval '1 minute' * (30 + n % 10 * 60) AS at) t`,
  `INSERT INTO throttled_staff (agency, staff, victims_of, hour, first_at, last_at)
   SELECT agencies[1 + n % 40], md5('staff ' || n), 'STAFF', date_trunc('hour', at), at, at
   FROM ${each(rows)}, (SELECT ${agency} AS agencies) a, LATERAL (SELECT ${past('n', rows)} AS at) t`,
];

const referral = (rows: number): string[] => [
  `INSERT INTO referral (code, victim_key, from_agency, from_unit, from_staff, recipient, service, urgency, categories, state, outcome,
     sent_at, received_at, accepted_at, started_at, completed_at)
   SELECT lpad(n::text, 10, '0'), ${victim('n', rows)}, agencies[1 + n % 40]::uuid, CASE n % 40 WHEN 0 THEN ${unit}::uuid END,
     md5('staff ' || n % 400)::uuid, agencies[2 + (n % 40 + n / 40 % 38) % 39]::uuid, 'SUPPORT', 'ROUTINE', '{IDENTITY}',
     CASE WHEN open THEN 'SENT' ELSE 'COMPLETED' END, CASE WHEN NOT open THEN 'SERVICE_GIVEN' END, sent,
     CASE WHEN NOT open THEN sent END, CASE WHEN NOT open THEN sent END, CASE WHEN NOT open THEN sent END, CASE WHEN NOT open THEN sent END
   FROM (SELECT ${agency} AS agencies) a, ${each(rows)}, LATERAL (SELECT n % 97 = 0 AS open, ${past('n', rows)} AS sent) s`,
  // of what is open the first step is late, as at a desk that nobody keeps
  `INSERT INTO response_timer (referral, step, recipient, desk, policy, started_at, due_at, ladder, next_at, ended_at, met)
   SELECT r.id, s.step, r.recipient, r.recipient_desk, 'kz', r.sent_at, r.sent_at + s.due, '[{"tell": "DUTY_OFFICER", "minutes": 60}]',
     CASE WHEN r.state = 'SENT' THEN clock_timestamp() + interval '1 day' END,
     CASE WHEN r.state <> 'SENT' THEN r.sent_at + s.due / 2 END, CASE WHEN r.state <> 'SENT' THEN true END
   FROM referral r, (VALUES ('ACKNOWLEDGE', interval '1 hour'), ('ACCEPT', interval '4 hours'), ('FIRST_CONTACT', interval '1 day')) AS s (step, due)`,
  `INSERT INTO duty_notice (referral, step, rung, tell, raised_at, next_at)
   SELECT referral, step, 0, 'DUTY_OFFICER', started_at, NULL FROM response_timer WHERE step = 'ACKNOWLEDGE'`,
  `INSERT INTO duty_message (notice, contact, agency, number, open, chosen_at, sent_at)
   SELECT n.id, gen_random_uuid(), t.recipient, '00000', false, date_trunc('milliseconds', n.raised_at), n.raised_at
   FROM duty_notice n JOIN response_timer t ON t.referral = n.referral AND t.step = n.step`,
  `INSERT INTO person_details (victim_key, agency, version, identity, recorded_by)
   SELECT ${victim('n', rows)}, md5('agency ' || n % 37)::uuid, 1, '\\x00', gen_random_uuid() FROM ${each(rows / 5)}`,
  `INSERT INTO data_key (subject, agency, wrapped)
   SELECT (${victim('n', rows)})::text, (md5('agency ' || n % 37)::uuid)::text, '\\x00' FROM ${each(rows / 5)}`,
  `INSERT INTO incident (victim_key, agency, unit, staff, occurred_at, channel, violence, region_code, reported_at)
   SELECT ${victim('n', rows)}, agencies[1 + n % 40]::uuid, CASE n % 40 WHEN 0 THEN ${unit}::uuid END, gen_random_uuid(), ${past('n', rows)}, 'CALL_102',
     '{PHYSICAL}', 'KZ-75', ${past('n', rows)} FROM ${each(rows / 5)}, (SELECT ${agency} AS agencies) a`,
  walls(rows),
  looks(rows / 5),
];

/** Every examiner works through the grid of half hours: the past is over, and a few days ahead are booked, away from the seeded clinics. */
const forensicAppointment = (rows: number): string[] => [
  `INSERT INTO clinic (id, agency, name_kk, name_ru, name_en, region_code, zone)
   SELECT md5('clinic ' || n)::uuid, agencies[4 + n % 37], 'к', 'к', 'c', 'KZ-35', 'Asia/Almaty'
   FROM ${each(200)}, (SELECT ${agency} AS agencies) a`,
  `INSERT INTO examiner (clinic_id, sex, skills, languages)
   SELECT c.id, 'FEMALE', '{GENERAL}', '{kk}' FROM clinic c, generate_series(1, 2) WHERE c.region_code = 'KZ-35'`,
  `INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, victim_key, holder_agency, holder_staff,
     state, confirmed_at, arrived_at, started_at, ended_at)
   SELECT e.clinic_id, e.agency, e.id, 'PHYSICAL_INJURY', 'ROUTINE', starts, starts + interval '30 minutes', ${victim('n', rows)},
     agencies[1 + n % 40], 's', CASE WHEN over THEN 'COMPLETED' ELSE 'CONFIRMED' END, starts, CASE WHEN over THEN starts END,
     CASE WHEN over THEN starts END, CASE WHEN over THEN starts END
   FROM (SELECT ${agency} AS agencies) a, (SELECT count(*) AS examiners FROM examiner) c,
     (SELECT x.id, x.clinic_id, k.agency, k.region_code = 'KZ-35' AS other, row_number() OVER (ORDER BY x.id) - 1 AS place
      FROM examiner x JOIN clinic k ON k.id = x.clinic_id) e,
     LATERAL generate_series(e.place, ${rows - 1}, c.examiners) AS n,
     LATERAL (SELECT date_trunc('hour', clock_timestamp()) + interval '30 minutes' * (n / c.examiners - ${rows} / c.examiners * 0.99)::int AS starts) s,
     LATERAL (SELECT starts < clock_timestamp() - interval '1 hour' AS over) o
   WHERE over OR other`,
  walls(rows),
  looks(rows / 5),
];

/** Each bed has had a hundred guests, one after the other; outside the seeded shelters the last one is still there. */
const shelterCapacity = (rows: number): string[] => [
  `INSERT INTO shelter (id, agency, name_kk, name_ru, name_en, region_code, zone)
   SELECT md5('shelter ' || n)::uuid, agencies[4 + n % 37], 'б', 'б', 's', 'KZ-' || 10 + n % 20, 'Asia/Almaty'
   FROM ${each(rows / 2_000)}, (SELECT ${agency} AS agencies) a`,
  `INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types, beds_in_service)
   SELECT id, agency, 'DORMITORY', 'б', 'б', 'd', false, '{WITHOUT_CHILDREN}', 5 FROM shelter, generate_series(1, 4) WHERE name_en = 's'`,
  `INSERT INTO bed (unit_id, number) SELECT u.id, b FROM unit u JOIN shelter s ON s.id = u.shelter_id, generate_series(1, 5) AS b WHERE s.name_en = 's'`,
  `CREATE TEMPORARY TABLE guest AS
   SELECT gen_random_uuid() AS id, b.id AS bed, b.unit_id, u.agency, n AS turn, row_number() OVER () AS n,
     daterange(d.day, d.day + 7) AS during, n = 100 AND s.name_en = 's' AS present
   FROM bed b JOIN unit u ON u.id = b.unit_id JOIN shelter s ON s.id = u.shelter_id, generate_series(1, 100) AS n,
     LATERAL (SELECT current_date - 3 - 10 * (100 - n) - CASE WHEN s.name_en = 's' THEN 0 ELSE 30 END AS day) d`,
  `INSERT INTO placement (id, unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_unit, sender_staff,
     victim_key, created_at, arrived_at, departed_at)
   SELECT id, unit_id, agency, CASE WHEN present THEN 'ARRIVED' ELSE 'DEPARTED' END, during, lower(during), 1, 0, agencies[1 + n % 40],
     CASE n % 40 WHEN 0 THEN ${unit} END, 's', ${victim('n', rows)}, date_trunc('milliseconds', lower(during)::timestamptz), lower(during),
     CASE WHEN NOT present THEN upper(during) END
   FROM guest, (SELECT ${agency} AS agencies) a`,
  `INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during, state, held_until)
   SELECT id, bed, unit_id, present, during, CASE WHEN present THEN 'ARRIVED' ELSE 'DEPARTED' END, lower(during) FROM guest`,
  walls(rows),
  looks(rows / 5),
];

/** The statements that fill each subgraph's database; `rows` is the size of the tables that grow for ever. */
export const LARGE_TABLES: Readonly<Record<string, (rows: number) => string[]>> = {
  consent,
  referral,
  'forensic-appointment': forensicAppointment,
  'shelter-capacity': shelterCapacity,
};
