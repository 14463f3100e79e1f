import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first instant at which she may be contacted, of a first contact that was due while her own rule kept everybody from it: the time that was given runs again
 * from there. Null when nothing was put off.
 */
export class SafeFrom implements MigrationInterface {
  readonly name = 'SafeFrom0000000000125';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE response_timer ADD COLUMN safe_from timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE response_timer DROP COLUMN safe_from');
  }
}
