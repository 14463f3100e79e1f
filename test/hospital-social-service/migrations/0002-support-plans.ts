import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Support plans. A plan is never changed: a new one takes its place. What is planned is sealed; no name, phone or place is in a plain column. */
export class SupportPlans implements MigrationInterface {
  readonly name = 'SupportPlans0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE support_plan (
        id uuid PRIMARY KEY,
        victim_key uuid NOT NULL,
        agency text NOT NULL, unit text, staff text NOT NULL,
        desk text NOT NULL GENERATED ALWAYS AS (COALESCE(unit, agency)) STORED,
        planned bytea NOT NULL,
        next_contact_on date NOT NULL,
        recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CHECK (next_contact_on >= (recorded_at AT TIME ZONE 'Asia/Almaty')::date)
      );
      CREATE INDEX support_plan_desk ON support_plan (desk, recorded_at DESC, id DESC);
      CREATE INDEX support_plan_victim ON support_plan (victim_key, recorded_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE support_plan');
  }
}
