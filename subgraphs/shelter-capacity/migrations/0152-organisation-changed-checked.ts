import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the changes that were there before `0151`. */
export class OrganisationChangedChecked implements MigrationInterface {
  readonly name = 'OrganisationChangedChecked0000000000152';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shelter_change VALIDATE CONSTRAINT shelter_change_what_check');
  }

  async down(): Promise<void> {
    // what was checked stays checked
  }
}
