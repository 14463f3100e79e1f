import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wrong PINs at the page on which she follows her kit, for an hour: counted by kit and by where they come from. */
export class KitGuesses implements MigrationInterface {
  readonly name = 'KitGuesses0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kit_guess (
        kit_id uuid NOT NULL REFERENCES evidence_kit, source_hmac bytea NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX kit_guess_kit ON kit_guess (kit_id, at);
      CREATE INDEX kit_guess_at ON kit_guess (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kit_guess');
  }
}
