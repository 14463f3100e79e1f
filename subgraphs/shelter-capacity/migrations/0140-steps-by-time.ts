import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what the capacity board finds what has moved since its mark. Steps lie in the order of their time, so a block range is enough and costs a step next to nothing. */
export class StepsByTime implements MigrationInterface {
  readonly name = 'StepsByTime0000000000140';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.down(runner);
    await runner.query(
      'CREATE INDEX CONCURRENTLY placement_step_at ON placement_step USING brin (at) WITH (pages_per_range = 16, autosummarize = true)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS placement_step_at');
  }
}
