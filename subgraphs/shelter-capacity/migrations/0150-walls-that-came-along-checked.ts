import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the marks that were there before `0149`. */
export class WallsThatCameAlongChecked implements MigrationInterface {
  readonly name = 'WallsThatCameAlongChecked0000000000150';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE placement_unlinked VALIDATE CONSTRAINT placement_unlinked_mark_check');
  }

  async down(): Promise<void> {
    // what was checked stays checked
  }
}
