import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What she asked to have erased, and what keeps it from being destroyed yet. Reason and reference of a hold are sealed under its agency's data key;
 * a hold that a restore has put back from the closure log has neither.
 */
export class Erasure implements MigrationInterface {
  readonly name = 'Erasure0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasure (
        id uuid PRIMARY KEY,
        victim_key uuid NOT NULL REFERENCES victim,
        witness text CHECK (witness IN ('COLLEAGUE', 'INTERPRETER', 'CHOSEN_BY_HER')),
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(), asked_by_agency text NOT NULL, asked_by_staff text NOT NULL,
        due_at timestamptz NOT NULL,
        cancelled_at timestamptz, cancelled_by_agency text, cancelled_by_staff text,
        shredded_at timestamptz,
        CHECK (due_at > asked_at),
        CHECK (cancelled_at IS NULL OR shredded_at IS NULL)
      );
      CREATE UNIQUE INDEX erasure_standing ON erasure (victim_key) WHERE cancelled_at IS NULL;
      CREATE INDEX erasure_history ON erasure (victim_key, asked_at DESC);
      CREATE INDEX erasure_to_shred ON erasure (due_at) WHERE cancelled_at IS NULL AND shredded_at IS NULL;

      CREATE TABLE legal_hold (
        id uuid PRIMARY KEY,
        victim_key uuid NOT NULL REFERENCES victim,
        agency text NOT NULL, unit text, staff text NOT NULL,
        reason bytea, reference bytea,
        placed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), review_at timestamptz NOT NULL,
        lifted_at timestamptz, lifted_by_staff text,
        CHECK (review_at > placed_at)
      );
      CREATE INDEX legal_hold_standing ON legal_hold (victim_key) WHERE lifted_at IS NULL;
      CREATE INDEX legal_hold_agency ON legal_hold (agency, placed_at DESC, id DESC) WHERE lifted_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE legal_hold, erasure');
  }
}
