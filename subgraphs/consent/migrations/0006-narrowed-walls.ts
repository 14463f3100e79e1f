import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A wall of a whole unit or agency that stands until one member of its staff is identified; walls under way are found by index. */
export class NarrowedWalls implements MigrationInterface {
  readonly name = 'NarrowedWalls0000000000006';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conflict_wall ADD COLUMN IF NOT EXISTS identify_by timestamptz');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS outbox_wall');
    await runner.query(
      `CREATE INDEX CONCURRENTLY outbox_wall ON outbox ((payload->>'id')) WHERE payload ? 'subjectKind'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_wall');
    await runner.query('ALTER TABLE conflict_wall DROP COLUMN identify_by');
  }
}
