import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  placement_retention: 'placement ((COALESCE(departed_at, held_until)), id)',
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
