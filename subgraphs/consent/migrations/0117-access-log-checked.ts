import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the entries that were there before `0008` and `0116`, while the table is in use. */
export class AccessLogChecked implements MigrationInterface {
  readonly name = 'AccessLogChecked0000000000117';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE access_log VALIDATE CONSTRAINT access_log_kind_check');
    await runner.query('ALTER TABLE access_log VALIDATE CONSTRAINT access_log_check1');
  }

  async down(): Promise<void> {}
}
