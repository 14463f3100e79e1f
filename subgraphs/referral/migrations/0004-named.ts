import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a report names, by what that person is to her. */
export class Named implements MigrationInterface {
  readonly name = 'Named0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incident ADD COLUMN named text[] NOT NULL DEFAULT '{}';
      ALTER TABLE incident ADD CONSTRAINT incident_named_check CHECK (
        named <@ ARRAY['MOTHER', 'FATHER', 'STEPPARENT', 'PARTNER', 'EX_PARTNER', 'PARENT_OF_HER_CHILD', 'GRANDPARENT', 'SIBLING', 'CHILD',
          'OTHER_RELATIVE', 'APPOINTED_GUARDIAN', 'ACQUAINTANCE', 'STRANGER']) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE incident DROP COLUMN named');
  }
}
