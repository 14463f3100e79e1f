import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a report said before it was corrected, and the repeats that she tells of. */
export class IncidentCorrections implements MigrationInterface {
  readonly name = 'IncidentCorrections0000000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incident ADD COLUMN earlier_told_of smallint;
      ALTER TABLE incident ADD COLUMN version int NOT NULL DEFAULT 1;
      ALTER TABLE incident ADD COLUMN corrected_at timestamptz;
      ALTER TABLE incident ADD CONSTRAINT incident_earlier_told_of_check CHECK (earlier_told_of BETWEEN 0 AND 1000) NOT VALID;
      ALTER TABLE incident ADD CONSTRAINT incident_corrected_check CHECK ((version = 1) = (corrected_at IS NULL)) NOT VALID;

      CREATE TABLE incident_version (
        incident uuid NOT NULL REFERENCES incident, version int NOT NULL CHECK (version > 0),
        occurred_at timestamptz NOT NULL, last_contact_at timestamptz,
        channel text NOT NULL, violence text[] NOT NULL, injuries text[] NOT NULL, named text[] NOT NULL, weapon boolean,
        children_present boolean, children_count smallint, earlier_told_of smallint, region_code text NOT NULL,
        account bytea,
        corrected_at timestamptz NOT NULL DEFAULT clock_timestamp(), corrected_by uuid NOT NULL,
        reason text NOT NULL CHECK (reason IN ('WRITTEN_DOWN_WRONG', 'SHE_CORRECTED_IT', 'LEARNT_LATER')),
        PRIMARY KEY (incident, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE incident_version;
      ALTER TABLE incident DROP COLUMN earlier_told_of, DROP COLUMN version, DROP COLUMN corrected_at;
    `);
  }
}
