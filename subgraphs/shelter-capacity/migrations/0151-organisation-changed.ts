import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An import that gives a house to another organisation of its source is a change of it too. */
export class OrganisationChanged implements MigrationInterface {
  readonly name = 'OrganisationChanged0000000000151';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shelter_change DROP CONSTRAINT shelter_change_what_check;
      ALTER TABLE shelter_change ADD CONSTRAINT shelter_change_what_check CHECK (what IN ('ENTERED', 'NAME', 'ORGANIZATION', 'REGION', 'PARTICIPATION',
        'WAITING_LIST', 'INTAKE_PHONE', 'HOLD_TIME', 'OPENING', 'UNITS', 'ADDRESS', 'MEETING_POINT')) NOT VALID;
    `);
  }

  async down(): Promise<void> {
    // what was written stays: the version before writes none of it
  }
}
