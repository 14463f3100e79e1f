import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  appointment_retention: 'appointment (ended_at, id) WHERE ended_at IS NOT NULL',
  evidence_kit_appointment: 'evidence_kit (appointment_id) WHERE appointment_id IS NOT NULL',
} as const;

/** What the retention job finds its rows by, and what is asked before one of them goes. Built while the tables are in use. */
export class Retention implements MigrationInterface {
  readonly name = 'Retention0000000000012';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
  }
}
