import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A report that was entered in error stays, with why, when and by whom that was found out. */
export class IncidentsInError implements MigrationInterface {
  readonly name = 'IncidentsInError0000000000116';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incident ADD COLUMN error_reason text, ADD COLUMN error_at timestamptz(3), ADD COLUMN error_by uuid,
        ADD CONSTRAINT incident_error CHECK (num_nonnulls(error_reason, error_at, error_by) IN (0, 3)
          AND error_reason IN ('OTHER_PERSON', 'RECORDED_TWICE')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE incident DROP COLUMN error_reason, DROP COLUMN error_at, DROP COLUMN error_by');
  }
}
