import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the rows that were there before `0116`, while the table is in use. */
export class IncidentsInErrorChecked implements MigrationInterface {
  readonly name = 'IncidentsInErrorChecked0000000000117';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE incident VALIDATE CONSTRAINT incident_error');
  }

  async down(): Promise<void> {}
}
