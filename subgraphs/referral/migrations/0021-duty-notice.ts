import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who on duty was told that a request waits. One notice for each rung of a timer, one message for each person told. No number, no address and no
 * words are here: those are the directory's, and asked for when a message goes out.
 */
export class DutyNotice implements MigrationInterface {
  readonly name = 'DutyNotice0000000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_notice (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        referral uuid NOT NULL, step text NOT NULL,
        rung smallint NOT NULL CHECK (rung >= 0),
        tell text NOT NULL CHECK (tell IN ('DUTY_OFFICER', 'SUPERVISOR', 'REGIONAL_COORDINATOR', 'ANOTHER_AGENCY')),
        raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        next_at timestamptz DEFAULT clock_timestamp(),
        acknowledged_at timestamptz, acknowledged_agency uuid,
        unanswered_at timestamptz,
        UNIQUE (referral, step, rung),
        FOREIGN KEY (referral, step) REFERENCES response_timer (referral, step),
        CHECK ((acknowledged_at IS NULL) = (acknowledged_agency IS NULL)),
        CHECK (acknowledged_at IS NULL OR unanswered_at IS NULL),
        CHECK (next_at IS NULL OR (acknowledged_at IS NULL AND unanswered_at IS NULL))
      );
      CREATE INDEX duty_notice_next ON duty_notice (next_at) WHERE next_at IS NOT NULL;

      CREATE TABLE duty_message (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        notice uuid NOT NULL REFERENCES duty_notice,
        contact uuid NOT NULL, agency uuid NOT NULL, unit uuid, staff uuid,
        number text NOT NULL CHECK (number ~ '^[0-9]{5}$'),
        open boolean NOT NULL DEFAULT true,
        guesses smallint NOT NULL DEFAULT 0,
        chosen_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        attempts smallint NOT NULL DEFAULT 0,
        sent_at timestamptz, failed_at timestamptz,
        UNIQUE (notice, contact),
        CHECK (sent_at IS NULL OR failed_at IS NULL)
      );
      CREATE UNIQUE INDEX duty_message_number ON duty_message (number) WHERE open;
      CREATE INDEX duty_message_agency ON duty_message (agency, chosen_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE duty_message, duty_notice');
  }
}
