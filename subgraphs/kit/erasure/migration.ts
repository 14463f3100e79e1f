import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose data keys were destroyed. It names nobody, and is what keeps a key from being made for her again. */
export class ErasedSubjects implements MigrationInterface {
  readonly name = 'ErasedSubjects0000000000108';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erased_subject (subject text PRIMARY KEY, erased_at timestamptz NOT NULL DEFAULT clock_timestamp());
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erased_subject');
  }
}
