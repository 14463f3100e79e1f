import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has changed what of a house, and when; never what it was or is. Kept for as long as the house. */
export class ShelterChanges implements MigrationInterface {
  readonly name = 'ShelterChanges0000000000139';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shelter_change (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        shelter_id uuid NOT NULL, agency text NOT NULL,
        what text NOT NULL CHECK (what IN ('ENTERED', 'NAME', 'REGION', 'PARTICIPATION', 'WAITING_LIST', 'INTAKE_PHONE', 'HOLD_TIME', 'OPENING', 'UNITS',
          'ADDRESS', 'MEETING_POINT')),
        staff text NOT NULL,
        changed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency)
      );
      CREATE INDEX shelter_change_of ON shelter_change (shelter_id, changed_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shelter_change');
  }
}
