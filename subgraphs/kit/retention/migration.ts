import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each run of the retention job found and deleted: counts, never about whom. */
export class RetentionRuns implements MigrationInterface {
  readonly name = 'RetentionRuns0000000000112';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_run (
        id uuid PRIMARY KEY, jurisdiction text NOT NULL, version text NOT NULL, counts jsonb NOT NULL,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz
      );
      CREATE INDEX retention_run_started_at ON retention_run (started_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE retention_run');
  }
}
