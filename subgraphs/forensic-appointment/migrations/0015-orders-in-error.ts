import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order that was entered in error stays, with why, when and by whom that was found out. */
export class OrdersInError implements MigrationInterface {
  readonly name = 'OrdersInError0000000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE exam_order ADD COLUMN error_reason text, ADD COLUMN error_at timestamptz(3), ADD COLUMN error_by text,
        ADD CONSTRAINT exam_order_error CHECK (num_nonnulls(error_reason, error_at, error_by) IN (0, 3)
          AND error_reason IN ('OTHER_PERSON', 'OTHER_APPOINTMENT', 'RECORDED_TWICE', 'WRONG_CONTENT', 'NO_ORDER')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE exam_order DROP COLUMN error_reason, DROP COLUMN error_at, DROP COLUMN error_by');
  }
}
