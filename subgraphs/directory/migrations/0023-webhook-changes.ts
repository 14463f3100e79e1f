import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of an agency did what to where it is told of events; of endpoints that are gone, too. And a fault that is the hub's own. */
export class WebhookChanges implements MigrationInterface {
  readonly name = 'WebhookChanges0000000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_change (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        agency_id uuid NOT NULL REFERENCES agency,
        staff_id uuid NOT NULL REFERENCES staff_member,
        -- it may be gone
        endpoint_id uuid NOT NULL,
        step text NOT NULL CHECK (step IN ('ADDED', 'UPDATED', 'PAUSED', 'RESUMED', 'SECRET_ROTATED', 'REMOVED', 'TESTED', 'REDELIVERED')),
        host text NOT NULL,
        changed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX webhook_change_agency ON webhook_change (agency_id, changed_at DESC, id DESC);
      ALTER TABLE webhook_delivery DROP CONSTRAINT webhook_delivery_fault_check;
      ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_fault_check
        CHECK (fault IN ('ADDRESS_REFUSED', 'NOT_FOUND', 'UNREACHABLE', 'TIMED_OUT', 'STATUS', 'SECRET')) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE webhook_change;
      UPDATE webhook_delivery SET fault = NULL WHERE fault = 'SECRET';
      ALTER TABLE webhook_delivery DROP CONSTRAINT webhook_delivery_fault_check;
      ALTER TABLE webhook_delivery ADD CONSTRAINT webhook_delivery_fault_check
        CHECK (fault IN ('ADDRESS_REFUSED', 'NOT_FOUND', 'UNREACHABLE', 'TIMED_OUT', 'STATUS'));
    `);
  }
}
