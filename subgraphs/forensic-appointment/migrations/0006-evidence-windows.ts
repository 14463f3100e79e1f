import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evidence windows that an administrator of the hub has loaded. A version is never changed. */
export class EvidenceWindows implements MigrationInterface {
  readonly name = 'EvidenceWindows0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence_window_set (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        jurisdiction text NOT NULL, version text NOT NULL,
        effective_from timestamptz NOT NULL, content jsonb NOT NULL,
        loaded_by_agency text NOT NULL, loaded_by text NOT NULL, loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (jurisdiction, version)
      );
      CREATE INDEX evidence_window_set_newest ON evidence_window_set (jurisdiction, effective_from DESC, loaded_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence_window_set');
  }
}
