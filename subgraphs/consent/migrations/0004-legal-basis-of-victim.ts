import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Her list of other grounds finds those that have ended, too. */
export class LegalBasisOfVictim implements MigrationInterface {
  readonly name = 'LegalBasisOfVictim0000000000104';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS legal_basis_victim');
    await runner.query('CREATE INDEX CONCURRENTLY legal_basis_victim ON legal_basis (victim_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY legal_basis_victim');
  }
}
