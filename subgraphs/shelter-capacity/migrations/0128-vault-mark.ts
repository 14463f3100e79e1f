import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever has an older master key of the vault than this row keeps nothing in it: what was rewrapped stays so. */
export class VaultMark implements MigrationInterface {
  readonly name = 'VaultMark0000000000128';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vault_mark (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        -- a key that seals nothing, wrapped by the vault's
        wrapped bytea NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault_mark');
  }
}
