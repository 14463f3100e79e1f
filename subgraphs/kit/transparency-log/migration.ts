import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this subgraph has countersigned last, of each log that it was asked about: one after the other, the newest last. */
export class WitnessedCheckpoints implements MigrationInterface {
  readonly name = 'WitnessedCheckpoints0000000000111';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE witnessed_checkpoint (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        origin text NOT NULL UNIQUE, size bigint NOT NULL, root bytea NOT NULL, note text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE witnessed_checkpoint');
  }
}
