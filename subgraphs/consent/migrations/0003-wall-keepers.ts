import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The subgraphs to which walls are announced. Whoever is in it has been sent every wall that stood when it joined, and each one since. */
export class WallKeepers implements MigrationInterface {
  readonly name = 'WallKeepers0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE wall_keeper (subgraph text PRIMARY KEY, joined_at timestamptz NOT NULL DEFAULT clock_timestamp());
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE wall_keeper');
  }
}
