import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who witnessed, whom of the recipient she excludes, the life of a consent, what recipients are told when she takes it back, and reviews of other grounds. */
export class Terms implements MigrationInterface {
  readonly name = 'Terms0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE consent
        ADD COLUMN witness text, ADD COLUMN excluded_recipients text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT consent_witness_check CHECK (
          witness IS NULL OR (witnessed AND witness IN ('STAFF_MEMBER', 'OTHER_AGENCY', 'INDEPENDENT_PERSON'))) NOT VALID;

      CREATE TABLE consent_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consent uuid NOT NULL REFERENCES consent,
        kind text NOT NULL CHECK (kind IN ('GRANTED', 'CONFIRMED', 'RENEWED', 'WITHDRAWN')),
        agency text NOT NULL, staff text NOT NULL,
        language text, interpreter text CHECK (interpreter IN ('NONE', 'PROFESSIONAL', 'STAFF_MEMBER')),
        expires_at timestamptz NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX consent_event_consent ON consent_event (consent, id);
      INSERT INTO consent_event (consent, kind, agency, staff, language, interpreter, expires_at, at)
        SELECT id, kind, agency, staff, language, interpreter, expires_at, at FROM consent CROSS JOIN LATERAL (VALUES
          ('GRANTED', taken_by_agency, taken_by_staff, granted_at),
          ('CONFIRMED', confirmed_by_agency, confirmed_by_staff, confirmed_at),
          ('WITHDRAWN', withdrawn_by_agency, withdrawn_by_staff, withdrawn_at)
        ) AS event(kind, agency, staff, at) WHERE at IS NOT NULL ORDER BY at;

      CREATE TABLE withdrawal_notice (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL REFERENCES victim,
        agency text NOT NULL, unit text,
        categories text[] NOT NULL, withdrawn_at timestamptz(3) NOT NULL,
        attempts int NOT NULL DEFAULT 0 CHECK (attempts >= 0), last_attempt_at timestamptz, last_attempt_by text,
        handled_at timestamptz, bookings text CHECK (bookings IN ('KEEP', 'CANCEL', 'UNDECIDED')),
        CHECK ((handled_at IS NULL) = (bookings IS NULL))
      );
      CREATE INDEX withdrawal_notice_list ON withdrawal_notice (agency, (handled_at IS NULL), withdrawn_at DESC, id DESC);

      ALTER TABLE legal_basis ADD COLUMN ended_by_agency text, ADD COLUMN ended_by_staff text;
      CREATE TABLE legal_basis_review (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        legal_basis uuid NOT NULL REFERENCES legal_basis,
        agency text NOT NULL, staff text NOT NULL, reason bytea NOT NULL,
        review_at timestamptz NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX legal_basis_review_of ON legal_basis_review (legal_basis, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE legal_basis_review, withdrawal_notice, consent_event;
      ALTER TABLE legal_basis DROP COLUMN ended_by_agency, DROP COLUMN ended_by_staff;
      ALTER TABLE consent DROP COLUMN witness, DROP COLUMN excluded_recipients;
    `);
  }
}
