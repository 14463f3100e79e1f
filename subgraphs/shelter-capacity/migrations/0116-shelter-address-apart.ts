import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a shelter is, under a login and a key of its own, and who was told. What was kept under the agencies' keys goes: nothing ever read it, and the
 * ordinary login could. It is entered or imported again.
 */
export class ShelterAddressApart implements MigrationInterface {
  readonly name = 'ShelterAddressApart0000000000116';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM data_key WHERE subject IN (SELECT 'shelter:' || shelter_id FROM shelter_address);
      -- contract: 0.2 keeps addresses in the table below; an import by 0.1 that brings one is refused meanwhile, and nothing of 0.1 reads any
      DROP TABLE shelter_address;

      CREATE TABLE shelter_address (
        shelter_id uuid PRIMARY KEY, agency text NOT NULL,
        -- a key for this row alone, wrapped by the vault's
        wrapped bytea NOT NULL, address bytea, meeting_point bytea,
        changed_by text NOT NULL, changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency)
      );

      CREATE TABLE shelter_address_release (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        placement_id uuid NOT NULL REFERENCES placement ON DELETE CASCADE,
        shelter_id uuid NOT NULL, agency text NOT NULL,
        what text NOT NULL CHECK (what IN ('MEETING_POINT', 'INTAKE_PHONE', 'ADDRESS')),
        way text NOT NULL CHECK (way IN ('ESCORT', 'BY_VOICE')),
        escort_agency text, escort text, readable_until timestamptz,
        released_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz,
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency),
        CHECK (num_nonnulls(escort_agency, escort, readable_until) = CASE way WHEN 'ESCORT' THEN 3 ELSE 0 END)
      );
      CREATE INDEX shelter_address_release_of ON shelter_address_release (placement_id, released_at DESC);
      CREATE UNIQUE INDEX shelter_address_release_one ON shelter_address_release (placement_id) WHERE ended_at IS NULL;

      CREATE TABLE shelter_address_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        release_id uuid NOT NULL REFERENCES shelter_address_release ON DELETE CASCADE,
        step text NOT NULL CHECK (step IN ('RELEASE', 'READ', 'RENEW', 'END')),
        staff text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX shelter_address_step_of ON shelter_address_step (release_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE shelter_address_step, shelter_address_release, shelter_address;
      CREATE TABLE shelter_address (
        shelter_id uuid PRIMARY KEY, agency text NOT NULL, sealed bytea NOT NULL,
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency)
      );
    `);
  }
}
