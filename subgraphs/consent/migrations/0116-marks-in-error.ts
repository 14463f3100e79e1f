import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The access log says also that a record of hers was marked as entered in error. */
export class MarksInError implements MigrationInterface {
  readonly name = 'MarksInError0000000000116';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_log DROP CONSTRAINT access_log_kind_check, ADD CONSTRAINT access_log_kind_check
        CHECK (kind IN ('DISCLOSURE', 'OWN_RECORD', 'ACCESS_LOG', 'SUBJECT', 'ENTERED_IN_ERROR')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_log DROP CONSTRAINT access_log_kind_check, ADD CONSTRAINT access_log_kind_check
        CHECK (kind IN ('DISCLOSURE', 'OWN_RECORD', 'ACCESS_LOG', 'SUBJECT')) NOT VALID;
    `);
  }
}
