import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the rows that were there before `0023`, while the table is in use. */
export class WebhookFaultsChecked implements MigrationInterface {
  readonly name = 'WebhookFaultsChecked0000000000025';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_delivery VALIDATE CONSTRAINT webhook_delivery_fault_check');
  }

  async down(): Promise<void> {}
}
