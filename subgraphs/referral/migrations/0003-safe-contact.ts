import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Attempts to contact somebody, and what she answered that nobody may go by any more (`asking`: the name of an answer, sealed with it in
 * every copy). No words, no number and no hours are here: those stay sealed in `person_details`.
 */
export class SafeContact implements MigrationInterface {
  readonly name = 'SafeContact0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact_attempt (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL,
        agency uuid NOT NULL, unit uuid, staff uuid NOT NULL,
        desk uuid NOT NULL GENERATED ALWAYS AS (COALESCE(unit, agency)) STORED,
        asking uuid NOT NULL,
        channel text NOT NULL CHECK (channel IN ('PHONE', 'SMS', 'MESSENGER', 'IN_PERSON', 'THROUGH_TRUSTED_PERSON')),
        purpose text NOT NULL CHECK (purpose IN ('APPOINTMENT', 'PLACE_OF_SAFETY', 'REFERRAL', 'CONSENT', 'PROTECTION_ORDER', 'SAFETY_CHECK',
          'SUPPORT')),
        started_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), until timestamptz NOT NULL,
        outcome text CHECK (outcome IN ('REACHED_HER_SAFELY', 'NOT_REACHED', 'SOMEBODY_ELSE_ANSWERED', 'UNSAFE', 'NOT_TRIED')),
        rule_answer text CHECK (rule_answer IN ('UNCHANGED', 'CHANGED')),
        recorded_by uuid, recorded_at timestamptz,
        CHECK ((outcome IS NULL) = (recorded_at IS NULL)),
        CHECK ((outcome IS NULL) = (recorded_by IS NULL)),
        CHECK ((rule_answer IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'REACHED_HER_SAFELY'))
      );
      CREATE INDEX contact_attempt_desk ON contact_attempt (desk, started_at DESC, id DESC);
      CREATE UNIQUE INDEX contact_attempt_under_way ON contact_attempt (victim_key, agency, asking) WHERE outcome IS NULL;

      CREATE TABLE contact_suspension (
        asking uuid PRIMARY KEY,
        suspended_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contact_suspension, contact_attempt');
  }
}
