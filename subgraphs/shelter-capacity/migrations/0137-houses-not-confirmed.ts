import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A house that came from another system admits nobody until one of its people says so, and at its units nobody has looked yet. */
export class HousesNotConfirmed implements MigrationInterface {
  readonly name = 'HousesNotConfirmed0000000000137';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shelter DROP CONSTRAINT shelter_opening_reason;
      ALTER TABLE shelter ADD CONSTRAINT shelter_opening_reason CHECK (opening_reason IN
        ('NO_STAFF', 'REPAIR', 'INFECTION', 'SECURITY', 'SEASON', 'NO_FUNDS', 'NO_BEDS', 'NOT_CONFIRMED', 'OTHER')) NOT VALID;
      ALTER TABLE unit ALTER COLUMN observed_at DROP NOT NULL;
    `);
  }

  async down(): Promise<void> {
    // what is written stays: the version before writes neither the reason nor a time that is not known
  }
}
