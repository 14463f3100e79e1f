import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  placement_of_broadcast: 'placement (broadcast_id) WHERE broadcast_id IS NOT NULL',
  placement_of_waiting: 'placement (waiting_id) WHERE waiting_id IS NOT NULL',
  placement_transfer: 'placement (transfer_of) WHERE transfer_of IS NOT NULL',
  placement_walls: 'placement (walls_of) WHERE walls_of IS NOT NULL',
  placement_of_unit: 'placement (unit_id) WHERE live',
} as const;

/** By what offers, transfers and stays under way are found. Built while the tables are in use. */
export class RequestsAndStaysIndexes implements MigrationInterface {
  readonly name = 'RequestsAndStaysIndexes0000000000009';
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
