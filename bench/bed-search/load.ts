import type pg from 'pg';

export interface Country {
  readonly shelters: number;
  /** A multiple of ten for each shelter */
  readonly beds: number;
  /** Stays that are over */
  readonly stays: number;
}

/** Ten beds to a shelter: two family rooms of three, a dormitory of three, a room for one. Six beds of ten are taken tonight. */
const world = ({ shelters, beds }: Country): string[] => [
  `INSERT INTO shelter (id, agency, name_kk, name_ru, name_en, region_code, zone, participation)
   SELECT md5('shelter ' || n)::uuid, 'a' || n % 50, 'б', 'б', 's', codes[1 + n % cardinality(codes)], 'Asia/Almaty',
     CASE WHEN n / 20 % 10 = 0 THEN 'COUNTS_ONLY' ELSE 'BED_BY_BED' END
   FROM generate_series(1, ${shelters}) AS n, (SELECT array_agg(code ORDER BY code) AS codes FROM region) r`,
  `INSERT INTO unit (id, shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types, boys_max_age, observed_at, beds_in_service)
   SELECT md5('unit ' || s.id || kind || m)::uuid, s.id, s.agency, (ARRAY['FAMILY_ROOM', 'FAMILY_ROOM', 'DORMITORY', 'SINGLE'])[kind], 'б', 'б', 'u',
     kind <> 3, '{WITHOUT_CHILDREN,ADULT_AND_CHILD}', 14, now(), CASE kind WHEN 4 THEN 1 ELSE 3 END
   FROM shelter s, generate_series(1, 4) AS kind, generate_series(1, ${beds / shelters / 10}) AS m WHERE s.name_en = 's'`,
  `INSERT INTO bed (id, unit_id, number) SELECT md5('bed ' || u.id || b)::uuid, u.id, b
   FROM (SELECT u.id, u.kind FROM unit u JOIN shelter s ON s.id = u.shelter_id
     WHERE s.name_en = 's') u, generate_series(1, CASE u.kind WHEN 'SINGLE' THEN 1 ELSE 3 END) AS b`,
  `INSERT INTO bed_observation (unit_id, agency, version, beds, occupied, others, observed_at, staff, role)
   SELECT u.id, u.agency, v, 3, 1, 1, now() - interval '1 minute' * (20 - v), 's', 'SHELTER_STAFF'
   FROM unit u JOIN shelter s ON s.id = u.shelter_id, generate_series(1, 20) AS v WHERE s.participation = 'COUNTS_ONLY' AND s.name_en = 's'`,
];

/** `count` households of one, in beds taken one after the other. */
const placements = (count: string, beds: string, state: string, when: string): string => `
  WITH bed_of AS MATERIALIZED (SELECT b.id, b.unit_id, u.agency, row_number() OVER (ORDER BY md5(b.id::text)) - 1 AS nth
    FROM bed b JOIN unit u ON u.id = b.unit_id JOIN shelter s ON s.id = u.shelter_id WHERE s.name_en = 's'),
  p AS (
    INSERT INTO placement (id, unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, created_at, arrived_at, departed_at)
    SELECT md5('${state} ' || n)::uuid, x.unit_id, x.agency, '${state}', daterange(t.at::date, t.at::date + 7), t.at, 1, 0, 'p' || n % 97, 's', t.at, t.at,
      CASE '${state}' WHEN 'DEPARTED' THEN t.at + interval '7 days' END
    FROM generate_series(0, ${count} - 1) AS n JOIN bed_of x ON x.nth = n % ${beds} CROSS JOIN LATERAL (SELECT ${when} AS at) t
    RETURNING id, unit_id, live, during, state, held_until)
  INSERT INTO placement_bed (placement_id, bed_id, unit_id, live, during, state, held_until)
  SELECT p.id, x.id, p.unit_id, p.live, p.during, p.state, p.held_until FROM generate_series(0, ${count} - 1) AS n
    JOIN p ON p.id = md5('${state} ' || n)::uuid JOIN bed_of x ON x.nth = n % ${beds}`;

const past = (country: Country, from: number, to: number): string =>
  placements(
    `${to}`,
    `${country.beds}`,
    'DEPARTED',
    `date_trunc('milliseconds', now() - interval '1 day' * (30 + n % 1000))`,
  ).replaceAll('generate_series(0,', `generate_series(${from},`);

/** Fills an empty country, and vacuums it. */
export async function loadCountry(client: pg.Client, country: Country): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query('SET synchronous_commit = off');
  for (const statement of world(country)) await client.query(statement);
  await client.query(
    placements(
      `${(country.beds * 6) / 10}`,
      `${country.beds}`,
      'ARRIVED',
      `date_trunc('milliseconds', now() - interval '1 day')`,
    ),
  );
  await client.query(past(country, 0, country.stays));
  await vacuum(client);
}

/** As autovacuum would have: what is not yet on the disk, or was committed beside such, is marked as visible to all by no vacuum. */
async function vacuum(client: pg.Client): Promise<void> {
  await client.query('SET synchronous_commit = on');
  await client.query('CHECKPOINT');
  await client.query('VACUUM ANALYZE');
}

/** More of the past, in a country that is loaded. */
export async function addStays(client: pg.Client, country: Country, to: number): Promise<void> {
  await client.query("SET work_mem = '256MB'");
  await client.query(past(country, country.stays, to));
  await vacuum(client);
}
