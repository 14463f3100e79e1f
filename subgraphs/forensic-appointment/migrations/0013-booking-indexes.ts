import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  appointment_moved_from: 'INDEX CONCURRENTLY # ON appointment (moved_from) WHERE moved_from IS NOT NULL',
  appointment_offer: 'INDEX CONCURRENTLY # ON appointment (wait_id) WHERE wait_id IS NOT NULL',
  appointment_replacing:
    "UNIQUE INDEX CONCURRENTLY # ON appointment (replaces) WHERE replaces IS NOT NULL AND state = 'HELD'",
} as const;

/** What a moved appointment, an offer and a replacing hold are found by; of the last there is one at a time. Built while the table is in use. */
export class BookingIndexes implements MigrationInterface {
  readonly name = 'BookingIndexes0000000000013';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, index] of Object.entries(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE ${index.replace('#', name)}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
  }
}
