import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keyed tokens of who she is: two records of one agency that are alike can be found without anything of them being read. */
export class IdentityTokens implements MigrationInterface {
  readonly name = 'IdentityTokens0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identity_token (
        agency uuid NOT NULL, victim_key uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('IIN', 'NAME_AND_BIRTH_DATE')), token bytea NOT NULL,
        PRIMARY KEY (agency, victim_key, kind)
      );
      CREATE INDEX identity_token_match ON identity_token (agency, kind, token);
      CREATE INDEX identity_token_victim ON identity_token (victim_key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity_token');
  }
}
