import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shelters, their units and beds. Every bed is a row; no count is stored. A composite key keeps a unit at its shelter's agency. */
export class SheltersAndUnits implements MigrationInterface {
  readonly name = 'SheltersAndUnits0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shelter (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), agency text NOT NULL,
        name_kk text NOT NULL, name_ru text NOT NULL, name_en text NOT NULL,
        region_code text NOT NULL CHECK (region_code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}$'),
        -- the expression fails for a zone that this server does not know
        zone text NOT NULL CHECK ('epoch'::timestamptz AT TIME ZONE zone IS NOT NULL),
        opening_state text NOT NULL DEFAULT 'OPEN'
          CHECK (opening_state IN ('OPEN', 'FULL', 'CLOSED', 'QUARANTINE_STOP', 'SEASONAL')),
        keeps_waitlist boolean NOT NULL DEFAULT false,
        intake_phone text,
        hold_minutes int NOT NULL DEFAULT 90 CHECK (hold_minutes BETWEEN 1 AND 1440),
        source text, external_id text, organization_external_id text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (id, agency),
        UNIQUE (agency, source, external_id),
        CHECK ((source IS NULL) = (external_id IS NULL))
      );
      CREATE INDEX shelter_region ON shelter (region_code);
      CREATE INDEX shelter_agency ON shelter (agency, id);

      CREATE TABLE shelter_address (
        shelter_id uuid PRIMARY KEY, agency text NOT NULL, sealed bytea NOT NULL,
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency)
      );

      CREATE TABLE unit (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), shelter_id uuid NOT NULL, agency text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('SINGLE', 'FAMILY_ROOM', 'DORMITORY', 'ACCESSIBLE', 'QUARANTINE', 'TEMPORARY')),
        name_kk text NOT NULL, name_ru text NOT NULL, name_en text NOT NULL,
        exclusive boolean NOT NULL,
        household_types text[] NOT NULL CHECK (cardinality(household_types) > 0
          AND household_types <@ ARRAY['WITHOUT_CHILDREN', 'ADULT_AND_CHILD', 'ONLY_CHILDREN']),
        boys_max_age int CHECK (boys_max_age BETWEEN 0 AND 17),
        wheelchair boolean NOT NULL DEFAULT false, pets boolean NOT NULL DEFAULT false,
        women_only boolean NOT NULL DEFAULT true, assessment_first boolean NOT NULL DEFAULT false,
        season text NOT NULL DEFAULT 'ALL_YEAR' CHECK (season IN ('ALL_YEAR', 'SEASONAL', 'OVERFLOW')),
        starts_on date, ends_on date,
        external_id text,
        observed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (id, agency),
        UNIQUE (shelter_id, external_id),
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency),
        CHECK (ends_on >= starts_on)
      );

      CREATE TABLE bed (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), unit_id uuid NOT NULL REFERENCES unit,
        number int NOT NULL CHECK (number > 0), in_service boolean NOT NULL DEFAULT true,
        UNIQUE (unit_id, number), UNIQUE (id, unit_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bed, unit, shelter_address, shelter');
  }
}
