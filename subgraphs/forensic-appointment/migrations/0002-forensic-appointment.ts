import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Clinics, their examiners and hours, and the appointments. Free slots are in no table: they are what opening hours and examiners
 * leave when the appointments are taken away. No name, phone or address of a patient is in this database.
 */
export class ForensicAppointment implements MigrationInterface {
  readonly name = 'ForensicAppointment0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE clinic (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        agency text NOT NULL,
        name_kk text NOT NULL, name_ru text NOT NULL, name_en text NOT NULL,
        region_code text NOT NULL CHECK (region_code ~ '^KZ-[0-9]{2}$'),
        zone text NOT NULL CHECK (zone LIKE '%/%' AND timezone(zone, timestamptz '2026-01-01 00:00:00+00') IS NOT NULL),
        slot_minutes int NOT NULL DEFAULT 30 CHECK (slot_minutes BETWEEN 5 AND 240),
        hold_minutes int NOT NULL DEFAULT 5 CHECK (hold_minutes BETWEEN 1 AND 60),
        horizon_days int NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 366),
        UNIQUE (id, agency)
      );
      CREATE INDEX clinic_region ON clinic (region_code, id);

      CREATE TABLE examiner (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        clinic_id uuid NOT NULL REFERENCES clinic,
        staff text,
        sex text NOT NULL CHECK (sex IN ('FEMALE', 'MALE', 'UNSPECIFIED')),
        skills text[] NOT NULL CHECK (cardinality(skills) > 0 AND
          skills <@ ARRAY['SEXUAL_ASSAULT', 'STRANGULATION', 'PAEDIATRIC', 'PSYCHIATRIC', 'ODONTOLOGY', 'GENERAL']),
        languages text[] NOT NULL CHECK (cardinality(languages) > 0),
        active boolean NOT NULL DEFAULT true,
        UNIQUE (id, clinic_id)
      );
      CREATE INDEX examiner_clinic ON examiner (clinic_id, id);

      CREATE TABLE opening_hours (
        clinic_id uuid NOT NULL REFERENCES clinic,
        weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        opens time NOT NULL, closes time NOT NULL,
        PRIMARY KEY (clinic_id, weekday, opens)
      );
      COMMENT ON TABLE opening_hours IS 'Wall time in the clinic''s zone; closes <= opens means on the next day, equal means 24 hours';

      CREATE TABLE closed_date (
        clinic_id uuid NOT NULL REFERENCES clinic, closed_on date NOT NULL,
        reason text NOT NULL CHECK (reason IN ('PUBLIC_HOLIDAY', 'NO_EXAMINER', 'PREMISES', 'QUARANTINE')),
        PRIMARY KEY (clinic_id, closed_on)
      );

      CREATE TABLE appointment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        clinic_id uuid NOT NULL, clinic_agency text NOT NULL, examiner_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('PHYSICAL_INJURY', 'SEXUAL_ASSAULT', 'STRANGULATION', 'TOXICOLOGY', 'PSYCHIATRIC')),
        priority text NOT NULL CHECK (priority IN ('STAT', 'ASAP', 'URGENT', 'ROUTINE')),
        starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
        during tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
        victim_key uuid,
        local_reference text CHECK (local_reference ~ '^[A-Z0-9-]{1,20}$'),
        referral_code text CHECK (referral_code ~ '^[0-9]{10}$'),
        holder_agency text NOT NULL, holder_unit text, holder_staff text NOT NULL,
        state text NOT NULL CHECK (state IN ('HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS', 'COMPLETED', 'STOPPED', 'CANCELLED', 'NO_SHOW', 'LAPSED')),
        held_at timestamptz NOT NULL DEFAULT clock_timestamp(), held_until timestamptz,
        confirmed_at timestamptz, arrived_at timestamptz, started_at timestamptz, ended_at timestamptz,
        cancel_reason text CHECK (cancel_reason IN
          ('SHE_ASKED', 'EMERGENCY_CARE', 'EXAMINER_UNAVAILABLE', 'CLINIC_UNAVAILABLE', 'MOVED_TO_ANOTHER_TIME', 'BOOKED_IN_ERROR')),
        version int NOT NULL DEFAULT 1 CHECK (version > 0),
        FOREIGN KEY (clinic_id, clinic_agency) REFERENCES clinic (id, agency),
        FOREIGN KEY (examiner_id, clinic_id) REFERENCES examiner (id, clinic_id),
        CHECK (starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at)),
        CHECK ((state IN ('HELD', 'LAPSED')) = (held_until IS NOT NULL)),
        CHECK (confirmed_at IS NOT NULL OR state IN ('HELD', 'LAPSED', 'CANCELLED')),
        CHECK (confirmed_at IS NULL OR state NOT IN ('HELD', 'LAPSED')),
        CHECK (state NOT IN ('ARRIVED', 'IN_PROGRESS', 'COMPLETED', 'STOPPED') OR arrived_at IS NOT NULL),
        CHECK (state NOT IN ('IN_PROGRESS', 'COMPLETED') OR started_at IS NOT NULL),
        CHECK ((state IN ('COMPLETED', 'STOPPED', 'CANCELLED', 'NO_SHOW', 'LAPSED')) = (ended_at IS NOT NULL)),
        CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL)),
        CONSTRAINT appointment_examiner_once EXCLUDE USING gist (examiner_id WITH =, during WITH &&)
          WHERE (state IN ('HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS')),
        CONSTRAINT appointment_victim_once EXCLUDE USING gist (clinic_id WITH =, victim_key WITH =, holder_agency WITH =,
          (coalesce(holder_unit, '')) WITH =, during WITH &&)
          WHERE (victim_key IS NOT NULL AND state IN ('HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS'))
      );
      CREATE INDEX appointment_clinic ON appointment (clinic_agency, starts_at, id);
      CREATE INDEX appointment_holder ON appointment (holder_agency, starts_at, id);
      CREATE INDEX appointment_victim ON appointment (victim_key, starts_at DESC, id DESC) WHERE victim_key IS NOT NULL;
      CREATE INDEX appointment_live ON appointment (ends_at) WHERE state IN ('HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS');
      CREATE INDEX appointment_to_lapse ON appointment (examiner_id, held_until) WHERE state = 'HELD';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE appointment, closed_date, opening_hours, examiner, clinic');
  }
}
