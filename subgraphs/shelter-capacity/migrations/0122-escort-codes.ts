import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an escort reads out instead of an id, and what was tried that is no code of the hold. */
export class EscortCodes implements MigrationInterface {
  readonly name = 'EscortCodes0000000000122';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shelter_escort_code (
        placement_id uuid NOT NULL REFERENCES placement ON DELETE CASCADE,
        -- an HMAC under the vault's key: the digits are kept nowhere
        mac bytea NOT NULL,
        agency text NOT NULL, staff text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp(), good_until timestamptz NOT NULL,
        -- used, replaced, or restored from a backup
        ended_at timestamptz,
        PRIMARY KEY (placement_id, mac)
      );

      CREATE TABLE shelter_escort_code_miss (
        placement_id uuid NOT NULL REFERENCES placement ON DELETE CASCADE,
        agency text NOT NULL, staff text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX shelter_escort_code_miss_of ON shelter_escort_code_miss (placement_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shelter_escort_code_miss, shelter_escort_code;');
  }
}
