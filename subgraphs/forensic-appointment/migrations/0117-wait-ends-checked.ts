import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the rows that were there before `0116`, while the table is in use. */
export class WaitEndsChecked implements MigrationInterface {
  readonly name = 'WaitEndsChecked0000000000117';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE exam_wait VALIDATE CONSTRAINT exam_wait_state_check');
  }

  async down(): Promise<void> {}
}
