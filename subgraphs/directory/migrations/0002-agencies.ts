import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Regions, agencies with their units and staff, what they may ask for, who signs their staff in, and their duty phones. */
export class Agencies implements MigrationInterface {
  readonly name = 'Agencies0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION is_in_three_languages(text jsonb) RETURNS boolean IMMUTABLE LANGUAGE sql
        RETURN coalesce(trim(text ->> 'kk') <> '' AND trim(text ->> 'ru') <> '' AND trim(text ->> 'en') <> '', false);

      CREATE TABLE region (
        code text PRIMARY KEY CHECK (code ~ '^KZ-[0-9]{2}$'),
        name jsonb NOT NULL CHECK (is_in_three_languages(name))
      );

      CREATE TABLE agency (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('POLICE', 'FORENSIC_CLINIC', 'SHELTER', 'CRISIS_CENTRE', 'HELPLINE', 'HOSPITAL', 'COURT',
          'SOCIAL_SERVICE', 'LEGAL_AID')),
        name jsonb NOT NULL CHECK (is_in_three_languages(name)),
        region_code text NOT NULL REFERENCES region,
        zone text NOT NULL CHECK (zone <> ''),
        status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED')),
        operator boolean NOT NULL DEFAULT false,
        version int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT operator_is_active CHECK (NOT operator OR status = 'ACTIVE')
      );
      CREATE INDEX agency_name_kk ON agency ((name ->> 'kk'), (id::text));
      CREATE INDEX agency_name_ru ON agency ((name ->> 'ru'), (id::text));
      CREATE INDEX agency_name_en ON agency ((name ->> 'en'), (id::text));
      CREATE INDEX agency_region ON agency (region_code);

      CREATE TABLE agency_unit (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        agency_id uuid NOT NULL REFERENCES agency,
        name jsonb NOT NULL CHECK (is_in_three_languages(name)),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (agency_id, id)
      );

      CREATE TABLE issuer (
        issuer text PRIMARY KEY CHECK (issuer <> ''),
        audience text NOT NULL CHECK (audience <> ''),
        jwks jsonb NOT NULL CHECK (jsonb_typeof(jwks -> 'keys') = 'array'),
        agency_id uuid REFERENCES agency
      );

      CREATE TABLE staff_member (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        issuer text NOT NULL REFERENCES issuer,
        subject text NOT NULL CHECK (subject <> ''),
        agency_id uuid NOT NULL REFERENCES agency,
        unit_id uuid,
        role text NOT NULL CHECK (role IN ('OFFICER', 'DUTY_OFFICER', 'SCHEDULER', 'EXAMINER', 'SHELTER_STAFF', 'ADVOCATE',
          'HELPLINE_OPERATOR', 'CLINICIAN', 'CLERK', 'SOCIAL_WORKER', 'LAWYER', 'STEWARD', 'ADMINISTRATOR', 'INTEGRATOR')),
        languages text[] NOT NULL CHECK (cardinality(languages) > 0 AND languages <@ ARRAY['kk', 'ru', 'en']),
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        deactivated_at timestamptz,
        CONSTRAINT unit_of_the_same_agency FOREIGN KEY (agency_id, unit_id) REFERENCES agency_unit (agency_id, id),
        CONSTRAINT inactive_since CHECK (active = (deactivated_at IS NULL))
      );
      CREATE UNIQUE INDEX staff_member_sign_in ON staff_member (issuer, subject) WHERE active;
      CREATE INDEX staff_member_agency ON staff_member (agency_id, created_at, id);

      CREATE TABLE agreement (
        kind text NOT NULL CHECK (kind IN ('POLICE', 'FORENSIC_CLINIC', 'SHELTER', 'CRISIS_CENTRE', 'HELPLINE', 'HOSPITAL', 'COURT',
          'SOCIAL_SERVICE', 'LEGAL_AID')),
        role text NOT NULL CHECK (role IN ('OFFICER', 'DUTY_OFFICER', 'SCHEDULER', 'EXAMINER', 'SHELTER_STAFF', 'ADVOCATE',
          'HELPLINE_OPERATOR', 'CLINICIAN', 'CLERK', 'SOCIAL_WORKER', 'LAWYER', 'STEWARD', 'ADMINISTRATOR', 'INTEGRATOR')),
        purposes text[] NOT NULL CHECK (purposes <@ ARRAY['POLICE_RESPONSE', 'MEDICAL_CARE', 'FORENSIC_EXAM', 'SHELTER', 'SUPPORT',
          'LEGAL_AID', 'PROTECTION_ORDER', 'COURT', 'STEWARDSHIP', 'SUBJECT_REQUEST', 'EMERGENCY']),
        PRIMARY KEY (kind, role),
        CONSTRAINT purposes_fit_the_role CHECK (CASE
          WHEN role IN ('ADMINISTRATOR', 'INTEGRATOR') THEN purposes = '{}'
          WHEN role = 'STEWARD' THEN purposes <@ ARRAY['STEWARDSHIP']
          ELSE NOT purposes && ARRAY['STEWARDSHIP'] END)
      );

      CREATE TABLE duty_phone (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        agency_id uuid NOT NULL REFERENCES agency,
        unit_id uuid,
        position int NOT NULL CHECK (position >= 1),
        phone text NOT NULL CHECK (phone <> ''),
        weekdays smallint[] NOT NULL CHECK (cardinality(weekdays) > 0 AND weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]::smallint[]),
        opens time, closes time,
        CONSTRAINT hours_or_round_the_clock CHECK ((opens IS NULL) = (closes IS NULL) AND (opens IS NULL OR opens <> closes)),
        CONSTRAINT phone_unit_of_the_same_agency FOREIGN KEY (agency_id, unit_id) REFERENCES agency_unit (agency_id, id),
        UNIQUE NULLS NOT DISTINCT (agency_id, unit_id, position)
      );

      CREATE SEQUENCE trust_list_version;
    `);
    await runner.query(
      'INSERT INTO region (code, name) SELECT code, name FROM jsonb_to_recordset($1) AS r (code text, name jsonb)',
      [JSON.stringify(REGIONS.map(([code, kk, ru, en]) => ({ code, name: { kk, ru, en } })))],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP SEQUENCE trust_list_version;
      DROP TABLE duty_phone, agreement, staff_member, issuer, agency_unit, agency, region;
      DROP FUNCTION is_in_three_languages;
    `);
  }
}

/** ISO 3166-2:KZ as of its newsletter of November 2022, which added KZ-10, KZ-33 and KZ-62: code, Kazakh, Russian, English. */
const REGIONS = [
  ['KZ-10', 'Абай облысы', 'Область Абай', 'Abai Region'],
  ['KZ-11', 'Ақмола облысы', 'Акмолинская область', 'Akmola Region'],
  ['KZ-15', 'Ақтөбе облысы', 'Актюбинская область', 'Aktobe Region'],
  ['KZ-19', 'Алматы облысы', 'Алматинская область', 'Almaty Region'],
  ['KZ-23', 'Атырау облысы', 'Атырауская область', 'Atyrau Region'],
  ['KZ-27', 'Батыс Қазақстан облысы', 'Западно-Казахстанская область', 'West Kazakhstan Region'],
  ['KZ-31', 'Жамбыл облысы', 'Жамбылская область', 'Zhambyl Region'],
  ['KZ-33', 'Жетісу облысы', 'Область Жетісу', 'Jetisu Region'],
  ['KZ-35', 'Қарағанды облысы', 'Карагандинская область', 'Karaganda Region'],
  ['KZ-39', 'Қостанай облысы', 'Костанайская область', 'Kostanay Region'],
  ['KZ-43', 'Қызылорда облысы', 'Кызылординская область', 'Kyzylorda Region'],
  ['KZ-47', 'Маңғыстау облысы', 'Мангистауская область', 'Mangystau Region'],
  ['KZ-55', 'Павлодар облысы', 'Павлодарская область', 'Pavlodar Region'],
  ['KZ-59', 'Солтүстік Қазақстан облысы', 'Северо-Казахстанская область', 'North Kazakhstan Region'],
  ['KZ-61', 'Түркістан облысы', 'Туркестанская область', 'Turkistan Region'],
  ['KZ-62', 'Ұлытау облысы', 'Область Ұлытау', 'Ulytau Region'],
  ['KZ-63', 'Шығыс Қазақстан облысы', 'Восточно-Казахстанская область', 'East Kazakhstan Region'],
  ['KZ-71', 'Астана қаласы', 'Город Астана', 'Astana City'],
  ['KZ-75', 'Алматы қаласы', 'Город Алматы', 'Almaty City'],
  ['KZ-79', 'Шымкент қаласы', 'Город Шымкент', 'Shymkent City'],
] as const;
