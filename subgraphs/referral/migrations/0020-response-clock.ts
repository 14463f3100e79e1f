import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the recipient of a referral owes by when: a row for each step, with the whole ladder of whom to tell as the policy had it at the sending.
 * Times of the board are kept in milliseconds, so that a cursor names its row exactly.
 */
export class ResponseClock implements MigrationInterface {
  readonly name = 'ResponseClock0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE response_timer (
        referral uuid NOT NULL REFERENCES referral,
        step text NOT NULL CHECK (step IN ('ACKNOWLEDGE', 'ACCEPT', 'FIRST_CONTACT')),
        recipient uuid NOT NULL, desk uuid NOT NULL,
        policy text NOT NULL CHECK (policy <> ''),
        started_at timestamptz(3) NOT NULL, due_at timestamptz(3) NOT NULL,
        ladder jsonb NOT NULL CHECK (jsonb_typeof(ladder) = 'array'),
        rung smallint NOT NULL DEFAULT 0 CHECK (rung >= 0),
        next_at timestamptz,
        ended_at timestamptz, met boolean,
        PRIMARY KEY (referral, step),
        CHECK (due_at > started_at),
        CHECK ((ended_at IS NULL) = (met IS NULL)),
        CHECK (ended_at IS NULL OR next_at IS NULL)
      );
      CREATE INDEX response_timer_board ON response_timer (desk, due_at, referral) WHERE ended_at IS NULL;
      CREATE INDEX response_timer_late ON response_timer (recipient, due_at) WHERE ended_at IS NULL;
      CREATE INDEX response_timer_met ON response_timer (recipient, ended_at) WHERE met;
      CREATE INDEX response_timer_next ON response_timer (next_at) WHERE next_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE response_timer');
  }
}
