import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the rows that were there before `0119`, while the table is in use. */
export class AssessmentsInErrorChecked implements MigrationInterface {
  readonly name = 'AssessmentsInErrorChecked0000000000120';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE risk_assessment VALIDATE CONSTRAINT risk_assessment_error');
  }

  async down(): Promise<void> {}
}
