import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'appointment_examiner';

/** What one examiner's calendar is read by: else each reading goes through the whole clinic's times. Built while the table is in use. */
export class ExaminerTimes implements MigrationInterface {
  readonly name = 'ExaminerTimes0000000000016';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${INDEX}`);
    await runner.query(`CREATE INDEX CONCURRENTLY ${INDEX} ON appointment (examiner_id, starts_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX CONCURRENTLY ${INDEX}`);
  }
}
