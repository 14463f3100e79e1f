import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A placement that goes on from another one takes everybody's walls over that keep anybody out of that: rows without a reason are those, and no mark of a link. They have the
 * house that made the mistake where it was one, and no house where the walls of each count.
 */
export class WallsThatCameAlong implements MigrationInterface {
  readonly name = 'WallsThatCameAlong0000000000149';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE placement_unlinked ALTER COLUMN reason DROP NOT NULL, ALTER COLUMN agency DROP NOT NULL, ALTER COLUMN staff DROP NOT NULL;
      ALTER TABLE placement_unlinked ADD CONSTRAINT placement_unlinked_mark_check
        CHECK (reason IS NULL OR num_nonnulls(agency, staff) = 2) NOT VALID;
    `);
  }

  async down(): Promise<void> {
    // walls that came along keep out whom they kept out
  }
}
