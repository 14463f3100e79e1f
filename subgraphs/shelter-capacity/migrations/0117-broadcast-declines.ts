import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a shelter has declined a request to many, and why. */
export class BroadcastDeclines implements MigrationInterface {
  readonly name = 'BroadcastDeclines0000000000117';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bed_broadcast_shelter ADD COLUMN declined_at timestamptz, ADD COLUMN decline_reason text;
      ALTER TABLE bed_broadcast_shelter ADD CONSTRAINT bed_broadcast_shelter_declined
        CHECK ((declined_at IS NULL) = (decline_reason IS NULL)) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bed_broadcast_shelter DROP COLUMN declined_at, DROP COLUMN decline_reason');
  }
}
