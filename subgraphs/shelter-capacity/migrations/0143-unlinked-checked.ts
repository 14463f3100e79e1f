import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the steps that were there before `0142`. */
export class UnlinkedChecked implements MigrationInterface {
  readonly name = 'UnlinkedChecked0000000000143';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE placement_step VALIDATE CONSTRAINT placement_step_step_check');
  }

  async down(): Promise<void> {
    // what was checked stays checked
  }
}
