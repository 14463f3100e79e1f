import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the steps that were there before `0144`. */
export class HouseholdChangesChecked implements MigrationInterface {
  readonly name = 'HouseholdChangesChecked0000000000145';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE placement_step VALIDATE CONSTRAINT placement_step_step_check');
  }

  async down(): Promise<void> {
    // what was checked stays checked
  }
}
