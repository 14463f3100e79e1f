import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was closed and whether it is in the log outside the database, and the mark of a database that was restored and must not serve yet. The
 * mark may be there already: a restore makes it before it migrates.
 */
export class ClosuresAndRestoreMark implements MigrationInterface {
  readonly name = 'ClosuresAndRestoreMark0000000000102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE closure (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL, subject text NOT NULL, payload jsonb NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(), written_at timestamptz
      );
      CREATE INDEX closure_to_write ON closure (subject, id) WHERE written_at IS NULL;
      ${RESTORE_MARK}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE closure, restore_mark');
  }
}

/** One row while the database must not serve; none otherwise. */
export const RESTORE_MARK = `CREATE TABLE IF NOT EXISTS restore_mark (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  state text NOT NULL CHECK (state IN ('RESTORING', 'WALLS_MISSING')),
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);`;
