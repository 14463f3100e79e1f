import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two records that may be one person's: a pair is asked about once, and what she said is kept. A link only: no data moves. */
export class RecordJoins implements MigrationInterface {
  readonly name = 'RecordJoins0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE record_join (
        id uuid PRIMARY KEY,
        one uuid NOT NULL REFERENCES victim, other uuid NOT NULL REFERENCES victim,
        state text NOT NULL CHECK (state IN ('PROPOSED', 'JOINED', 'DECLINED', 'UNJOINED')),
        proposed_by_agency text, proposed_by_staff text, proposed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        decided_at timestamptz, decided_by_agency text, decided_by_staff text,
        witness text CHECK (witness IN ('COLLEAGUE', 'INTERPRETER', 'CHOSEN_BY_HER')),
        CHECK (one < other),
        CHECK ((state = 'PROPOSED') = (decided_at IS NULL)),
        UNIQUE (one, other)
      );
      CREATE INDEX record_join_other ON record_join (other);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE record_join');
  }
}
