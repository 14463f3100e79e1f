import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what the housekeeping finds entries of which nothing more can come: it looks at those alone that have not ended. */
export class WaitingOpenIndex implements MigrationInterface {
  readonly name = 'WaitingOpenIndex0000000000126';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.down(runner);
    await runner.query('CREATE INDEX CONCURRENTLY waiting_entry_open ON waiting_entry (id) WHERE ended_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS waiting_entry_open');
  }
}
