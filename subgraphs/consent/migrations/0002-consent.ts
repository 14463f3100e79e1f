import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pseudonyms, consents, other legal bases, walls and the access log. No name, phone or place is in this database. */
export class Consent implements MigrationInterface {
  readonly name = 'Consent0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE victim (
        key uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        registered_by_agency text NOT NULL, registered_by_unit text, registered_by_staff text NOT NULL,
        registered_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE consent (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL REFERENCES victim,
        recipient_agency text NOT NULL, recipient_unit text,
        purposes text[] NOT NULL CHECK (cardinality(purposes) > 0),
        categories text[] NOT NULL CHECK (cardinality(categories) > 0),
        excluded text[] NOT NULL DEFAULT '{}',
        provisional boolean NOT NULL, form text NOT NULL CHECK (form IN ('WRITTEN', 'ORAL_WITNESSED')),
        language text NOT NULL, interpreter text NOT NULL CHECK (interpreter IN ('NONE', 'PROFESSIONAL', 'STAFF_MEMBER')),
        witnessed boolean NOT NULL, consequences_explained boolean NOT NULL CHECK (consequences_explained),
        taken_by_agency text NOT NULL, taken_by_staff text NOT NULL,
        granted_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL,
        confirmed_at timestamptz, confirmed_by_agency text, confirmed_by_staff text,
        withdrawn_at timestamptz, withdrawn_by_agency text, withdrawn_by_staff text,
        CHECK (expires_at > granted_at),
        CHECK (NOT provisional OR confirmed_at IS NULL),
        CHECK (form = 'WRITTEN' OR provisional),
        CHECK (form = 'WRITTEN' OR witnessed)
      );
      CREATE INDEX consent_open ON consent (victim_key, recipient_agency) WHERE withdrawn_at IS NULL;
      CREATE INDEX consent_history ON consent (victim_key, granted_at DESC, id);

      CREATE TABLE legal_basis (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL REFERENCES victim,
        agency text NOT NULL, unit text, staff text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('STATUTORY_DUTY', 'COURT_ORDER', 'VITAL_INTEREST')),
        purpose text NOT NULL, categories text[] NOT NULL CHECK (cardinality(categories) > 0),
        reason bytea NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), review_at timestamptz NOT NULL,
        ended_at timestamptz,
        CHECK (review_at > recorded_at),
        CHECK (kind = 'COURT_ORDER' OR NOT categories && ARRAY['FORENSIC', 'SUPPORT']),
        CHECK (NOT categories && ARRAY['SHELTER'])
      );
      CREATE INDEX legal_basis_open ON legal_basis (victim_key, agency) WHERE ended_at IS NULL;

      ALTER TABLE conflict_wall
        ADD COLUMN reason text NOT NULL, ADD COLUMN added_by_agency text NOT NULL, ADD COLUMN added_by_staff text NOT NULL,
        ADD COLUMN added_at timestamptz NOT NULL DEFAULT clock_timestamp(), ADD COLUMN lifted_at timestamptz,
        ADD CHECK (reason IN ('RELATED_TO_PERPETRATOR', 'IS_PERPETRATOR', 'KNOWS_PERPETRATOR', 'KNOWS_VICTIM', 'OTHER')),
        ADD FOREIGN KEY (victim_key) REFERENCES victim;
      CREATE UNIQUE INDEX conflict_wall_standing ON conflict_wall (victim_key, subject_kind, subject) WHERE lifted_at IS NULL;

      CREATE TABLE access_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        victim_key uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('DISCLOSURE', 'OWN_RECORD', 'ACCESS_LOG')),
        category text, basis text,
        agency text NOT NULL, unit text, staff text NOT NULL, role text NOT NULL, purpose text NOT NULL,
        subgraph text NOT NULL, source_id text, request_id text NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CHECK ((kind = 'DISCLOSURE') = (basis IS NOT NULL)),
        CHECK ((kind = 'ACCESS_LOG') = (category IS NULL)),
        UNIQUE (subgraph, source_id)
      );
      CREATE INDEX access_log_victim ON access_log (victim_key, at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE access_log, legal_basis, consent;
      DROP INDEX conflict_wall_standing;
      ALTER TABLE conflict_wall DROP COLUMN reason, DROP COLUMN added_by_agency, DROP COLUMN added_by_staff,
        DROP COLUMN added_at, DROP COLUMN lifted_at, DROP CONSTRAINT conflict_wall_victim_key_fkey;
      DROP TABLE victim;
    `);
  }
}
